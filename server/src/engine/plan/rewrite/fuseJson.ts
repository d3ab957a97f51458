/** Takes several values out of one JSON text in one go. */
import type { PlanNode } from '../nodes.ts';
import { call, column, numeral } from '../scalar.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { mapExpressions, mapInputs, mapScalar } from './traverse.ts';

/** Rewrites every run of `extend` and `filter` steps. */
export function fuseJson(root: PlanNode): PlanNode {
  const done = new Map<PlanNode, PlanNode>();
  const visit = (node: PlanNode): PlanNode => {
    const known = done.get(node);
    if (known !== undefined) return known;
    const chain = chainFrom(node);
    const base = chain.at(-1)?.input;
    const next = base === undefined ? mapInputs(node, visit) : fuse(chain, visit(base));
    done.set(node, next);
    return next;
  };
  return visit(root);
}

type ChainNode = Extract<PlanNode, { readonly kind: 'extend' | 'filter' }>;

function chainFrom(node: PlanNode): readonly ChainNode[] {
  const chain: ChainNode[] = [];
  for (let at = node; at.kind === 'extend' || at.kind === 'filter'; at = at.input) chain.push(at);
  return chain;
}

/** Paths of one text, each with its place in the list. */
type Reads = Map<ColumnId, Map<string, number>>;

function fuse(chain: readonly ChainNode[], base: PlanNode): PlanNode {
  const reads: Reads = new Map();
  for (const node of chain)
    mapExpressions(node, (scalar) => {
      collectReads(scalar, reads);
      return scalar;
    });
  for (const [source, paths] of reads) if (paths.size < 2) reads.delete(source);
  const made = new Set<ColumnId>();
  return chain.reduceRight((input, node) => {
    const here = new Set<ColumnId>();
    const next = mapExpressions(node, (scalar) => mapScalar(scalar, (each) => item(each, reads, here)));
    const missing = [...here].filter((source) => !made.has(source));
    for (const source of missing) made.add(source);
    const columns = missing.map((source) => ({ id: listId(source), value: list(source, reads.get(source)) }));
    const below: PlanNode = columns.length === 0 ? input : { kind: 'extend', input, columns };
    return mapInputs(next, () => below);
  }, base);
}

function listId(source: ColumnId): ColumnId {
  return `${source}_values`;
}

function list(source: ColumnId, paths: ReadonlyMap<string, number> | undefined): Scalar {
  const texts = [...(paths?.keys() ?? [])].map((path): Scalar => ({ kind: 'constant', value: path, type: 'text' }));
  return call('jsonTexts', 'text', column(source, 'text'), ...texts);
}

interface Read {
  readonly source: ColumnId;
  readonly path: string;
}

function readOf(scalar: Scalar): Read | undefined {
  if (scalar.kind !== 'call' || scalar.function !== 'jsonText') return undefined;
  const [source, path] = scalar.args;
  if (source?.kind !== 'column' || path?.kind !== 'constant' || typeof path.value !== 'string') return undefined;
  return { source: source.id, path: path.value };
}

/** What is read in any case; a value behind a test for text that is seldom there is not worth a place in the list. */
function collectReads(scalar: Scalar, reads: Reads): void {
  if (scalar.kind !== 'call') return;
  const read = readOf(scalar);
  if (read !== undefined) {
    const paths = reads.get(read.source) ?? new Map<string, number>();
    if (!paths.has(read.path)) paths.set(read.path, paths.size + 1);
    reads.set(read.source, paths);
    return;
  }
  const [test] = scalar.args;
  const isRare = scalar.function === 'if' && test?.kind === 'call' && test.function === 'hasText';
  for (const arg of isRare ? scalar.args.slice(2) : scalar.args) collectReads(arg, reads);
}

function item(scalar: Scalar, reads: Reads, used: Set<ColumnId>): Scalar {
  const read = readOf(scalar);
  const place = read === undefined ? undefined : reads.get(read.source)?.get(read.path);
  if (read === undefined || place === undefined) return scalar;
  used.add(read.source);
  return call('itemAt', 'text', column(listId(read.source), 'text'), numeral(place));
}
