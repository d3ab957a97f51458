/** Joins messages of different kinds by values found in them. */
import { breathe } from '../plan/steps.ts';
import type { CellValue } from '../plan/steps.ts';

/** What one pattern found in one message. */
export interface Finding {
  /** Values of the fields that the pattern names. */
  readonly values: readonly CellValue[];
  /** Texts that stand where the pattern refers to fields found before. */
  readonly references: readonly CellValue[];
}

/** One pattern. */
export interface SessionPart {
  readonly fields: readonly string[];
  /** Fields that earlier patterns have found, in the order of `references`. */
  readonly refersTo: readonly string[];
  /** True when the last reference is at the end of the pattern: the text may go on after the value. */
  readonly openEnd: boolean;
  readonly findings: readonly Finding[];
}

export interface Sessions {
  /** Values of all fields in the order in which the patterns name them. */
  readonly rows: readonly (readonly CellValue[])[];
  /** True when there are more than allowed. */
  readonly isCut: boolean;
}

type Session = ReadonlyMap<string, CellValue>;

/** Goes through the patterns in order; a session goes on with each finding whose references agree with its values. */
export async function joinSessions(
  parts: readonly SessionPart[],
  limit: number,
  signal: AbortSignal,
): Promise<Sessions> {
  let sessions: readonly Session[] = [new Map()];
  let isCut = false;
  for (const part of parts) {
    const waiting = byReferences(sessions, part);
    const next: Session[] = [];
    let steps = 0;
    for (const finding of part.findings) {
      steps += 1;
      if (steps % 2000 === 0) await breathe(signal);
      for (const session of partners(finding, part, waiting)) {
        if (next.length >= limit) isCut = true;
        else
          next.push(
            new Map([...session, ...part.fields.map((name, index) => [name, finding.values[index] ?? null] as const)]),
          );
      }
      if (isCut) break;
    }
    sessions = next;
  }
  const fields = [...new Set(parts.flatMap(({ fields }) => fields))];
  return { rows: sessions.map((session) => fields.map((name) => session.get(name) ?? null)), isCut };
}

function byReferences(
  sessions: readonly Session[],
  { refersTo }: SessionPart,
): ReadonlyMap<string, readonly Session[]> {
  const waiting = new Map<string, Session[]>();
  for (const session of sessions) {
    const key = JSON.stringify(refersTo.map((name) => session.get(name) ?? null));
    const group = waiting.get(key);
    if (group === undefined) waiting.set(key, [session]);
    else group.push(session);
  }
  return waiting;
}

/** A value at the end of a pattern may be the beginning of a longer text: the longest one that is known counts. */
function partners(
  { references }: Finding,
  { openEnd }: SessionPart,
  waiting: ReadonlyMap<string, readonly Session[]>,
): readonly Session[] {
  const last = references.at(-1);
  if (!openEnd || typeof last !== 'string') return waiting.get(JSON.stringify(references)) ?? [];
  for (let length = last.length; length > 0; length -= 1) {
    const found = waiting.get(JSON.stringify([...references.slice(0, -1), last.slice(0, length)]));
    if (found !== undefined) return found;
  }
  return [];
}
