/** Groups rows that share any of several values, and cuts the groups where they end. */
import { breathe } from '../plan/steps.ts';
import type { CellValue } from '../plan/steps.ts';

/** A row as grouping sees it. */
export interface GroupedRow {
  /** One value for each field; null connects nothing. */
  readonly keys: readonly CellValue[];
  /** Epoch milliseconds, or null when the rows have no time. */
  readonly time: number | null;
  /** Whether the row begins or ends a group. */
  readonly starts: boolean;
  readonly ends: boolean;
}

export interface GroupingOptions {
  /** Milliseconds from the first to the last row. */
  readonly maxSpan: number | undefined;
  /** Milliseconds between two rows. */
  readonly maxPause: number | undefined;
  readonly maxLogs: number | undefined;
  /** Whether groups begin or end at certain rows at all; strict ones without such a row are left out. */
  readonly start: 'none' | 'cut' | 'strict';
  readonly end: 'none' | 'cut' | 'strict';
}

/** Positions of rows in order of time. */
export interface RowGroup {
  readonly members: readonly number[];
  /** Milliseconds from the first to the last row; null without times. */
  readonly duration: number | null;
  /** True for a row with no value to be grouped by. */
  readonly orphaned: boolean;
}

/** Groups rows transitively, in order of the first row of each group. */
export async function groupRowsByValues(
  rows: readonly GroupedRow[],
  options: GroupingOptions,
  signal: AbortSignal,
): Promise<readonly RowGroup[]> {
  const connected = await connect(rows, signal);
  const groups: RowGroup[] = [];
  let done = 0;
  for (const members of connected) {
    done += members.length;
    if (done > 5000) {
      done = 0;
      await breathe(signal);
    }
    const orphaned = members.length === 1 && (rows[members[0] ?? 0]?.keys.every((key) => key === null) ?? true);
    if (orphaned) {
      groups.push({ members, duration: 0, orphaned });
      continue;
    }
    const ordered = members.toSorted((a, b) => timeOf(rows, a) - timeOf(rows, b) || a - b);
    for (const part of cut(ordered, rows, options)) {
      if (options.start === 'strict' && !isMarked(part.at(0), 'starts', rows)) continue;
      if (options.end === 'strict' && !isMarked(part.at(-1), 'ends', rows)) continue;
      groups.push({ members: part, duration: duration(part, rows), orphaned });
    }
  }
  return groups.sort((a, b) => Math.min(...first(a)) - Math.min(...first(b)));
}

/** Few at a time, since a group can be too long for arguments. */
function first({ members }: RowGroup): readonly number[] {
  return [members.reduce((least, each) => Math.min(least, each), Number.MAX_SAFE_INTEGER)];
}

function isMarked(position: number | undefined, mark: 'starts' | 'ends', rows: readonly GroupedRow[]): boolean {
  return position !== undefined && rows[position]?.[mark] === true;
}

function timeOf(rows: readonly GroupedRow[], position: number): number {
  return rows[position]?.time ?? 0;
}

function duration(members: readonly number[], rows: readonly GroupedRow[]): number | null {
  const [from, to] = [rows[members[0] ?? -1]?.time, rows[members.at(-1) ?? -1]?.time];
  return from === null || from === undefined || to === null || to === undefined ? null : to - from;
}

/** Sets of rows that hang together: each row points towards another of its set, the last one to itself. */
async function connect(rows: readonly GroupedRow[], signal: AbortSignal): Promise<readonly number[][]> {
  const parents = Array.from(rows, (_, index) => index);
  const find = (start: number): number => {
    let position = start;
    while (parents[position] !== position) {
      const next = parents[position] ?? position;
      parents[position] = parents[next] ?? next;
      position = next;
    }
    return position;
  };
  const owners = new Map<string, number>();
  for (const [index, { keys }] of rows.entries()) {
    if (index % 5000 === 4999) await breathe(signal);
    for (const [field, key] of keys.entries()) {
      if (key === null) continue;
      const name = `${String(field)} ${String(key)}`;
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, index);
      else parents[find(index)] = find(owner);
    }
  }
  const sets = new Map<number, number[]>();
  for (const index of rows.keys()) {
    const root = find(index);
    const set = sets.get(root);
    if (set === undefined) sets.set(root, [index]);
    else set.push(index);
  }
  return [...sets.values()];
}

/** Cuts rows in order of time into groups. */
function cut(
  ordered: readonly number[],
  rows: readonly GroupedRow[],
  { maxSpan, maxPause, maxLogs, start, end }: GroupingOptions,
): readonly (readonly number[])[] {
  const parts: number[][] = [];
  let current: number[] = [];
  const close = (): void => {
    if (current.length > 0) parts.push(current);
    current = [];
  };
  for (const position of ordered) {
    const time = timeOf(rows, position);
    const [begin, last] = [current[0], current.at(-1)];
    const tooLong = begin !== undefined && maxSpan !== undefined && time - timeOf(rows, begin) > maxSpan;
    const tooLate = last !== undefined && maxPause !== undefined && time - timeOf(rows, last) > maxPause;
    const full = maxLogs !== undefined && current.length >= maxLogs;
    if (tooLong || tooLate || full || (start !== 'none' && rows[position]?.starts === true)) close();
    current.push(position);
    if (end !== 'none' && rows[position]?.ends === true) close();
  }
  close();
  return parts;
}
