import assert from 'node:assert/strict';
import { formatted } from './support.ts';

// prettier-ignore
const cases: readonly (readonly [name: string, lines: readonly string[]])[] = [
  ['fills lists', ['| count by alpha, beta, gamma,', '    delta, epsilon']],
  ['breaks before the words that begin a part', ['| parse "one=*, two=*, three=*"', '    as one, two, three nodrop']],
  ['keeps the name of an aggregate beside it', ['| avg(alpha) as mean,', '    max(alpha) as most by beta']],
  ['keeps a new name beside a single word', ['| csv _raw extract 1 as alpha,', '    2 as beta, 3 as gamma']],
  [
    'puts each condition on its line',
    ['| where alpha = 1', '    and beta = 2', '    and gamma = 3'],
  ],
  [
    'breaks what binds loosest first',
    ['| where alpha = 1 and beta = 2', '    or gamma = 3 and delta = 4'],
  ],
  [
    'indents conditions inside conditions',
    ['| where alpha = 1', '    or beta = 2', '        and gamma = 3', '        and delta = 44444'],
  ],
  [
    'opens brackets that do not fit, one argument a line',
    ['| if(', '    isNull(alpha) and beta = "no",', '    "first",', '    "second"', ') as gamma'],
  ],
  [
    'fills lists of plain values in brackets',
    ['| where alpha in (', '    "one", "two", "three", "four",', '    "five"', ')'],
  ],
  [
    'opens brackets inside brackets',
    ['| concat(', '    alpha,', '    if(', '        isNull(beta),', '        "somewhat long text",', '        gamma', '    ),', '    delta', ') as e'],
  ],
  [
    'puts each stage of a long pipeline in brackets on its line',
    ['| join (', '    parse "alpha *" as a', '    | count by a', ') as t1, (', '    parse "beta *" as b', '    | count by b', ') as t2 on t1.a = t2.b'],
  ],
  [
    'opens long subqueries',
    ['| where alpha', '    and [subquery:', '        _sourceCategory=some/category', '        | count by beta', '        | compose beta', '    ]'],
  ],
  ['breaks sums', ['| aaaaaaaaaaaa + bbbbbbbbbbbb', '    + cccccccccccc as d']],
  ['breaks ternaries', ['| alpha = "a long text"', '    ? "one thing"', '    : "another thing" as b']],
  ['breaks before options', ['| outlier alpha by beta window=5', '    threshold=3 direction=+']],
  ['leaves texts whole', ['| parse "a text that is longer than the line=*"', '    as alpha']],
  ['begins a long text of a list on a new line', ['| json "alpha",', '    "a path that is longer than the line"']],
];

describe('wrapping of the formatter', () => {
  for (const [name, lines] of cases) {
    it(name, () => {
      const text = ['*', ...lines].join('\n');
      const written = text.replaceAll(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')').replaceAll(' ]', ']');
      assert.equal(formatted(written, { width: 34 }), text);
    });
  }

  it('breaks a long scope at its words, or at its conditions', () => {
    assert.equal(formatted('alpha beta gamma delta | count', { width: 16 }), 'alpha beta gamma\n    delta\n| count');
    assert.equal(formatted('alpha or beta gamma or delta', { width: 20 }), 'alpha\n    or beta gamma\n    or delta');
  });

  it('indents by the blanks asked for', () => {
    assert.equal(formatted('*|count by alpha,beta', { width: 16, indent: 2 }), '*\n| count\n  by alpha, beta');
  });

  it('never wraps with a width of 0', () => {
    const list = Array.from({ length: 100 }, (_, index) => `field${String(index)}`).join(', ');
    assert.equal(formatted(`*|count by ${list}`, { width: 0 }), `*\n| count by ${list}`);
  });

  it('joins lines that fit', () => {
    assert.equal(formatted('*\n| count\n    by a,\n    b'), '*\n| count by a, b');
  });
});
