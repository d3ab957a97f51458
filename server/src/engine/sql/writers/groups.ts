/** Writes the steps that group, order and cut rows. */
import type { AggregateNode, LimitNode, SortNode } from '../../plan/nodes.ts';
import { maximumExplodes, withColumns } from '../context.ts';
import type { Needed, StatementContext, Written } from '../context.ts';

/** Groups rows; the order of a group is that of its first row. */
export function writeAggregate(node: AggregateNode, needed: Needed, context: StatementContext): Written {
  const aggregations = node.aggregations.filter(({ id }) => needed.has(id));
  const read = aggregations.flatMap(({ args, condition }) => (condition === undefined ? args : [...args, condition]));
  const input = context.node(node.input, withColumns(new Set(), [...node.keys.map(({ value }) => value), ...read]));
  const keys = node.keys.map(({ value }) => context.scalar(value));
  const list = node.keys.map(({ id }, index) => `${keys[index] ?? ''} AS ${context.name(id)}`);
  for (const { id, function: name, args, condition } of aggregations) {
    const call = context.dialect.aggregates[name](
      args.map((arg) => context.scalar(arg)),
      context.order,
    );
    const filter = condition === undefined ? '' : ` FILTER (WHERE ${context.condition(condition)})`;
    list.push(`${call}${filter} AS ${context.name(id)}`);
  }
  // Positions, because a key may be a constant, which GROUP BY would take for one.
  const grouping = keys.length === 0 ? '' : ` GROUP BY ${keys.map((_, index) => String(index + 1)).join(', ')}`;
  return context.define(
    `SELECT ${[...list, `min(${context.order}) AS ${context.order}`].join(', ')} FROM ${input.name}${grouping}`,
    maximumExplodes,
  );
}

/** Numbers rows by keys; the old order decides between equal ones. */
export function writeSort(node: SortNode, needed: Needed, context: StatementContext): Written {
  const input = context.node(
    node.input,
    withColumns(
      needed,
      node.keys.map(({ value }) => value),
    ),
  );
  const over = `row_number() OVER (ORDER BY ${[...context.orderings(node.keys), context.order].join(', ')})`;
  return context.define(
    `SELECT ${[...context.names(needed), `${over} AS ${context.order}`].join(', ')} FROM ${input.name}`,
    maximumExplodes,
  );
}

/** Takes the first rows. */
export function writeLimit(node: LimitNode, needed: Needed, context: StatementContext): Written {
  if (node.input.kind === 'sort') return writeFirstSorted(node.input, node.count, needed, context);
  const input = context.node(node.input, needed);
  const list = [...context.names(needed), context.order].join(', ');
  return context.define(
    `SELECT ${list} FROM ${input.name} ORDER BY ${context.order} LIMIT ${context.parameter(node.count, 'long')}`,
    input.explodes,
  );
}

/** Taking the first rows before numbering them spares the engine a complete sort. */
function writeFirstSorted(sort: SortNode, count: number, needed: Needed, context: StatementContext): Written {
  const columns = withColumns(
    needed,
    sort.keys.map(({ value }) => value),
  );
  const input = context.node(sort.input, columns);
  const orderings = [...context.orderings(sort.keys), context.order].join(', ');
  const list = [...context.names(columns), context.order].join(', ');
  const limit = context.parameter(count, 'long');
  const first = context.define(
    `SELECT ${list} FROM ${input.name} ORDER BY ${orderings} LIMIT ${limit}`,
    input.explodes,
  );
  const numbered = `row_number() OVER (ORDER BY ${orderings}) AS ${context.order}`;
  return context.define(
    `SELECT ${[...context.names(needed), numbered].join(', ')} FROM ${first.name}`,
    maximumExplodes,
  );
}
