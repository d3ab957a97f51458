/**
 * Functions that take several values out of one text. Each gets its settings as a constant and gives its values as the
 * text of a JSON array, which is a list in any database; what was not found is a JSON null there.
 */
import { call, nothing, text } from './scalar.ts';
import type { Scalar, ScalarFunctionId } from './scalar.ts';
import type { XmlPath } from './xmlPath.ts';

/** `csv` and `split`. Each sign is one character. */
export interface ColumnSettings {
  readonly delimiter: string;
  readonly escape: string;
  readonly quote: string;
  /** One-based positions of the columns wanted. */
  readonly positions: readonly number[];
}

/** `json auto`. */
export interface JsonAutoSettings {
  /** Undefined for any depth. */
  readonly maxDepth?: number | undefined;
  readonly extractArrays: boolean;
  /** The values wanted; empty when only the names are asked for. */
  readonly names: readonly string[];
}

/** `keyvalue`. */
export interface KeyValueSettings {
  readonly mode: 'infer' | 'regex' | 'auto';
  /** Pattern of `regex` mode with one or two groups. */
  readonly pattern?: string | undefined;
  /** The one separator that counts; any of the usual ones when undefined. */
  readonly separator?: string | undefined;
  readonly keys: readonly string[];
}

/** `parse xml`. */
export interface XmlSettings {
  readonly paths: readonly XmlPath[];
}

interface Settings {
  readonly splitColumns: ColumnSettings;
  readonly jsonAutoValues: JsonAutoSettings;
  readonly jsonAutoNames: JsonAutoSettings;
  readonly keyValues: KeyValueSettings;
  readonly keyNames: KeyValueSettings;
  readonly xmlValues: XmlSettings;
}

/** Calls a reader on a text. */
export function readTexts<K extends keyof Settings & ScalarFunctionId>(
  id: K,
  source: Scalar,
  settings: Settings[K],
): Scalar {
  return call(id, 'text', source, text(JSON.stringify(settings)));
}

/** One value of a list that `readTexts` gave; null when it is not there. */
export function listValue(list: Scalar, index: number): Scalar {
  return list.kind === 'constant' ? nothing() : call('jsonText', 'text', list, text(`$[${String(index)}]`));
}
