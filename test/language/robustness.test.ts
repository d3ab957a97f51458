import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkDocument, complete, parseDocument } from '../../server/src/language/index.ts';

const pieces = ['|', ' ', '\n', '"', '\\"', '(', ')', '[subquery: ', ']', '{{x}}', '{{', '%"a b"', '%', '//', '/*', '*/', '*', '?', ',', '=', '!', 'and', 'not', 'json', 'parse regex', '"(?<a>.)"', 'count', 'by', 'a.b', '1h', '5q', 'where', 'if(', 'timeslice', '😀', '\u0000', 'é', '`', "'", '/x/', '// %%', '// @title t']; // prettier-ignore
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));

const within = (text: string, range: { start: number; end: number }): boolean =>
  0 <= range.start && range.start <= range.end && range.end <= text.length;

describe('any text', () => {
  it('gives a tree and findings whose ranges lie in the text', () => {
    fc.assert(
      fc.property(text, (source) => {
        const document = parseDocument(source);
        for (const found of checkDocument(document)) {
          assert.ok(within(source, found.range), `${found.code} ${JSON.stringify(found.range)}`);
          assert.ok(found.message.length > 10);
        }
        for (const cell of document.cells) {
          assert.ok(within(source, cell.query.range));
          for (const stage of cell.query.stages) assert.ok(within(source, stage.range));
        }
      }),
      { seed: 20261123, numRuns: 2000 },
    );
  });

  it('completes at every offset with ranges that hold the offset', () => {
    fc.assert(
      fc.property(text, fc.nat(120), (source, at) => {
        const offset = Math.min(at, source.length);
        for (const item of complete(parseDocument(source), offset)) {
          assert.ok(item.range.start <= offset && offset <= item.range.end, item.label);
        }
      }),
      { seed: 20261123, numRuns: 500 },
    );
  });

  it('keeps the stages before and after a broken one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('where (', 'json', 'parse "a', 'sotr', 'count by', 'limit x', '!!', '~', ')'),
        (broken) => {
          const kinds = parseDocument(`* | limit 1\n | ${broken}\n | sort by a`).cells[0]?.query.stages.map(
            (stage) => stage.kind,
          );
          assert.equal(kinds?.[0], 'limit');
          assert.equal(kinds?.at(-1), 'sort');
        },
      ),
      { seed: 20261123 },
    );
  });

  const hostile: readonly (readonly [name: string, text: string])[] = [
    ['deep brackets', `* | where ${'('.repeat(50_000)}`],
    ['deep closed brackets', `* | where ${'('.repeat(5_000)}a${')'.repeat(5_000)}`],
    ['many negations', `* | where ${'not '.repeat(20_000)}a`],
    ['many signs', `* | where ${'-'.repeat(20_000)}1`],
    ['a long chain', `* | 1${' + 1'.repeat(20_000)} as x`],
    ['a long ternary', `* | ${'a ? b : '.repeat(5_000)}c as x`],
    ['many stages', `*${' | limit 1'.repeat(20_000)}`],
    ['many scope brackets', `${'('.repeat(50_000)}a`],
    ['many quotes', '"'.repeat(50_000)],
    ['a long regex', `* | parse regex "${'(?<a>'.repeat(10_000)}"`],
    ['many cells', '// %%\n* | count\n'.repeat(2_000)],
  ];
  for (const [name, source] of hostile) {
    it(`survives ${name}`, () => {
      const start = performance.now();
      checkDocument(parseDocument(source));
      assert.ok(performance.now() - start < 5_000, 'reading takes time in proportion to the text');
    });
  }
});
