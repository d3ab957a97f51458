/** Where and in which order conditions are tested. They never throw, so the order changes nothing but the time. */
import type { FilterNode, PlanNode } from '../nodes.ts';
import { collectColumns } from '../scalar.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { cost, dear, negligible } from './cost.ts';
import { mapNodes, mapScalar } from './traverse.ts';

/** Moves conditions below the steps that add columns or multiply rows. */
export function pushFilters(root: PlanNode): PlanNode {
  return mapNodes(root, (node) => (node.kind === 'filter' ? push(node) : node));
}

function push(node: FilterNode): PlanNode {
  const parts = conjuncts(node.condition);
  if (parts.length > 1) {
    const split = parts.reduceRight<PlanNode>(
      (input, condition) => push({ kind: 'filter', input, condition }),
      node.input,
    );
    return isStack(split, parts.length, node.input) ? node : split;
  }
  const { input, condition } = node;
  if (input.kind === 'extend') {
    const below = throughDefinitions(condition, input.columns);
    if (below === undefined) return node;
    return { ...input, input: push({ kind: 'filter', input: input.input, condition: below }) };
  }
  if (input.kind === 'explode') {
    if (reads(condition, [...input.outputs.map(({ id }) => id), input.matched])) return node;
    return { ...input, input: push({ ...node, input: input.input }) };
  }
  if (input.kind === 'filter') {
    // A dear condition stays behind one that spares it rows.
    if (cost(condition) > Math.max(cost(input.condition), dear)) return node;
    const moved: FilterNode = { ...node, input: input.input };
    const below = push(moved);
    return below === moved ? node : { ...input, input: below };
  }
  return node;
}

function conjuncts(condition: Scalar): readonly Scalar[] {
  return condition.kind === 'call' && condition.function === 'and' ? condition.args.flatMap(conjuncts) : [condition];
}

/** True when splitting a condition has moved none of its parts. */
function isStack(node: PlanNode, parts: number, input: PlanNode): boolean {
  let below = node;
  for (let part = 0; part < parts; part += 1) {
    if (below.kind !== 'filter') return false;
    below = below.input;
  }
  return below === input;
}

/** The condition in terms of what is below, when that costs next to nothing more. */
function throughDefinitions(
  condition: Scalar,
  columns: readonly { readonly id: ColumnId; readonly value: Scalar }[],
): Scalar | undefined {
  const definitions = new Map(columns.map(({ id, value }) => [id, value]));
  const used = [...columnsOf(condition)].flatMap((id) => definitions.get(id) ?? []);
  if (used.some((value) => cost(value) >= negligible)) return undefined;
  return mapScalar(condition, (scalar) => (scalar.kind === 'column' ? (definitions.get(scalar.id) ?? scalar) : scalar));
}

function columnsOf(scalar: Scalar): ReadonlySet<ColumnId> {
  const columns = new Set<ColumnId>();
  collectColumns(scalar, columns);
  return columns;
}

function reads(scalar: Scalar, ids: readonly ColumnId[]): boolean {
  const columns = columnsOf(scalar);
  return ids.some((id) => columns.has(id));
}

/** Puts conditions that follow each other into the order of their cost; equal ones stay in place. */
export function cheapFirst(root: PlanNode): PlanNode {
  return mapNodes(root, (node) => (node.kind === 'filter' ? sink(node) : node));
}

function sink(node: FilterNode): FilterNode {
  const { input } = node;
  if (input.kind !== 'filter' || cost(node.condition) >= cost(input.condition)) return node;
  return { ...input, input: sink({ ...node, input: input.input }) };
}
