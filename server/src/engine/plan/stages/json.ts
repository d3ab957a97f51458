/** `json "path" …`: fields from JSON. */
import type { JsonStage } from '../../../language/index.ts';
import { readJsonPath } from '../jsonPath.ts';
import { jsonDocument, jsonValue } from '../jsonValue.ts';
import type { Planner, RowSet } from '../planner.ts';
import { column, isNothing, nothing } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { addFound, addOptional } from './namedValues.ts';
import type { NamedValue } from './namedValues.ts';
import { textSource } from './sources.ts';
import { extendHidden } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planJson: StagePlanner<JsonStage> = (stage, rows, planner) => {
  const { rows: read, document } = withDocument(stage.source?.name, 'first', rows, planner);
  const values = stage.paths.flatMap((path, index): readonly NamedValue[] => {
    const result = readJsonPath(path.value);
    if (result.kind === 'invalid') {
      planner.invalid('json.path', `"${result.what}" is not understood in a JSON path.`, path.range);
      return [];
    }
    const name = stage.aliases[index]?.name ?? path.value;
    return [{ name, ...jsonValue({ document, path: path.value, steps: result.steps }) }];
  });
  return (stage.nodrop ? addOptional : addFound)(read, values, planner);
};

/** The JSON of a field, or of the message, in a column of its own. */
export function withDocument(
  name: string | undefined,
  which: 'first' | 'last',
  rows: RowSet,
  planner: Planner,
): { readonly rows: RowSet; readonly document: Scalar } {
  const source = textSource(name, rows);
  if (isNothing(source)) return { rows, document: nothing() };
  const isMessage = source.kind === 'column' && source.id === rows.message?.raw;
  const isJson = isMessage && rows.message !== undefined ? column(rows.message.isJson, 'boolean') : undefined;
  const hidden = extendHidden(rows, jsonDocument(source, isJson, which), planner);
  return { rows: hidden.rows, document: column(hidden.id, 'text') };
}
