import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { checkDocument, parseDocument } from '../../server/src/language/index.ts';
import { junkFor } from './corpusJunk.ts';
import { ask, fillStore, openStore, Refused } from './support.ts';
import type { TestMessage } from './support.ts';

/** At least this share of the queries without errors has to run. */
const leastShare = 0.99;

interface CorpusQuery {
  readonly app: string;
  readonly name: string;
  readonly query: string;
}

/** Why a query did not run, or undefined when it did; throws when the engine fails. */
async function refusal(
  connection: DuckDBConnection,
  input: readonly TestMessage[],
  query: string,
): Promise<string | undefined> {
  try {
    await ask(connection, input, query);
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

function count(values: readonly string[]): readonly (readonly [value: string, times: number])[] {
  const times = new Map<string, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].sort(([, a], [, b]) => b - a);
}

describe('queries of other apps', () => {
  const file = process.env['SESQ_CORPUS'] ?? '';
  if (!existsSync(file)) {
    it('need SESQ_CORPUS, the path of a file of queries, one JSON object a line', function () {
      this.skip();
    });
    return;
  }
  const isWhole = process.env['SESQ_CORPUS_ALL'] === '1';
  const queries = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter((_, index) => isWhole || index % 10 === 0)
    .map((line) => JSON.parse(line) as CorpusQuery)
    .filter(({ query }) => checkDocument(parseDocument(query)).every(({ severity }) => severity !== 'error'));

  it('run, on nothing and on messages that their scope finds', async function () {
    this.timeout(isWhole ? 1_800_000 : 180_000);
    const [empty, filled] = [await openStore(), await openStore()];
    const refusals: string[] = [];
    const failures: string[] = [];
    for (const { app, name, query } of queries) {
      try {
        const reason = await refusal(empty, [], query);
        const junk = junkFor(query);
        await fillStore(filled, junk);
        const reasonWithRows = await refusal(filled, junk, query);
        if (reason !== undefined || reasonWithRows !== undefined) refusals.push(reason ?? reasonWithRows ?? '');
      } catch (error) {
        failures.push(`${app} / ${name}: ${String(error)}`);
      }
    }
    const share = 1 - refusals.length / queries.length;
    console.log(`      ${(share * 100).toFixed(2)} % of ${String(queries.length)} queries ran.`);
    const reasons = refusals.flatMap((lines) => [...new Set(lines.split('\n'))]);
    for (const [reason, times] of count(reasons).slice(0, 30)) console.log(`      ${String(times)} x ${reason}`);
    assert.deepEqual(failures, []);
    assert.ok(queries.length > 0);
    assert.ok(share >= leastShare, `Only ${(share * 100).toFixed(2)} % ran.`);
  });
});
