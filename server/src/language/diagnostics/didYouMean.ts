import { distance } from 'fastest-levenshtein';
import type { TextRange } from '../syntax/range.ts';
import type { Fix } from './diagnostic.ts';

/** The candidate nearest to what was written, without regard to case; undefined when none is near enough to be meant. */
export function closest(written: string, candidates: Iterable<string>): string | undefined {
  const folded = written.toLowerCase();
  const limit = Math.ceil(folded.length / 3);
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const steps = distance(folded, candidate.toLowerCase());
    if (steps < bestDistance) [best, bestDistance] = [candidate, steps];
  }
  return best;
}

/** The quick fix that goes with a suggestion. */
export function closeFix(range: TextRange, suggestion: string): Fix {
  return { title: `Change to \`${suggestion}\``, edits: [{ range, newText: suggestion }] };
}
