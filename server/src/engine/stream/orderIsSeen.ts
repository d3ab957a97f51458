/** Whether the order of the messages can be seen in an answer: only then does it have to be worked out. */
import type { AggregateFunctionId, PlanNode, SortNode } from '../plan/nodes.ts';
import type { ColumnId } from '../plan/scalar.ts';

/** Aggregates that look at which row comes first. */
const ordered: ReadonlySet<AggregateFunctionId> = new Set(['first', 'last', 'atGreatest', 'atLeast', 'joined']);

/**
 * True when another order of the messages could give other rows, or the same rows in another order. Says true for what it
 * does not know.
 */
export function orderIsSeen(root: PlanNode): boolean {
  return seen(root, true);
}

/** `wanted`: the order in which the node gives its rows matters. */
function seen(node: PlanNode, wanted: boolean): boolean {
  switch (node.kind) {
    case 'scan':
      return wanted;
    case 'extend':
    case 'filter':
    case 'explode':
      return seen(node.input, wanted);
    case 'limit':
      return seen(node.input, true);
    case 'sort':
      return seen(node.input, wanted && !decidesEveryTie(node));
    case 'aggregate':
      return seen(
        node.input,
        (wanted && node.keys.length > 0) || node.aggregations.some((each) => ordered.has(each.function)),
      );
    default:
      return true;
  }
}

/** No two rows are equal in the keys of the sort. */
function decidesEveryTie({ keys, input }: SortNode): boolean {
  const sorted = new Set(keys.flatMap(({ value }) => (value.kind === 'column' ? [value.id] : [])));
  const key = uniqueKey(input);
  return key !== undefined && key.every((id) => sorted.has(id));
}

/** Columns that together tell any two rows apart; undefined when none are known. */
function uniqueKey(node: PlanNode): readonly ColumnId[] | undefined {
  switch (node.kind) {
    case 'aggregate':
      return node.keys.map(({ id }) => id);
    case 'extend':
    case 'filter':
    case 'sort':
    case 'limit':
      return uniqueKey(node.input);
    default:
      return undefined;
  }
}
