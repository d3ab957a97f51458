import assert from 'node:assert/strict';
import { operators } from '../../server/src/language/catalog/operators/index.ts';
import type { StageRule } from '../../server/src/language/parser/sesqParser.ts';

/** Every operator word of the reference (language.md 3 and 8.1). */
const named: readonly string[] = [
  'parse, parse regex, extract, json, json auto, csv, split, keyvalue, kv, parse xml, where, dedup, limit',
  'filter, fields, withtime, count_frequent, topk, top, sort, order, accum, total, diff, backshift, smooth',
  'rollingstd, bin, transpose, fillmissing, timeslice, compare, lookup, geoip, threatip, threatlookup, cat',
  'save, outlier, predict, logreduce, summarize, details, logcompare, logexplain, join, transaction',
  'transactionize, merge, sessionize, trace, compose, infer',
].flatMap((line) => line.split(', '));

/** How many records each rule of the grammar reads; the type makes the list complete. */
const recordsOfRule: Readonly<Record<StageRule, number>> = {
  parseAnchor: 1,
  parseRegex: 1,
  parseXml: 1,
  json: 1,
  jsonAuto: 1,
  csv: 1,
  split: 1,
  keyvalue: 1,
  where: 1,
  fields: 1,
  withtime: 1,
  dedup: 1,
  filter: 1,
  sort: 1,
  top: 1,
  topk: 1,
  countFrequent: 1,
  limit: 1,
  lookup: 1,
  geoip: 1,
  threatip: 1,
  threatlookup: 1,
  cat: 1,
  save: 1,
  timeslice: 1,
  transpose: 1,
  fillmissing: 1,
  compare: 1,
  accum: 1,
  total: 1,
  diff: 1,
  backshift: 1,
  smooth: 1,
  rollingstd: 1,
  bin: 1,
  outlier: 1,
  predict: 1,
  logreduce: 2,
  logcompare: 1,
  logexplain: 1,
  join: 1,
  compose: 1,
  transaction: 1,
  transactionize: 1,
  merge: 1,
  sessionize: 1,
  trace: 1,
  opaque: 3,
};

/** Words, also such as `ar.window`, as whole words. */
function hasWord(text: string, word: string): boolean {
  const quoted = word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s+`);
  return new RegExp(String.raw`(?<![\w.])${quoted}(?!\w)`, 'i').test(text);
}

describe('catalogue of operators', () => {
  it('has every operator of the reference', () => {
    const known = new Set(operators.flatMap(({ names }) => names));
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    );
  });

  it('has as many records as each grammar rule reads', () => {
    const counted = Object.fromEntries(
      Object.keys(recordsOfRule).map((rule) => [rule, operators.filter((record) => record.rule === rule).length]),
    );
    assert.deepEqual(counted, recordsOfRule);
  });

  it('gives every name and every id to one record only', () => {
    const names = operators.flatMap((record) => record.names.map((name) => name.toLowerCase()));
    const ids = operators.map(({ id }) => id);
    assert.deepEqual(names, [...new Set(names)]);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it('names the deprecated operators', () => {
    const deprecated = operators.filter((record) => record.deprecated !== undefined).map(({ id }) => id);
    assert.deepEqual(deprecated, ['summarize']);
  });

  it('keeps from dashboards what dashboards refuse', () => {
    const ids = (wanted: string): readonly string[] =>
      operators.filter(({ restrictions }) => restrictions?.dashboard === wanted).map(({ id }) => id);
    assert.deepEqual(ids('never').toSorted(), [
      'details',
      'logcompare',
      'logreduce',
      'save',
      'summarize',
      'transaction',
    ]);
    assert.deepEqual(ids('afterAggregation').toSorted(), [
      'accum',
      'backshift',
      'diff',
      'join',
      'limit',
      'rollingstd',
      'smooth',
      'sort',
      'top',
      'total',
    ]);
  });

  it('keeps from live searches what needs the whole range', () => {
    const ids = operators.filter(({ restrictions }) => restrictions?.live === 'never').map(({ id }) => id);
    assert.deepEqual(ids.toSorted(), ['compose', 'join', 'save', 'trace', 'transactionize']);
  });

  for (const record of operators) {
    describe(record.id, () => {
      it('says what it does in whole sentences without headings', () => {
        for (const text of [record.summary, record.documentation, record.nulls]) assert.match(text, /^[^#\n]+\.$/);
      });

      it('explains every option word', () => {
        const missing = record.keywords.filter((word) => !hasWord(`${record.documentation} ${record.nulls}`, word));
        assert.deepEqual(missing, []);
      });

      // The words of `where` belong to its condition.
      if (record.id !== 'where') {
        it('shows every option word in its syntax', () => {
          assert.deepEqual(
            record.keywords.filter((word) => !hasWord(record.syntax, word)),
            [],
          );
        });
      }

      it('begins its snippet with its first name', () => {
        assert.ok(record.snippet.startsWith(record.names[0] ?? '?'), record.snippet);
      });

      it('has examples that use it', () => {
        assert.notEqual(record.examples.length, 0);
        for (const { pipeline } of record.examples)
          assert.ok(
            record.names.some((name) => hasWord(pipeline, name)),
            pipeline,
          );
      });

      it('has rows in its examples', () => {
        for (const { pipeline, input, output } of record.examples) {
          assert.notEqual(input.length, 0, pipeline);
          for (const row of [...input, ...output]) assert.notEqual(Object.keys(row).length, 0, pipeline);
        }
      });
    });
  }
});
