/** What the pickers of dashboards and of logs offer. Pure. */
import type { LogKind } from './fileKind.ts';
import type { RecordCounts } from './startMessage.ts';
import type { DashboardTarget } from './target.ts';

/** A dashboard that can be opened. */
export interface KnownDashboard {
  readonly target: DashboardTarget;
  readonly title: string;
  readonly description: string;
  /** Path of its file for people: relative to the workspace; empty for those that come along. */
  readonly place: string;
  /** What its queries read; empty when it does not say. */
  readonly reads: readonly LogKind[];
}

/** A line of a quick pick; `kind` -1 is a separator. */
export interface PickLine<Value> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly kind?: -1;
  readonly value?: Value;
}

/** The dashboards of the workspace, then those that come along, under headings where there are both. */
export function dashboardPicks(known: readonly KnownDashboard[]): readonly PickLine<KnownDashboard>[] {
  const line = (value: KnownDashboard): PickLine<KnownDashboard> => ({
    label: value.title,
    description: value.place,
    ...(value.description === '' ? {} : { detail: value.description }),
    value,
  });
  const own = known.filter(({ target }) => target.kind === 'file').map(line);
  const shipped = known.filter(({ target }) => target.kind === 'shipped').map(line);
  if (own.length === 0) return shipped;
  return [{ label: 'Workspace', kind: -1 }, ...own, { label: 'Built-in', kind: -1 }, ...shipped];
}

/** A dashboard, and whether it is limited to what was chosen. */
export interface ScopedDashboard {
  readonly dashboard: KnownDashboard;
  readonly isLimited: boolean;
}

/**
 * The dashboards for a file or folder: limited to it, then for all logs. Those that read what the file holds come first, so
 * that Enter opens a good one.
 */
export function scopedPicks(
  known: readonly KnownDashboard[],
  name: string,
  isFolder: boolean,
  kind: LogKind | undefined,
): readonly PickLine<ScopedDashboard>[] {
  const fits = ({ reads }: KnownDashboard): boolean => kind === undefined || reads.includes(kind);
  const ordered = [...known.filter(fits), ...known.filter((dashboard) => !fits(dashboard))];
  const lines = (isLimited: boolean): readonly PickLine<ScopedDashboard>[] =>
    ordered.map((dashboard) => ({
      label: dashboard.title,
      description: [isLimited ? '' : 'all logs', dashboard.place].filter((part) => part !== '').join(' · '),
      value: { dashboard, isLimited },
    }));
  const heading = isFolder ? `Only the logs in ${name}` : `Only ${name}`;
  return [{ label: heading, kind: -1 }, ...lines(true), { label: 'All logs', kind: -1 }, ...lines(false)];
}

/** How many messages a source category has, by the kind of their records. */
export interface CategoryCount {
  readonly category: string;
  readonly records: number;
}

/** Messages by source category for one kind of logs; `isOfKind` tells from the name of a record kind. */
export function categoryCounts(
  files: readonly { readonly category: string; readonly kinds: Readonly<Record<string, number>> }[],
  isOfKind: (kind: string) => boolean,
): readonly CategoryCount[] {
  const counts = new Map<string, number>();
  for (const { category, kinds } of files) {
    const records = Object.entries(kinds)
      .filter(([kind]) => isOfKind(kind))
      .reduce((sum, [, count]) => sum + count, 0);
    if (records > 0) counts.set(category, (counts.get(category) ?? 0) + records);
  }
  return [...counts]
    .map(([category, records]) => ({ category, records }))
    .sort((a, b) => b.records - a.records || (a.category < b.category ? -1 : 1));
}

/** Tells by the name of a record kind, such as `ses.notification`, which of the two kinds of logs it belongs to. */
export const logKinds: Readonly<Record<keyof Omit<RecordCounts, 'other'>, (kind: string) => boolean>> = {
  cloudTrail: (kind) => kind.startsWith('cloudtrail'),
  sesNotifications: (kind) => kind.startsWith('ses'),
};

/** The scope of a query that finds categories; empty for an empty list. */
export function scopeOf(categories: readonly string[]): string {
  const terms = categories.map((category) => `_sourceCategory=${scopeWord(category)}`);
  return terms.length <= 1 ? (terms[0] ?? '') : `(${terms.join(' or ')})`;
}

/** The categories that `scopeOf` wrote; undefined for a scope of another form. */
export function categoriesOf(scope: string): readonly string[] | undefined {
  const term = /_sourceCategory=(?:"((?:[^"\\]|\\.)*)"|([^\s()"]+))/gi;
  const rest = scope.replace(term, '').replace(/\bor\b/gi, '');
  if (!/^[\s()]*$/.test(rest)) return undefined;
  return [...scope.matchAll(term)].map(([, quoted, plain]) => plain ?? (quoted ?? '').replace(/\\(.)/g, '$1'));
}

function scopeWord(category: string): string {
  return /^[\w/.-]+$/.test(category) ? category : `"${category.replace(/["\\]/g, '\\$&')}"`;
}
