/** Subqueries: they run first, and their rows become the values of a condition. */
import type { ComposeStage, FieldName, Stage, Subquery } from '../../language/index.ts';
import { toText } from './coerce.ts';
import type { Planner, RowSet } from './planner.ts';
import { call, isNothing, text } from './scalar.ts';
import type { Scalar } from './scalar.ts';
import { extendHidden, readField } from './stages/stagePlanner.ts';
import { subqueryContext } from './subqueryRange.ts';

/** Rows that count without `maxresults`, and the most that it may ask for. */
const usualRows = 2500;
const maximumRows = 10_000;

/** What a subquery has found: for each row the values of the composed fields as text. No row occurs twice. */
export interface SubqueryValues {
  readonly fields: readonly FieldName[];
  /** True when the values are to be searched for without their fields. */
  readonly keywords: boolean;
  readonly rows: readonly (readonly string[])[];
}

/** Runs a subquery; undefined when it cannot be run, which the planner has been told. Rows with a null match nothing. */
export function runSubquery(node: Subquery, planner: Planner): SubqueryValues | undefined {
  const { scope, stages } = node.pipeline;
  const end = stages.findLastIndex(({ kind }) => kind === 'compose');
  const compose = stages[end];
  if (compose?.kind !== 'compose') {
    planner.invalid(
      'subquery.no-compose',
      'A subquery ends with compose and the fields to look for, for example | compose user.',
      node.range,
    );
    return undefined;
  }
  const context = subqueryContext(node, planner);
  const limit = rowLimit(compose, planner);
  if (context === undefined || limit === undefined) return undefined;
  const inner = planner.within(context, { scope, stages });
  const found = inner.planStages(withoutLast(stages, end), inner.planMessages(scope));
  const rows = readRows(found, compose.fields, limit + 1, planner);
  if (rows.length > limit) {
    planner.notice(
      'subquery.too-many-rows',
      `Only the first ${String(limit)} rows of the subquery count; it has more. Ask for more with maxresults=${String(maximumRows)}, or make fewer with count by.`,
    );
  }
  const complete = rows.slice(0, limit).filter((row): row is readonly string[] => !row.includes(null));
  const unique = new Map(complete.map((row) => [JSON.stringify(row), row]));
  return { fields: compose.fields, keywords: compose.keywords, rows: [...unique.values()] };
}

/** A table is not saved on the way. */
function withoutLast(stages: readonly Stage[], end: number): readonly Stage[] {
  return stages.slice(0, end);
}

function rowLimit({ maxResults }: ComposeStage, planner: Planner): number | undefined {
  if (maxResults === undefined || Number.isNaN(maxResults.value)) return usualRows;
  if (Number.isSafeInteger(maxResults.value) && maxResults.value >= 1 && maxResults.value <= maximumRows)
    return maxResults.value;
  planner.invalid(
    'option.invalid',
    `maxresults has to be a whole number from 1 to ${String(maximumRows)}.`,
    maxResults.range,
  );
  return undefined;
}

function readRows(
  found: RowSet,
  fields: readonly FieldName[],
  limit: number,
  planner: Planner,
): readonly (readonly (string | null)[])[] {
  let rows = found;
  const columns: string[] = [];
  for (const { name } of fields) {
    const value = readField(rows, name);
    if (isNothing(value)) {
      planner.notice('field.unknown', `The rows of the subquery have no field "${name}", so it finds nothing.`);
      return [];
    }
    const added = extendHidden(rows, toText(value), planner);
    rows = added.rows;
    columns.push(added.id);
  }
  const read = planner.read(
    { kind: 'limit', input: rows.node, count: limit },
    columns.map((id) => ({ id, type: 'text' })),
  );
  return read.map((row) => row.map((value) => (value === null ? null : String(value))));
}

/** Texts as one text that no other texts give, so that whole rows can be looked up in one list. */
export function tupleText(values: readonly string[]): string {
  return values.map((value) => value.replaceAll('|', '||')).join('|;');
}

/** The same of values that are computed. */
export function tupleScalar(values: readonly Scalar[]): Scalar {
  const [only] = values;
  if (only !== undefined && values.length === 1) return call('replaceText', 'text', only, text('|'), text('||'));
  return values
    .map((value): Scalar => call('replaceText', 'text', value, text('|'), text('||')))
    .reduce((left, right) =>
      call('if', 'text', bothKnown(left, right), call('concat', 'text', left, text('|;'), right), nullText),
    );
}

const nullText: Scalar = { kind: 'constant', value: null, type: 'text' };

function bothKnown(a: Scalar, b: Scalar): Scalar {
  const known = [a, b].map((value) => call('not', 'boolean', call('isNull', 'boolean', value)));
  return call('and', 'boolean', ...known);
}
