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
});
