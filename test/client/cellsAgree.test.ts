/** The client places cells and reads their directives by itself, so that queries run without the language server. */
import assert from 'node:assert/strict';
import { findCells } from '../../client/src/query/cells.ts';
import { readDirectives, readTimeRange } from '../../client/src/query/directives.ts';
import { parametersOf, parseDocument, readTimeRange as readInLanguage } from '../../server/src/language/index.ts';

const texts = [
  '',
  '* | count',
  '// only a comment',
  '// @title A\n// @param x=1\n* | count',
  '* | count\n// %% Second\n// @param q="a b"\n* | count by q\n//%%\n',
  '// %% First\r\n//@title  Own title \r\n// @time last 24h\r\n* | count\r\n',
  '\n\n  // %% Indented\n/* a\nblock */ * | count\n',
  '// @param x = 1\n// @param =no\n// @param nothing\n// @param x=2\n* | count',
  '* | count // %% not a separator',
  '// %%\n// %%\n* | count\n// @title too late',
];

describe('cells as the client reads them', () => {
  for (const text of texts)
    it(`are those of the language in ${JSON.stringify(text)}`, () => {
      const own = findCells(text).filter(({ queryStart }) => queryStart !== undefined);
      const read = own.map((cell) => {
        const { title, parameters } = readDirectives(text.slice(cell.start, cell.end));
        return [cell.markerStart, cell.end, title ?? (cell.markerTitle || undefined), parameters];
      });
      const { cells } = parseDocument(text);
      const expected = cells
        .filter(({ query }) => query.scope !== undefined || query.stages.length > 0)
        .map((cell) => [
          cell.range.start,
          cell.range.end,
          cell.title,
          Object.fromEntries(parametersOf(cell).map(({ name, value }) => [name, value])),
        ]);
      assert.deepEqual(read, expected);
    });

  for (const text of [
    '',
    'all',
    'All data',
    'last 24h',
    'LAST 7 d',
    'last -1h',
    'now',
    '-2d to -1d',
    'a TO b',
    'a to b to c',
  ])
    it(`have the time range of the language for ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readTimeRange(text), readInLanguage(text));
    });
});
