/** Writes the steps that bring two inputs together, and those that two steps read. */
import type { JoinNode, JoinPair, SemiJoinNode, SharedNode } from '../../plan/nodes.ts';
import { maximumExplodes } from '../context.ts';
import type { Needed, StatementContext, Written } from '../context.ts';

const left = 'l';
const right = 'r';

/** Pairs rows; the order is that of the left side, then of the right one. */
export function writeJoin(node: JoinNode, needed: Needed, context: StatementContext): Written {
  const wanted = node.columns.filter(({ id }) => needed.has(id));
  const side = (which: 'left' | 'right'): Set<string> =>
    new Set([
      ...node.on.map((pair) => pair[which]),
      ...wanted.flatMap((column) => (column.side === which ? [column.source] : [])),
    ]);
  const one = context.node(node.input, side('left'));
  const other = context.node(node.right, side('right'));
  const list = wanted.map(
    (column) =>
      `${qualified(column.side === 'left' ? left : right, column.source, context)} AS ${context.name(column.id)}`,
  );
  const order = [left, right].map((alias) => `${context.name(alias)}.${context.order} NULLS LAST`).join(', ');
  const join = node.mode === 'inner' ? 'JOIN' : 'FULL JOIN';
  return context.define(
    `SELECT ${[...list, `row_number() OVER (ORDER BY ${order}) AS ${context.order}`].join(', ')} FROM ${one.name} AS ${context.name(left)} ${join} ${other.name} AS ${context.name(right)} ON ${condition(node.on, node.nullsMatch, context)}`,
    maximumExplodes,
  );
}

/** Keeps rows of the left side. */
export function writeSemiJoin(node: SemiJoinNode, needed: Needed, context: StatementContext): Written {
  const one = context.node(node.input, new Set([...needed, ...node.on.map((pair) => pair.left)]));
  const other = context.node(node.right, new Set(node.on.map((pair) => pair.right)));
  const list = [...context.names(needed), context.order].join(', ');
  return context.define(
    `SELECT ${list} FROM ${one.name} AS ${context.name(left)} WHERE EXISTS (SELECT 1 FROM ${other.name} AS ${context.name(right)} WHERE ${condition(node.on, true, context)})`,
    one.explodes,
  );
}

/** Writes a node once, with all its columns, for all that read it. */
export function writeShared(node: SharedNode, _: Needed, context: StatementContext): Written {
  const known = context.shared.get(node);
  if (known !== undefined) return known;
  const input = context.node(node.input, new Set(node.columns));
  const list = [...context.names(new Set(node.columns)), context.order].join(', ');
  const written = context.define(`SELECT ${list} FROM ${input.name}`, input.explodes, true);
  context.shared.set(node, written);
  return written;
}

function condition(pairs: readonly JoinPair[], nullsMatch: boolean, context: StatementContext): string {
  const operator = nullsMatch ? 'IS NOT DISTINCT FROM' : '=';
  return pairs
    .map((pair) => `${qualified(left, pair.left, context)} ${operator} ${qualified(right, pair.right, context)}`)
    .join(' AND ');
}

function qualified(alias: string, column: string, context: StatementContext): string {
  return `${context.name(alias)}.${context.name(column)}`;
}
