/** Summaries of the parts of a file that is read in several steps. */
import { formatOf } from '../sources/format.ts';
import type { ShapeCounts } from '../sources/format.ts';
import { REJECTED_LISTED } from '../sources/logSummary.ts';
import type { LogSummary } from '../sources/logSummary.ts';
import type { Continuation } from './continuation.ts';

/** Thrown when parts of a file were read that cannot be read apart. */
export class NotApart extends Error {}

/** What was read before a place, as a summary to add to. */
export function summaryUpTo(place: Continuation, rejected: LogSummary['rejected']): LogSummary {
  const { records, kinds, from, to, shapes } = place;
  return {
    format: formatOf(shapes, kinds, false),
    readable: true,
    records,
    kinds,
    from,
    to,
    rejectedCount: place.rejected,
    rejected: rejected.slice(0, place.rejected),
    notes: [],
    lines: { end: place.offset, line: place.line - 1, shapes, isSettled: true },
  };
}

/** The summary of two parts of one file. Throws `NotApart` when they would have been read differently together. */
export function joinSummaries(first: LogSummary, second: LogSummary): LogSummary {
  const rejectedCount = first.rejectedCount + second.rejectedCount;
  const isFit = first.lines?.isSettled === true && first.notes.length === 0 && second.readable && second.records > 0;
  if (!isFit || second.lines === undefined || rejectedCount > REJECTED_LISTED) throw new NotApart();
  const kinds = addUp(first.kinds, second.kinds);
  const shapes = addUp(first.lines.shapes, second.lines.shapes) as ShapeCounts;
  return {
    format: formatOf(shapes, kinds, false),
    readable: true,
    records: first.records + second.records,
    kinds,
    from: least(first.from, second.from),
    to: most(first.to, second.to),
    rejectedCount,
    rejected: [...first.rejected, ...second.rejected],
    notes: second.notes,
    lines: { ...second.lines, shapes },
  };
}

function addUp<K extends string>(
  a: Readonly<Partial<Record<K, number>>>,
  b: Readonly<Partial<Record<K, number>>>,
): Partial<Record<K, number>> {
  const sums: Partial<Record<K, number>> = { ...a };
  for (const key of Object.keys(b) as K[]) sums[key] = (sums[key] ?? 0) + (b[key] ?? 0);
  return sums;
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

function most(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}
