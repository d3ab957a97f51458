/** Which dashboard a view shows, in a form that survives a restart of the window. Pure. */
import type { Check } from '../../shared/checks.ts';
import { shape, tagged } from '../../shared/checks.ts';
import { bounded } from '../boundedChecks.ts';

/** A dashboard that comes along, or a file by its address. */
export type DashboardTarget =
  { readonly kind: 'shipped'; readonly id: string } | { readonly kind: 'file'; readonly uri: string };

/** A dashboard and the files it is limited to: every combination has a view of its own. */
export interface DashboardScope {
  readonly target: DashboardTarget;
  /** Absolute paths, empty for all logs. */
  readonly paths: readonly string[];
}

const { isText, listOf } = bounded;
const isTarget: Check = tagged('kind', { shipped: shape({ id: isText }), file: shape({ uri: isText }) });
const isScope = shape({ target: isTarget, paths: listOf(isText) });

/** The scope as text; equal scopes have equal texts. */
export function scopeKey({ target, paths }: DashboardScope): string {
  return JSON.stringify({ target: targetFields(target), paths: [...paths].sort() });
}

/** Reads what `scopeKey` wrote; undefined for anything else. */
export function readScopeKey(key: unknown): DashboardScope | undefined {
  if (typeof key !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(key);
    return isScope(value) ? (value as DashboardScope) : undefined;
  } catch {
    return undefined;
  }
}

/** Under which name the choices of a dashboard are stored. */
export function choicesKey(target: DashboardTarget): string {
  return `dashboard:${JSON.stringify(targetFields(target))}`;
}

function targetFields(target: DashboardTarget): DashboardTarget {
  return target.kind === 'shipped' ? { kind: 'shipped', id: target.id } : { kind: 'file', uri: target.uri };
}
