/** Changes to plans that make them faster and never give another answer, by name and in the order they are tried. */
import type { PlanNode } from '../nodes.ts';
import type { ColumnId } from '../scalar.ts';
import { cheapFirst, pushFilters } from './filters.ts';
import { fuseJson } from './fuseJson.ts';
import { useHotColumns } from './hotColumns.ts';
import type { StoredField } from './hotColumns.ts';
import { pruneColumns } from './pruneColumns.ts';
import { shareValues } from './shareValues.ts';

/** What rewrites know beside the plan. */
export interface RewriteContext {
  /** Fields whose columns in the store can be relied on; none when the store cannot vouch for them. */
  readonly storedFields: readonly StoredField[];
  /** Names of the rewrites to try; all of them when undefined. */
  readonly enabled?: ReadonlySet<RewriteName>;
}

interface Rewrite {
  readonly name: string;
  /** What it does, for `--explain`. */
  readonly summary: string;
  readonly apply: (root: PlanNode, needed: readonly ColumnId[], context: RewriteContext) => PlanNode;
}

/** All rewrites. */
export const rewrites = [
  {
    name: 'share-values',
    summary: 'what several stages compute alike is computed once',
    apply: (root) => shareValues(root),
  },
  {
    name: 'hot-columns',
    summary: 'fields of the schema are read from their columns',
    apply: (root, _, { storedFields }) => useHotColumns(root, storedFields),
  },
  {
    name: 'prune-columns',
    summary: 'fields that nothing uses are not computed',
    apply: (root, needed) => pruneColumns(root, needed),
  },
  {
    name: 'push-filters',
    summary: 'conditions are tested as early as they can be',
    apply: (root) => pushFilters(root),
  },
  { name: 'cheap-first', summary: 'cheap conditions are tested before dear ones', apply: (root) => cheapFirst(root) },
  {
    name: 'fuse-json',
    summary: 'several values of one JSON text are read in one go',
    apply: (root) => fuseJson(root),
  },
] as const satisfies readonly Rewrite[];

export type RewriteName = (typeof rewrites)[number]['name'];

/** All rewrites but those whose names stand in a list with commas; for tests and for finding out what is wrong. */
export function enabledRewrites(off = ''): ReadonlySet<RewriteName> {
  const names = off.split(',').map((name) => name.trim());
  return new Set(rewrites.map(({ name }) => name).filter((name) => !names.includes(name)));
}

/** A plan after its rewrites, and the names of those that changed it. */
export interface Rewritten {
  readonly root: PlanNode;
  readonly fired: readonly RewriteName[];
}

/** Applies the enabled rewrites to rows of which some columns are read. Never throws, changes nothing in place. */
export function rewritePlan(root: PlanNode, needed: readonly ColumnId[], context: RewriteContext): Rewritten {
  const fired: RewriteName[] = [];
  let at = root;
  for (const { name, apply } of rewrites) {
    if (context.enabled?.has(name) === false) continue;
    const next = apply(at, needed, context);
    if (next !== at) fired.push(name);
    at = next;
  }
  return { root: at, fired };
}

/** One line for each rewrite that fired. */
export function describeRewrites(fired: readonly RewriteName[]): string {
  const lines = rewrites.filter(({ name }) => fired.includes(name)).map(({ name, summary }) => `  ${name}: ${summary}`);
  return ['Rewrites:', ...(lines.length === 0 ? ['  none'] : lines)].join('\n');
}
