/** `json auto`: fields from everything that JSON holds. */
import type { JsonAutoStage } from '../../../language/index.ts';
import { isPathOfKeys, lookUpJson } from '../jsonLookup.ts';
import type { Planner, RowSet } from '../planner.ts';
import { column, isNothing } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { listValue, readTexts } from '../textReaders.ts';
import type { JsonAutoSettings } from '../textReaders.ts';
import { withDocument } from './json.ts';
import { addOptional, namedList } from './namedValues.ts';
import { addOpenFields } from './openFields.ts';
import { extendHidden } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planJsonAuto: StagePlanner<JsonAutoStage> = (stage, rows, planner) => {
  const { rows: read, document } = withDocument(stage.source?.name, 'last', rows, planner);
  const maxDepth = stage.maxDepth?.value;
  if (maxDepth !== undefined && !(Number.isSafeInteger(maxDepth) && maxDepth > 0)) {
    planner.invalid(
      'option.value',
      'maxdepth has to be a whole number of at least 1.',
      stage.maxDepth?.range ?? stage.range,
    );
    return rows;
  }
  if (isNothing(document)) return rows;
  const settings = (names: readonly string[]): JsonAutoSettings => ({
    maxDepth,
    extractArrays: stage.extractArrays,
    names,
  });
  if (stage.keys.length > 0) {
    const keys = stage.keys.map(({ value }) => value);
    const list = extendHidden(read, readTexts('jsonAutoValues', document, settings(keys)), planner);
    const names = keys.map((key, index) => stage.aliases[index]?.name ?? key);
    // Rows without JSON, or without a key, stay whether or not `nodrop` is given.
    return addOptional(list.rows, namedList(column(list.id, 'text'), names), planner);
  }
  return addOpenFields(
    read,
    {
      operator: 'json auto',
      values: (names, before) => lookUpAll(names, document, settings([]), before, planner),
      names: readTexts('jsonAutoNames', document, settings([])),
      refOnly: stage.refOnly,
    },
    planner,
  );
};

/** Names that the database cannot follow are looked up together, so that a document is taken apart once for them. */
function lookUpAll(
  names: readonly string[],
  document: Scalar,
  settings: JsonAutoSettings,
  rows: RowSet,
  planner: Planner,
): { readonly rows: RowSet; readonly values: readonly Scalar[] } {
  const others = names.filter((name) => !isPathOfKeys(name, settings));
  const reader = readTexts('jsonAutoValues', document, { ...settings, names: others });
  const list = others.length === 0 ? undefined : extendHidden(rows, reader, planner);
  return {
    rows: list?.rows ?? rows,
    values: names.map((name) =>
      list !== undefined && others.includes(name)
        ? listValue(column(list.id, 'text'), others.indexOf(name))
        : lookUpJson(document, name, settings),
    ),
  };
}
