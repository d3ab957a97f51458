/** Finds the patterns of texts that differ in numbers and names only. */
import { breathe } from '../plan/steps.ts';

/** A text with the number of messages that have it in each of several sets. */
export interface CountedText {
  readonly text: string;
  readonly counts: readonly number[];
}

/** A pattern, where `*` stands for what changes. */
export interface Signature {
  readonly id: string;
  readonly text: string;
  readonly counts: readonly number[];
}

/** The share of words that texts of one pattern have in common. */
const similarity = 0.6;

/** Patterns that one text is compared with at most. */
const maximumCandidates = 50;

interface Cluster {
  /** Words and what stands between them, in turn; `*` for words that differ. */
  readonly parts: string[];
  readonly counts: number[];
}

/** Groups texts by their patterns, in order of first appearance. */
export async function findSignatures(
  texts: readonly CountedText[],
  signal: AbortSignal,
): Promise<readonly Signature[]> {
  const buckets = new Map<string, Cluster[]>();
  const clusters: Cluster[] = [];
  for (const [index, { text, counts }] of texts.entries()) {
    if (index % 200 === 199) await breathe(signal);
    const parts = splitWords(text);
    // Only texts with the same frame of blanks and signs can have one pattern.
    const frame = parts.filter((_, position) => position % 2 === 0).join('\u0000');
    const bucket = buckets.get(frame) ?? [];
    buckets.set(frame, bucket);
    const cluster = bucket.slice(-maximumCandidates).find((candidate) => isSimilar(candidate.parts, parts));
    if (cluster === undefined) {
      const made = { parts: [...parts], counts: [...counts] };
      bucket.push(made);
      clusters.push(made);
      continue;
    }
    for (const [position, part] of parts.entries()) if (cluster.parts[position] !== part) cluster.parts[position] = '*';
    for (const [set, count] of counts.entries()) cluster.counts[set] = (cluster.counts[set] ?? 0) + count;
  }
  return joinEqual(clusters);
}

/** Signs and blanks at even positions, words at odd ones. */
function splitWords(text: string): readonly string[] {
  return text.split(/([\p{L}\p{N}_*]+(?:[.@-][\p{L}\p{N}_*]+)*)/u);
}

function isSimilar(known: readonly string[], parts: readonly string[]): boolean {
  let [words, equal] = [0, 0];
  for (let position = 1; position < parts.length; position += 2) {
    // What changes anyway and the keys of JSON, which the frame has in common, say nothing.
    if (known[position] === '*' || parts[position + 1]?.startsWith('":') === true) continue;
    words += 1;
    if (known[position] === parts[position]) equal += 1;
  }
  return words === 0 || equal / words >= similarity;
}

/** Patterns that have grown alike are one. */
function joinEqual(clusters: readonly Cluster[]): readonly Signature[] {
  const joined = new Map<string, number[]>();
  for (const { parts, counts } of clusters) {
    const text = parts.join('');
    const known = joined.get(text);
    if (known === undefined) joined.set(text, [...counts]);
    else for (const [set, count] of counts.entries()) known[set] = (known[set] ?? 0) + count;
  }
  return [...joined].map(([text, counts]) => ({ id: signatureId(text), text, counts }));
}

/** A short name of a text that is the same in every run (FNV-1a). */
export function signatureId(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
