/** Computes an expression once that several steps compute alike, such as the JSON of the same text. */
import type { PlanNode } from '../nodes.ts';
import { column } from '../scalar.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { carriedInput, mapExpressions, mapInputs, mapScalar, scalarKey } from './traverse.ts';

interface Visited {
  readonly node: PlanNode;
  /** Columns that can be read here, by the text of their definition. */
  readonly known: ReadonlyMap<string, ColumnId>;
  /** Columns that are another one now. */
  readonly renamed: ReadonlyMap<ColumnId, ColumnId>;
}

/** Replaces columns that repeat a definition from further down. Results keep their columns, so nothing is removed. */
export function shareValues(root: PlanNode): PlanNode {
  const done = new Map<PlanNode, Visited>();
  const visit = (node: PlanNode): Visited => {
    const seen = done.get(node);
    if (seen !== undefined) return seen;
    const result = visitNew(node, visit);
    done.set(node, result);
    return result;
  };
  return visit(root).node;
}

function visitNew(node: PlanNode, visit: (node: PlanNode) => Visited): Visited {
  const input = carriedInput(node) ?? (node.kind === 'aggregate' ? node.input : undefined);
  const nothing = { known: new Map<string, ColumnId>(), renamed: new Map<ColumnId, ColumnId>() };
  if (input === undefined) return { ...nothing, node: mapInputs(node, (below) => visit(below).node) };
  const below = visit(input);
  const rename = (scalar: Scalar): Scalar =>
    mapScalar(scalar, (each) => {
      const id = each.kind === 'column' ? below.renamed.get(each.id) : undefined;
      return id === undefined ? each : column(id, each.type);
    });
  const next = mapExpressions(
    mapInputs(node, () => below.node),
    rename,
  );
  if (node.kind === 'aggregate') return { ...nothing, node: next };
  if (next.kind !== 'extend') return { ...below, node: next };
  const known = new Map(below.known);
  const renamed = new Map(below.renamed);
  const columns = next.columns.map((each) => {
    const key = scalarKey(each.value);
    const same = known.get(key);
    if (each.value.kind !== 'call') return each;
    if (same === undefined) {
      known.set(key, each.id);
      return each;
    }
    renamed.set(each.id, same);
    return { id: each.id, value: column(same, each.value.type) };
  });
  const unchanged = columns.every((each, index) => each === next.columns[index]);
  return { known, renamed, node: unchanged ? next : { ...next, columns } };
}
