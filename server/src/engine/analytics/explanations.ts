/** Finds values that go along with a condition. */
import { breathe } from '../plan/steps.ts';
import type { CellValue } from '../plan/steps.ts';

/** Rows with the same values and the same answer to the condition. */
export interface Case {
  readonly isTest: boolean;
  readonly values: readonly CellValue[];
  readonly count: number;
}

/** Values of some fields. */
export type Explanation = readonly { readonly field: number; readonly value: string }[];

export interface Explained {
  readonly explanation: Explanation;
  /** Shares of the rows that have the values, 0 to 1. */
  readonly test: number;
  readonly control: number;
}

/** Fields that one explanation may name. */
const maximumFields = 3;
/** Values have to be in this share of the rows with the condition to explain anything. */
const leastShare = 0.05;
/** Explanations given. */
const maximumExplanations = 100;

/** Values that are more frequent among rows with the condition, the most telling first. */
export async function explain(
  cases: readonly Case[],
  fields: number,
  signal: AbortSignal,
): Promise<readonly Explained[]> {
  const totals = { test: count(cases, true), control: count(cases, false) };
  const found = new Map<string, Explained>();
  let level: readonly Explanation[] = [[]];
  for (let size = 1; size <= Math.min(maximumFields, fields); size += 1) {
    const counts = new Map<string, { readonly explanation: Explanation; test: number; control: number }>();
    for (const [index, { isTest, values, count: rows }] of cases.entries()) {
      if (index % 1000 === 999) await breathe(signal);
      for (const shorter of level) {
        if (!shorter.every(({ field, value }) => textOf(values[field]) === value)) continue;
        for (let field = (shorter.at(-1)?.field ?? -1) + 1; field < fields; field += 1) {
          const value = textOf(values[field]);
          if (value === undefined) continue;
          const explanation = [...shorter, { field, value }];
          const key = keyOf(explanation);
          const known = counts.get(key) ?? { explanation, test: 0, control: 0 };
          if (isTest) known.test += rows;
          else known.control += rows;
          counts.set(key, known);
        }
      }
    }
    const frequent = [...counts.values()].filter(({ test }) => totals.test > 0 && test / totals.test >= leastShare);
    for (const { explanation, test, control } of frequent) {
      const explained = { explanation, test: share(test, totals.test), control: share(control, totals.control) };
      if (relevance(explained) > 0 && saysMore(explained, found)) found.set(keyOf(explanation), explained);
    }
    level = frequent.map(({ explanation }) => explanation).slice(0, 200);
  }
  return [...found.values()].sort((a, b) => relevance(b) - relevance(a)).slice(0, maximumExplanations);
}

/** How much more frequent the values are with the condition, 0 to 1. */
export function relevance({ test, control }: Explained): number {
  return Math.max(0, test - control);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function count(cases: readonly Case[], isTest: boolean): number {
  return cases.reduce((sum, each) => (each.isTest === isTest ? sum + each.count : sum), 0);
}

function textOf(value: CellValue | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

function keyOf(explanation: Explanation): string {
  return JSON.stringify(explanation.map(({ field, value }) => [field, value]));
}

/** More values only count when they tell more than any of them without one. */
function saysMore(explained: Explained, found: ReadonlyMap<string, Explained>): boolean {
  const { explanation } = explained;
  return explanation.every((_, left) => {
    const shorter = found.get(keyOf(explanation.filter((__, index) => index !== left)));
    return shorter === undefined || relevance(explained) > relevance(shorter) + 1e-9;
  });
}
