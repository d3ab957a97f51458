/** Which columns a part of a plan has. */
import type { PlanNode } from '../../plan/nodes.ts';
import { inputsOf } from '../../plan/rewrite/traverse.ts';
import type { ColumnId } from '../../plan/scalar.ts';

const ids = (list: readonly { readonly id: ColumnId }[]): readonly ColumnId[] => list.map(({ id }) => id);

/** All columns that can be read from a node. */
export function columnsOf(node: PlanNode): ReadonlySet<ColumnId> {
  switch (node.kind) {
    case 'scan':
      return new Set([...ids(node.columns), ...ids(node.fields ?? [])]);
    case 'table':
    case 'join':
      return new Set(ids(node.columns));
    case 'aggregate':
      return new Set([...ids(node.keys), ...ids(node.aggregations)]);
    case 'shared':
      return new Set(node.columns);
    case 'materialized':
      return new Set();
    case 'extend':
    case 'window':
      return new Set([...columnsOf(node.input), ...ids(node.columns)]);
    case 'explode':
      return new Set([...columnsOf(node.input), ...ids(node.outputs), node.matched]);
    case 'lookup':
      return new Set([...columnsOf(node.input), ...node.columns]);
    case 'filter':
    case 'sort':
    case 'limit':
    case 'fill':
    case 'semiJoin':
      return columnsOf(node.input);
  }
}

/** True when rows come out of a plan in groups only, so that nobody can ask for columns from below the groups. */
export function isGrouped(root: PlanNode): boolean {
  if (root.kind === 'scan') return false;
  return root.kind === 'aggregate' || inputsOf(root).every(isGrouped);
}
