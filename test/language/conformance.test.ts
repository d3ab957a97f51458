import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { checkDocument, parseDocument } from '../../server/src/language/index.ts';

/**
 * Real queries that are not part of the project: a file of JSON lines, each with a `query`, named by SESQ_CORPUS.
 * Each must be read without an error, except those known to be broken, which must have one.
 */
const corpus = process.env['SESQ_CORPUS'] ?? '';

const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');
const errorsOf = (query: string): readonly string[] =>
  checkDocument(parseDocument(query))
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, range }) => `${code} at ${range.start}: ${message}`);

/** The queries of a corpus; lines without one are a mistake of the file. */
function queriesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const record: unknown = JSON.parse(line);
      const isRecord = typeof record === 'object' && record !== null && 'query' in record;
      assert.ok(isRecord && typeof record.query === 'string', `line ${index + 1} has no query`);
      return record.query;
    });
}

describe('conformance', function () {
  this.timeout(120_000);

  const list: unknown = JSON.parse(readFileSync(new URL('conformance.broken.json', import.meta.url), 'utf8'));
  const known = list as readonly { readonly hash: string; readonly reason: string }[];
  let queries: readonly string[] = [];

  before(function () {
    if (corpus === '') {
      this.test?.parent?.eachTest((test) => {
        test.title += ' (skipped: SESQ_CORPUS is not set)';
      });
      this.skip();
    }
    queries = queriesOf(readFileSync(corpus, 'utf8'));
    assert.notEqual(queries.length, 0, 'the corpus is empty');
  });

  it('reads every query of the corpus without an error', () => {
    const listed = new Set(known.map(({ hash }) => hash));
    const wrong = queries.flatMap((query) => {
      const errors = listed.has(hashOf(query)) ? [] : errorsOf(query);
      return errors.length === 0 ? [] : [`${hashOf(query)} ${errors.join('; ')}`];
    });
    assert.deepEqual(wrong, []);
  });

  it('finds the error of every query that is known to have one', () => {
    const byHash = new Map(queries.map((query) => [hashOf(query), query]));
    const clean = known.filter(({ hash }) => errorsOf(byHash.get(hash) ?? '').length === 0);
    assert.deepEqual(clean, []);
  });
});
