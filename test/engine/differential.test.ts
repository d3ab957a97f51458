import assert from 'node:assert/strict';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { answer } from '../reference/evaluate.ts';
import { makeCase } from './differentialCases.ts';
import type { Case } from './differentialCases.ts';
import { ask, fillStore, noon, openStore, Refused } from './support.ts';
import type { TestResult } from './support.ts';

const cases = Number(process.env['SESQ_DIFFERENTIAL'] ?? 1_500);
const range = { from: noon - 800_000_000, to: noon + 1 };
const hour = 3_600_000;
const zones = [
  { timezone: 'UTC', offset: 0 },
  { timezone: 'Asia/Kolkata', offset: 5.5 * hour },
] as const;

type Cell = string | number | boolean | null;
interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const messageFields = new Set(['_messageTime', '_raw', '_sourceName']);

/** The fields that the query has made; messages show some of their own beside them. */
function ownColumns({ shape, columns, rows }: TestResult): Rows {
  const wanted = columns.flatMap((name, index) => (shape === 'messages' && messageFields.has(name) ? [] : [index]));
  return {
    columns: wanted.map((index) => columns[index] ?? ''),
    rows: rows.map((row) => wanted.map((index) => row[index] ?? null)),
  };
}

/** Numbers that JSON has no form for are text in answers. */
function asShown(value: Cell): Cell {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function isSame(actual: Cell, expected: Cell): boolean {
  if (typeof actual !== 'number' || typeof expected !== 'number') return actual === expected;
  return Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
}

function assertSame(actual: Rows, expected: Rows): void {
  const same =
    actual.rows.length === expected.rows.length &&
    actual.rows.every((row, at) => row.every((value, column) => isSame(value, expected.rows[at]?.[column] ?? null)));
  assert.deepEqual(actual.columns, expected.columns);
  if (!same) assert.deepEqual(actual.rows, expected.rows);
}

/** Every second message first: the order in which they lie in the table means nothing. */
function dealt(length: number): readonly number[] {
  const all = Array.from({ length }, (_, index) => index);
  return [...all.filter((index) => index % 2 === 1).reverse(), ...all.filter((index) => index % 2 === 0)];
}

describe('the engine and a plain reading of the reference', () => {
  let single: DuckDBConnection;
  let many: DuckDBConnection;
  const refused = new Map<string, number>();

  before(async () => {
    single = await openStore(1);
    many = await openStore(4);
  });

  async function check({ messages, query }: Case, zone: (typeof zones)[number]): Promise<void> {
    const options = { range, timezone: zone.timezone };
    await fillStore(single, messages);
    let result: TestResult;
    try {
      result = await ask(single, messages, query, options);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.set(error.message, (refused.get(error.message) ?? 0) + 1);
      return;
    }
    const expected = answer(
      messages.map(({ raw, time, category }) => ({
        raw: typeof raw === 'string' ? raw : JSON.stringify(raw),
        time,
        category,
      })),
      query,
      { range, offset: zone.offset },
    );
    assert.equal(result.shape, expected.shape);
    assertSame(ownColumns(result), { columns: expected.columns, rows: expected.rows.map((row) => row.map(asShown)) });
    await fillStore(many, messages, dealt(messages.length));
    assertSame(await ask(many, messages, query, options), result);
  }

  it(`agree on ${String(cases)} random queries, on one thread and on four`, async function () {
    this.timeout(cases * 1_000);
    const tape = (length: number): fc.Arbitrary<number[]> =>
      fc.array(fc.nat(0xffff), { maxLength: length, size: 'max' });
    await fc.assert(
      fc.asyncProperty(tape(160), tape(80), fc.constantFrom(...zones), async (messages, query, zone) => {
        const made = makeCase(messages, query);
        try {
          await check(made, zone);
        } catch (error) {
          const input = made.messages
            .map(({ raw, time }) => `${String(time - noon)} ${JSON.stringify(raw)}`)
            .join('\n');
          throw new Error(`${made.query}\n${input}\n${String(error)}`, { cause: error });
        }
      }),
      { seed: 20261123, numRuns: cases, endOnFailure: false },
    );
    assert.deepEqual([...refused], [], 'Queries that the engine refuses compare nothing.');
  });
});
