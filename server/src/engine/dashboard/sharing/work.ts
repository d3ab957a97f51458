/** What evaluating the steps of a plan costs for one row, in the unit of the rewrites: a comparison is 1. */
import type { PlanNode } from '../../plan/nodes.ts';
import { cost } from '../../plan/rewrite/cost.ts';

const grouping = 50;

/** The cost of one step, without the steps below it. */
export function workOf(node: PlanNode): number {
  switch (node.kind) {
    case 'filter':
      return cost(node.condition);
    case 'extend':
      return node.columns.reduce((sum, { value }) => sum + cost(value), 0);
    case 'explode':
      return 200;
    case 'aggregate':
    case 'sort':
    case 'window':
      return grouping;
    case 'join':
    case 'semiJoin':
    case 'lookup':
      return 2 * grouping;
    default:
      return 0;
  }
}

/** What keeping a row costs: a part for the row and one for each of its columns. */
export function keepingCost(columns: number): number {
  return 40 + 10 * columns;
}
