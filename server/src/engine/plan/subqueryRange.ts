/** The time range of a subquery: that of the query around it unless it says otherwise. */
import type { Subquery } from '../../language/index.ts';
import { parseInstant } from '../time/instant.ts';
import { zoneOffset } from '../time/zone.ts';
import type { TimeRange } from './nodes.ts';
import type { PlanContext, Planner } from './planner.ts';

/** The facts a subquery is planned with; undefined when its times cannot be read, which the planner has been told. */
export function subqueryContext(node: Subquery, planner: Planner): PlanContext | undefined {
  const { context } = planner;
  if (node.from === undefined && node.to === undefined) return context;
  const from = readTime(node, 'from', planner);
  const to = readTime(node, 'to', planner);
  if (from === 'invalid' || to === 'invalid') return undefined;
  // Without messages there is nothing to find in any range.
  if (context.range === undefined) return context;
  const range: TimeRange = { from: from ?? context.range.from, to: to ?? context.range.to };
  if (range.from >= range.to) {
    planner.invalid('subquery.range', 'The time range of the subquery ends before it begins.', node.range);
    return undefined;
  }
  return { ...context, range, isWholeRange: false };
}

function readTime(node: Subquery, option: 'from' | 'to', planner: Planner): number | undefined | 'invalid' {
  const written = node[option];
  if (written === undefined) return undefined;
  const { now, timezone } = planner.context;
  const result = parseInstant(completeDate(written, now, timezone), now, timezone);
  if (result.kind === 'instant') return result.value;
  planner.invalid('subquery.range', `${option}: ${result.message}`, node.range);
  return 'invalid';
}

/** Puts in the year that may be left out, and dashes for slashes after a year. */
function completeDate(written: string, now: number, zone: string): string {
  const trimmed = written.trim().replace(/^(\d{4})\/(\d{1,2})\/(\d{1,2})/, '$1-$2-$3');
  const year = new Date(now + zoneOffset(zone, now)).getUTCFullYear();
  return trimmed
    .replace(/^(\d{1,2})[-/](\d{1,2})(?![-/\d])/, `${String(year)}-$1-$2`)
    .replace(/^(\d{4}-\d{1,2}-\d{1,2}) (\d{1,2}:\d{2})$/, '$1 $2:00');
}
