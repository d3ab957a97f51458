import assert from 'node:assert/strict';
import { formatted } from './support.ts';

type Case = readonly [name: string, before: string, after: string];

// prettier-ignore
const cases: readonly Case[] = [
  ['keeps comments at the ends of lines', '*   //a\n|count by x   // b\n|sort', '* //a\n| count by x // b\n| sort'],
  ['keeps comment lines before their stage', '*\n\n  // a\n  // b\n\n|count', '*\n// a\n// b\n| count'],
  ['keeps a comment at the end of a line that ended with a pipe', '* | // a\ncount', '* // a\n| count'],
  ['moves a comment line after a pipe before it', '* |\n // a\n count', '*\n// a\n| count'],
  ['keeps block comments in their place', '/* a */ * /* b */|/* c */count by  /* d */x', '/* a */ * /* b */\n| /* c */ count by /* d */ x'],
  ['keeps the lines of a stage with comments inside', '*|where a=1 //one\n  and(b=2   // two\n or c)|count', '*\n| where a = 1 //one\n    and (b = 2 // two\n    or c)\n| count'],
  ['keeps comments after the last stage', '*|count//a\n\n\n//b\n', '*\n| count //a\n\n//b\n'],
  ['keeps directives, and one blank line at most between them', '// @title a\n\n\n// @time last 1h\n*|count', '// @title a\n\n// @time last 1h\n*\n| count'],
  ['makes no directive of a comment', '| // @title a\n count', '| // @title a\n    count'],
  ['makes no separator of a comment', '*\n| // %% a\n count', '*\n| // %% a\n    count'],
  ['keeps a comment in a pipeline in brackets', '*|filter a in (\n//c\ncount by a)', '*\n| filter a in (\n    //c\n    count by a)'],
  ['keeps a comment that is never closed', '*|count  by a\n/* b\n\n', '*\n| count by a\n/* b\n\n'],
];

// prettier-ignore
const layout: readonly Case[] = [
  ['puts each stage on its line', '* | count by a | sort by a |limit 1', '*\n| count by a\n| sort by a\n| limit 1'],
  ['moves pipes to the start of lines', '* |\ncount by\n\na |\nlimit 1', '*\n| count by a\n| limit 1'],
  ['removes blank lines between stages and at the ends', '\n\n *\n\n\n| count\n\n\n', '*\n| count\n'],
  ['adds no final line break', '*\n| count', '*\n| count'],
  ['keeps line breaks of Windows', '*|count\r\n|limit 1\r\n', '*\r\n| count\r\n| limit 1\r\n'],
  ['keeps cells apart by one blank line at most', '// %% A\n*|count\n\n\n\n// %% B\n*|limit 1\n// %%\n*', '// %% A\n*\n| count\n\n// %% B\n*\n| limit 1\n// %%\n*'],
  ['leaves a text without a query alone', '  // only   \n\n\n // this', '  // only   \n\n\n // this'],
  ['leaves what stands before the first separator alone', '\n  // a\n\n\n// %%\n*|count', '\n  // a\n\n\n// %%\n*\n| count'],
  ['keeps an empty stage', '*| |count', '*\n|\n| count'],
  ['keeps a query without a scope', '|count|limit 1', '| count\n| limit 1'],
];

describe('comments in the formatter', () => {
  for (const [name, before, after] of cases) {
    it(name, () => {
      assert.equal(formatted(before), after);
    });
  }
});

describe('layout of the formatter', () => {
  for (const [name, before, after] of layout) {
    it(name, () => {
      assert.equal(formatted(before), after);
    });
  }
});
