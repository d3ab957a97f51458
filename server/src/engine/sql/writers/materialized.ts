/** Writes what other statements have put into tables. */
import type { MaterializedNode } from '../../plan/nodes.ts';
import type { Needed, StatementContext, Written } from '../context.ts';

/** Reads rows that were kept with their order. */
export function writeMaterialized(node: MaterializedNode, needed: Needed, context: StatementContext): Written {
  const read = context.materialized.get(node.name) ?? new Set();
  for (const id of needed) read.add(id);
  context.materialized.set(node.name, read);
  const list = [...context.names(needed), context.order].join(', ');
  return context.define(`SELECT ${list} FROM ${context.name(node.name)}`, node.explodes);
}
