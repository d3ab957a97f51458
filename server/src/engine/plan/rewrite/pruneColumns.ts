/** Leaves out computed columns that nothing above reads, so that other rewrites do not work for them. */
import type { PlanNode } from '../nodes.ts';
import { collectColumns } from '../scalar.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { mapExpressions, mapInputs } from './traverse.ts';

/** Removes unused columns of `extend` steps; below steps of several inputs everything stays. */
export function pruneColumns(root: PlanNode, needed: readonly ColumnId[]): PlanNode {
  return visit(root, new Set(needed));
}

function visit(node: PlanNode, needed: ReadonlySet<ColumnId>): PlanNode {
  switch (node.kind) {
    case 'extend': {
      const columns = node.columns.filter(({ id }) => needed.has(id));
      const kept = columns.length === node.columns.length ? node : { ...node, columns };
      const below = new Set(needed);
      for (const { value } of columns) collectColumns(value, below);
      return columns.length === 0 ? visit(node.input, needed) : into(kept, below);
    }
    case 'filter':
    case 'explode':
    case 'sort':
    case 'limit':
      return into(node, readBy(node, needed));
    case 'window':
      return into(node, new Set([...readBy(node, needed), ...node.partition]));
    case 'aggregate':
      return into(node, readBy(node, new Set()));
    default:
      return node;
  }
}

function into(node: PlanNode, needed: ReadonlySet<ColumnId>): PlanNode {
  return mapInputs(node, (input) => visit(input, needed));
}

function readBy(node: PlanNode, needed: ReadonlySet<ColumnId>): Set<ColumnId> {
  const all = new Set(needed);
  mapExpressions(node, (scalar: Scalar) => {
    collectColumns(scalar, all);
    return scalar;
  });
  return all;
}
