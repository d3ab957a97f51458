import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog, formatRange, parseDocument } from '../../../server/src/language/index.ts';
import { commentsOf, formatted, tokensOf, treeOf } from './support.ts';

const soup = fc
  .array(
    fc.constantFrom('|', '|', ' ', ' ', '\n', '\r\n', '"', '\\"', '(', ')', '[subquery: ', ']', '{{x}}', '%"a b"', '% "c"', '%d', '%', '// e\n', '//', '/* f */', '/*', '*/', '*', '?', ':', ',', '=', '==', '!', '!=', '<', '-', '+', '+-', ';', '.', 'and', 'or', 'not', 'NOT', 'json', 'parse regex', '"(?<a>.)"', 'count', 'by', 'a.b', 't1.c', 'x', '1', '1h', '5q', '0.', 'where', 'if(', 'in', 'matches', 'contains', 'timeslice', 'fields', 'sort', 'join', 'as', 'lookup', 'from', 'geo://x', '/y/z', 'on', 'nodrop', 'é', '`m`', "':'", '/r s/', '// %% t', '\n// %% u\n', '\n// @title v\n'), // prettier-ignore
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const pipelines = [...catalog.operators, ...catalog.functions, ...catalog.aggregates].flatMap((record) =>
  record.examples.map((example) => example.pipeline),
);
const blank = fc.constantFrom('', ' ', '  ', '\n', '\n\n', '\t', ' // c\n', '\n// d\n', ' /* e */ ', '\n/* f\n g */\n');
const scope = fc.constantFrom('*', '_sourceCategory = a/b  c', '!("x"or y)', '"a":"b" and z=*', '[subquery: q | compose r]', '// @title t\n*'); // prettier-ignore
const query = fc
  .tuple(scope, fc.array(fc.tuple(blank, blank, fc.constantFrom(...pipelines)), { maxLength: 6 }), blank)
  .map(
    ([first, stages, last]) =>
      first + stages.map(([before, after, stage]) => `${before}|${after}${stage}`).join('') + last,
  );
const options = fc.record({ width: fc.constantFrom(0, 1, 20, 60, 120), indent: fc.constantFrom(0, 2, 4) });

function holds(text: string, option: { readonly width: number; readonly indent: number }): void {
  const once = formatted(text, option);
  assert.deepEqual(tokensOf(once), tokensOf(text), 'tokens');
  assert.deepEqual(commentsOf(once), commentsOf(text), 'comments');
  assert.deepEqual(treeOf(once), treeOf(text), 'tree');
  assert.equal(formatted(once, option), once, 'twice');
}

describe('formatting any text', () => {
  it('keeps tokens, comments and tree, and has nothing left to do', () => {
    fc.assert(fc.property(soup, options, holds), { seed: 20261123, numRuns: 3000 });
  });

  it('keeps tokens, comments and tree of valid queries', () => {
    fc.assert(fc.property(query, options, holds), { seed: 20261123, numRuns: 1500 });
  });

  it('formats every example of the catalogue without losing a stage', () => {
    for (const pipeline of pipelines) {
      const after = formatted(`*|${pipeline}`, { width: 0 });
      const stages = parseDocument(`*|${pipeline}`).cells[0]?.query.stages.length ?? 0;
      assert.equal(after.split('\n').length, stages + 1, after);
      holds(`*|${pipeline}`, { width: 40, indent: 4 });
    }
  });

  it('keeps tokens and comments when only a range is formatted', () => {
    fc.assert(
      fc.property(fc.oneof(soup, query), fc.nat(200), fc.nat(40), options, (text, start, length, option) => {
        const edits = formatRange(parseDocument(text), { start, end: start + length }, option);
        const after = edits
          .toReversed()
          .reduce((all, { range, newText }) => all.slice(0, range.start) + newText + all.slice(range.end), text);
        assert.deepEqual(tokensOf(after), tokensOf(text));
        assert.deepEqual(commentsOf(after), commentsOf(text));
      }),
      { seed: 20261123, numRuns: 1500 },
    );
  });

  const large: readonly (readonly [name: string, text: string])[] = [
    ['many stages', `*${' | where a=1'.repeat(10_000)}`],
    ['a long list', `* | count by a${', a'.repeat(3_000)}`],
    ['a long chain', `* | where a=1${' and b=2'.repeat(1_500)}`],
    ['deep brackets', `* | where ${'('.repeat(140)}a${')'.repeat(140)}`],
    ['brackets never closed', `* | where ${'('.repeat(50_000)}`],
    ['many cells', '// %%\n*|where (\n'.repeat(2_000)],
    ['many comments', `*\n${'// a\n'.repeat(10_000)}|count`],
  ];
  for (const [name, text] of large) {
    it(`takes time in proportion to ${name}`, () => {
      const start = performance.now();
      formatted(text, { width: 40 });
      assert.ok(performance.now() - start < 5_000);
    });
  }
});
