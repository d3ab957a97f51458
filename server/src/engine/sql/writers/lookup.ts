/** Writes the step that brings in columns of a table. */
import type { LookupNode } from '../../plan/nodes.ts';
import { maximumExplodes, withColumns, without } from '../context.ts';
import type { Needed, StatementContext, Written } from '../context.ts';

/** Joins the rows of a table; every row of the input stays. */
export function writeLookup(node: LookupNode, needed: Needed, context: StatementContext): Written {
  const brought = node.columns.filter((id) => needed.has(id));
  const below = without(
    needed,
    node.columns.map((id) => ({ id })),
  );
  if (node.unique && brought.length === 0) return context.node(node.input, below);
  const input = context.node(
    node.input,
    withColumns(
      below,
      node.on.map(({ left }) => left),
    ),
  );
  const table = context.node(node.table, new Set([...brought, ...node.on.map(({ right }) => right)]));
  const condition = node.on
    .map(({ left, right }) => `${context.scalar(left)} = ${context.name(right)}`)
    .join(node.match === 'all' ? ' AND ' : ' OR ');
  const inputOrder = `${input.name}.${context.order}`;
  const order = node.unique
    ? inputOrder
    : `row_number() OVER (ORDER BY ${inputOrder}, ${table.name}.${context.order} NULLS FIRST)`;
  const list = [...context.names(below), ...context.names(brought), `${order} AS ${context.order}`];
  return context.define(
    `SELECT ${list.join(', ')} FROM ${input.name} LEFT JOIN ${table.name} ON ${condition}`,
    node.unique ? input.explodes : maximumExplodes,
  );
}
