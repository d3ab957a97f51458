/** What the scope compares: the text of a message, its fields, and the values in its JSON. */
import type { FieldName } from '../../language/index.ts';
import { toText } from './coerce.ts';
import { fieldColumn } from './fields.ts';
import type { Fields } from './fields.ts';
import { lookUpJson } from './jsonLookup.ts';
import { isManyValued, readJsonPath } from './jsonPath.ts';
import { jsonDocument, jsonValue } from './jsonValue.ts';
import type { Planner } from './planner.ts';
import { call, column, nothing, text } from './scalar.ts';
import type { ColumnId, Scalar } from './scalar.ts';

/** The columns of messages that a scope looks at. */
export interface MessageColumns {
  readonly raw: ColumnId;
  readonly isJson: ColumnId;
  readonly fields: Fields;
}

/** Whether the text of the message has a pattern. */
export function matchesRaw(pattern: string, literal: string, messages: MessageColumns): Scalar {
  return call(
    'isTrue',
    'boolean',
    call('matchesText', 'boolean', column(messages.raw, 'text'), text(`(?i)${pattern}`), text(`(?i)${literal}`)),
  );
}

/** What `field=` is compared with: a field of messages, or else what stands under that name in the JSON. */
export function scopeValue(field: FieldName, messages: MessageColumns, planner: Planner): Scalar {
  const known = messages.fields.find(field.name);
  return known === undefined ? jsonField(field, messages, planner) : toText(fieldColumn(known));
}

/** The value at a path in the JSON of the message; a key in another case counts when there is none in the case written. */
function jsonField({ name, range }: FieldName, messages: MessageColumns, planner: Planner): Scalar {
  const path = readJsonPath(name);
  if (path.kind === 'invalid') {
    planner.invalid('json.path', `"${path.what}" is not understood in a JSON path.`, range);
    return nothing();
  }
  const document = jsonDocument(column(messages.raw, 'text'), column(messages.isJson, 'boolean'), 'first');
  if (isManyValued(path.steps)) return jsonValue({ document, path: name, steps: path.steps }).value;
  return lookUpJson(document, name, { extractArrays: true });
}
