/** The fields that every message has without being asked. */
import { foldField } from '../../language/syntax/fieldNames.ts';
import type { MessageAttribute } from './nodes.ts';
import type { ValueType } from './scalar.ts';

export interface SystemField {
  readonly name: string;
  readonly attribute: MessageAttribute;
  readonly type: ValueType;
}

export const systemFields: readonly SystemField[] = [
  { name: '_raw', attribute: 'raw', type: 'text' },
  { name: '_messageTime', attribute: 'time', type: 'time' },
  { name: '_receiptTime', attribute: 'time', type: 'time' },
  { name: '_messageId', attribute: 'messageId', type: 'long' },
  { name: '_size', attribute: 'size', type: 'long' },
  { name: '_format', attribute: 'format', type: 'text' },
  { name: '_sourceCategory', attribute: 'sourceCategory', type: 'text' },
  { name: '_sourceName', attribute: 'sourceName', type: 'text' },
  { name: '_sourceHost', attribute: 'sourceHost', type: 'text' },
  { name: '_source', attribute: 'source', type: 'text' },
  { name: '_collector', attribute: 'collector', type: 'text' },
];

/** Terms of the scope that choose a storage place of the hosted product; there is one place here. */
const searchModifiers: ReadonlySet<string> = new Set(['_index', '_view', '_datatier']);

/** True for `_index`, `_view` and `_dataTier`. */
export function isSearchModifier(name: string): boolean {
  return searchModifiers.has(foldField(name));
}
