/** `join`: the rows go through several pipelines, and the results are put side by side. */
import { sameField } from '../../../language/index.ts';
import type { Duration, JoinStage, TableField } from '../../../language/index.ts';
import { toDouble } from '../coerce.ts';
import { calculate } from '../expressions/arithmetic.ts';
import { compare } from '../expressions/compare.ts';
import { Fields, fieldColumn } from '../fields.ts';
import type { Field } from '../fields.ts';
import type { JoinNode } from '../nodes.ts';
import type { Planner, RowSet } from '../planner.ts';
import { call, nothing, numeral } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { periodOr } from '../unbound.ts';
import { limitPairs } from './joinLimit.ts';
import { pair, share } from './sides.ts';
import type { Sides } from './sides.ts';
import { filter, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

/** The rows of one pipeline, or of several that are joined already; fields have the name of their table in front. */
interface Joined {
  readonly names: readonly string[];
  readonly rows: RowSet;
}

type Pair = JoinStage['on'][number];

export const planJoin: StagePlanner<JoinStage> = (stage, rows, planner) => {
  const shared = share(rows);
  const tables = stage.tables.map(({ pipeline, alias }): Joined => ({
    names: [alias.name],
    rows: prefixed(planner.planStages(pipeline.stages, shared), alias.name),
  }));
  for (const { left, right } of stage.on) checkTables([left, right], tables, planner);
  const [first, ...others] = tables;
  if (first === undefined || planner.diagnostics.length > 0) return rows;
  const window = stage.timeWindow && periodOr('no limit', stage.timeWindow, planner);
  const joined = joinAll(first, others, { ...stage, timeWindow: window }, planner);
  return joined === undefined ? rows : joined.rows;
};

/** What comes out of a join is no message any more; the fields of messages stay within reach. */
function prefixed(rows: RowSet, alias: string): RowSet {
  const fields = rows.fields.all.map((field): Field => ({
    ...field,
    name: `${alias}_${field.name}`,
    origin: field.origin === 'query' ? 'query' : 'hidden',
  }));
  const { node } = rows;
  return {
    node,
    fields: new Fields(fields),
    shape: 'aggregates',
    matched: new Map(),
    slicing: undefined,
    message: undefined,
    transposed: false,
  };
}

function checkTables(fields: readonly TableField[], tables: readonly Joined[], planner: Planner): void {
  for (const { table, range } of fields) {
    if (tables.some((each) => has(each, table))) continue;
    const known = tables.map(({ names }) => `"${names.join()}"`).join(' and ');
    planner.invalid('join.unknown-table', `There is no table "${table}" here; this join makes ${known}.`, range);
  }
}

function has({ names }: Joined, table: string): boolean {
  return names.some((name) => sameField(name, table));
}

/** Adds one table after the other, each time the first that is tied to those before it. */
function joinAll(first: Joined, others: readonly Joined[], stage: JoinStage, planner: Planner): Joined | undefined {
  let joined = first;
  let rest = others;
  while (rest.length > 0) {
    const tied = rest
      .map((table) => ({ table, pairs: stage.on.flatMap((each) => oriented(each, joined, table)) }))
      .find(({ pairs }) => pairs.length > 0);
    if (tied === undefined) {
      const names = rest.map(({ names }) => `"${names.join()}"`).join(' and ');
      planner.invalid(
        'join.not-tied',
        `Nothing after "on" ties ${names} to the other tables. Add a pair such as t1.id = t2.id.`,
        stage.keywordRange,
      );
      return undefined;
    }
    joined = joinTwo(joined, tied.table, tied.pairs, stage.timeWindow, planner);
    rest = rest.filter((table) => table !== tied.table);
  }
  return joined;
}

/** The pair with the side of the tables that are joined already first; nothing when it is about others. */
function oriented({ left, right }: Pair, joined: Joined, table: Joined): readonly Pair[] {
  if (has(joined, left.table) && has(table, right.table)) return [{ left, right }];
  return has(joined, right.table) && has(table, left.table) ? [{ left: right, right: left }] : [];
}

function joinTwo(
  joined: Joined,
  table: Joined,
  pairs: readonly Pair[],
  window: Duration | undefined,
  planner: Planner,
): Joined {
  const start: Sides = { left: joined.rows, right: table.rows, on: [] };
  const sides = pairs.reduce(
    (all, each) => pair(all, keyOf(all.left, each.left, planner), keyOf(all.right, each.right, planner), planner),
    start,
  );
  const { right, on } = sides;
  const kept = [...new Set(sides.left.fields.all.map(({ id }) => id))];
  const left = limitPairs(sides, kept, planner);
  const taken = right.fields.all.map((field) => ({ field, id: planner.newColumn() }));
  const node: JoinNode = {
    kind: 'join',
    mode: 'inner',
    input: left.node,
    right: right.node,
    on,
    nullsMatch: false,
    columns: [
      ...kept.map((id) => ({ id, side: 'left' as const, source: id })),
      ...taken.map(({ field, id }) => ({ id, side: 'right' as const, source: field.id })),
    ],
  };
  const fields = new Fields([...left.fields.all, ...taken.map(({ field, id }) => ({ ...field, id }))]);
  const both: Joined = { names: [...joined.names, ...table.names], rows: { ...left, node, fields } };
  return window === undefined ? both : withinWindow(both, joined.names, table.names, window, planner);
}

/** A field that a table lacks is null, which equals nothing. */
function keyOf(rows: RowSet, { table, field }: TableField, planner: Planner): Scalar {
  const known = rows.fields.find(`${table}_${field}`);
  if (known !== undefined) return fieldColumn(known);
  planner.notice('field.unknown', `The table "${table}" has no field "${field}", so no rows belong together.`);
  return nothing();
}

/** Keeps pairs whose times are close enough. Groups have a time when they are slices. */
function withinWindow(
  both: Joined,
  before: readonly string[],
  added: readonly string[],
  { milliseconds }: Duration,
  planner: Planner,
): Joined {
  const timeOf = (name: string): Scalar | undefined => {
    const time = ['_messageTime', '_timeslice'].find((field) => both.rows.fields.find(`${name}_${field}`));
    return time === undefined ? undefined : toDouble(readField(both.rows, `${name}_${time}`));
  };
  const times = [before.map(timeOf), added.map(timeOf)];
  if (times.flat().includes(undefined)) {
    planner.notice(
      'join.no-time',
      'timewindow was ignored: a table of this join has neither messages nor slices of time.',
    );
  }
  const rows = (times[0] ?? []).reduce<RowSet>((kept, one) => {
    const other = times[1]?.[0];
    if (one === undefined || other === undefined) return kept;
    const distance = call('abs', 'double', calculate('-', one, other));
    return filter(kept, compare('<=', distance, numeral(milliseconds)));
  }, both.rows);
  return { ...both, rows };
}
