/** What can be guessed of a part of a plan before it is evaluated. */
import type { PlanNode, ScanNode, TimeRange } from '../../plan/nodes.ts';
import { inputsOf, mapInputs } from '../../plan/rewrite/traverse.ts';
import type { ColumnId } from '../../plan/scalar.ts';

/** Share of a time range that is looked at to guess how many rows a part has. */
const sampled = 1 / 50;

/** Texts of messages and what is cut out of them are of unknown length; this is what they mostly are. */
export function bytesPerRow(node: PlanNode, columns: ReadonlySet<ColumnId>): number {
  const raw = scanBelow(node)?.columns.find(({ attribute }) => attribute === 'raw')?.id;
  const [order, value, text] = [16, 32, 2000];
  return [...columns].reduce((sum, id) => sum + (id === raw ? text : value), order);
}

/** The messages that a plan reads first; undefined when it reads none. */
export function scanBelow(root: PlanNode): ScanNode | undefined {
  let node: PlanNode | undefined = root;
  while (node !== undefined && node.kind !== 'scan') node = inputsOf(node)[0];
  return node;
}

/** A stretch in the middle of a range. */
export function middleOf({ from, to }: TimeRange): TimeRange {
  const start = from + Math.floor((to - from) * (0.5 - sampled / 2));
  return { from: start, to: start + Math.max(1, Math.floor((to - from) * sampled)) };
}

/** A plan that reads other messages. */
export function replaceScan(root: PlanNode, scan: ScanNode, by: ScanNode): PlanNode {
  return root === scan ? by : mapInputs(root, (input) => replaceScan(input, scan, by));
}
