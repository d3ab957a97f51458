import { distance } from 'fastest-levenshtein';
import type { TextRange } from '../syntax/range.ts';
import type { Fix } from './diagnostic.ts';

/**
 * The candidate nearest to what was written, without regard to case; undefined when none is near enough to be meant.
 * @param most how many letters may be wrong; a third of them unless given, and never all
 */
export function closest(
  written: string,
  candidates: Iterable<string>,
  most = Math.ceil(written.length / 3),
): string | undefined {
  const folded = written.toLowerCase();
  const limit = Math.min(most, folded.length - 1);
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - folded.length) >= bestDistance) continue;
    const steps = stepsBetween(folded, candidate.toLowerCase());
    if (steps < bestDistance) [best, bestDistance] = [candidate, steps];
  }
  return best;
}

/** Letters to change, add or leave out; two neighbours the wrong way round are one slip. */
function stepsBetween(a: string, b: string): number {
  const first = [...a].findIndex((letter, index) => letter !== b[index]);
  const swapped =
    first >= 0 &&
    a[first] === b[first + 1] &&
    a[first + 1] === b[first] &&
    a.length === b.length &&
    a.slice(first + 2) === b.slice(first + 2);
  return swapped ? 1 : distance(a, b);
}

/** The quick fix that goes with a suggestion. */
export function closeFix(range: TextRange, suggestion: string): Fix {
  return { title: `Change to \`${suggestion}\``, edits: [{ range, newText: suggestion }] };
}
