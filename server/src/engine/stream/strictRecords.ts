/** Has the texts that values are read from looked at once more, above the search that they have come through. */
import type { PlanNode, ScanNode } from '../plan/nodes.ts';
import { mapExpressions, mapInputs, mapNodes, mapScalar } from '../plan/rewrite/traverse.ts';
import { call, column } from '../plan/scalar.ts';

/** A search: messages and the conditions on them. */
type Search = ScanNode | (Extract<PlanNode, { readonly kind: 'filter' }> & { readonly input: Search });

/**
 * Puts `strictRecord` above every search of a plan, so that it is asked of few messages; see there for what it does. The
 * same node stays one node.
 */
export function withStrictRecords(root: PlanNode): PlanNode {
  const done = new Map<PlanNode, PlanNode>();
  const visit = (node: PlanNode): PlanNode => {
    const known = done.get(node);
    if (known !== undefined) return known;
    const next = isSearch(node) ? strict(node) : mapInputs(node, visit);
    done.set(node, next);
    return next;
  };
  return visit(root);
}

function isSearch(node: PlanNode): node is Search {
  return node.kind === 'scan' || (node.kind === 'filter' && isSearch(node.input));
}

function scanOf(search: Search): ScanNode {
  return search.kind === 'scan' ? search : scanOf(search.input);
}

function strict(search: Search): PlanNode {
  const raw = scanOf(search).columns.find((each) => each.attribute === 'raw')?.id;
  if (raw === undefined) return search;
  const line = `${raw}_line`;
  const renamed = mapNodes(search, (node) => {
    if (node.kind === 'scan')
      return { ...node, columns: node.columns.map((each) => (each.id === raw ? { ...each, id: line } : each)) };
    return mapExpressions(node, (scalar) =>
      mapScalar(scalar, (part) => (part.kind === 'column' && part.id === raw ? { ...part, id: line } : part)),
    );
  });
  const value = call('strictRecord', 'text', column(line, 'text'));
  return { kind: 'extend', input: renamed, columns: [{ id: raw, value }] };
}
