import assert from 'node:assert/strict';
import { evaluate, messages, noon, run, values } from '../support.ts';
import type { ResultValue } from '../../../server/src/protocol/engine.ts';

type Fields = Readonly<Record<string, string | number | null>>;

const cases: readonly (readonly [title: string, expression: string, expected: ResultValue, fields?: Fields])[] = [
  ['arithmetic keeps the usual precedence', '52 * 6 - 2', 310],
  ['division gives a fraction', '5 / 2', 2.5],
  ['division by zero is an infinity', '-5 / 0', '-Infinity'],
  ['zero by zero is no number', '0 / 0', 'NaN'],
  ['modulo of whole numbers', '34 % 10', 4],
  ['arithmetic on text that is a number', 'x + 1', 6, { x: '5' }],
  ['arithmetic on other text is null', 'x + 1', null, { x: 'five' }],
  ['arithmetic with null is null', 'x * 2', null, { x: null }],
  ['a sum beyond 64 bits is null', 'toLong("9223372036854775807") + 1', null],
  ['longs beyond 2^53 keep their digits', 'toLong("9007199254740993")', '9007199254740993'],
  ['text with a number literal compares as numbers', 'x >= 400', true, { x: '1000' }],
  ['texts that are numbers have the order of numbers', 'x < y', true, { x: '3', y: '20' }],
  ['other texts have the order of texts', 'x < y', true, { x: 'a10', y: 'a9' }],
  ['equality of texts is exact', 'x = "5.0"', false, { x: '5' }],
  ['a number equals a text that is that number', 'x = "22.0"', true, { x: 22 }],
  ['a comparison with null is false', 'x != "a"', false, { x: null }],
  ['not of a match with null is true', '!(x matches "*")', true, { x: null }],
  ['!= null asks for presence', 'x != null', false, { x: null }],
  ['a condition equals its name as text', '(1 = 1) = "true"', true],
  ['matches takes the whole value', 'x matches "b*"', false, { x: 'abc' }],
  ['matches is case-sensitive', 'x matches "A*"', false, { x: 'abc' }],
  ['question marks, percent signs and underscores are literal in globs', 'x matches "a?%_*"', false, { x: 'abcde' }],
  ['a star matches the empty text', 'x matches "*"', true, { x: '' }],
  ['a glob may be computed', 'x matches concat("*", "b_", "*")', false, { x: 'abc' }],
  ['a regular expression matches anywhere', 'x matches /b|z/', true, { x: 'abc' }],
  ['in compares exactly', 'x in ("a", "b")', true, { x: 'b' }],
  ['in does not turn text into numbers', 'x in (5, 6)', false, { x: '5' }],
  ['not in holds for null', 'x not in ("a")', true, { x: null }],
  ['contains is case-sensitive', 'x contains "B"', false, { x: 'abc' }],
  ['the empty text is contained in the empty text only', 'contains("abc", "")', false],
  ['if takes the second value for null', 'if(x = "a", "yes", "no")', 'no', { x: null }],
  ['if of text and number is text', 'if(1 = 1, 5, "x")', '5'],
  ['a ternary may be chained', 'x = "a" ? 1 : x = "b" ? 2 : 3', 2, { x: 'b' }],
  ['and, or and not are never null', 'not (x = 1 and x = 2) or x = 3', true, { x: null }],
  ['isNull is false for the empty text', 'isNull(x)', false, { x: '' }],
  ['isEmpty is true for null', 'isEmpty(x)', true, { x: null }],
  ['isBlank is true for white space', 'isBlank(x)', true, { x: ' \t' }],
  ['concat takes null for nothing and numbers for text', 'concat(x, "-", 4, y)', '-4b', { x: null, y: 'b' }],
  ['substring counts from zero and clamps', 'substring(x, 5, 100)', 'Logic', { x: 'Sumo Logic' }],
  ['substring with a negative start is null', 'substring(x, -1)', null, { x: 'abc' }],
  ['length of null is zero', 'length(x)', 0, { x: null }],
  ['replace is literal', 'replace(x, ".", "->")', 'a->b', { x: 'a.b' }],
  ['replace of null is null', 'replace(x, "a", "b")', null, { x: null }],
  ['replace by a regular expression knows groups', 'replace(x, /(\\w)(\\d)/, "$2-$1\\\\$")', '1-a$', { x: 'a1' }],
  ['replace knows look-behind', 'replace(x, /(?<=a)1/, "[$0]")', 'a[1]b1', { x: 'a1b1' }],
  ['num of other text is null', 'num(x)', null, { x: 'abc' }],
  ['toInt cuts off', 'toInt(x)', -1, { x: '-1.9' }],
  ['toString of a whole double has no point', 'concat(4 / 2, "")', '2'],
  ['halves round up', 'round(-2.5)', -2],
  ['round to digits', 'round(1.549, 2)', 1.55],
  ['min of two', 'min(3, 2)', 2],
  ['a root of a negative number is no number', 'sqrt(0 - 1)', 'NaN'],
  ['formatDate in a zone', 'formatDate(1500534030000, "MM-dd-yyyy HH:mm", "America/New_York")', '07-20-2017 03:00'],
  [
    'formatDate with names and literals',
    `formatDate(1500534030000, "EEE d MMM 'at' h a", "UTC")`,
    'Thu 20 Jul at 7 AM',
  ],
  ['now is the given instant', 'now() - 1d', noon - 86_400_000],
  [
    'a text cannot end the statement',
    'concat(x, "\'; DROP TABLE messages; --")',
    "a'; DROP TABLE messages; --",
    { x: 'a' },
  ],
];

describe('expressions', () => {
  for (const [title, expression, expected, fields] of cases) {
    it(title, async () => {
      assert.deepEqual(await evaluate(expression, fields), expected);
    });
  }
});

describe('expression stages', () => {
  it('rewrite the field of a function without alias', async () => {
    assert.deepEqual(await values(messages({ a: 'X' }), '* | json "a" | toLowerCase(a)', 'a'), [['x']]);
  });

  it('name other expressions by their text', async () => {
    const result = await run(messages({ a: 'X' }), '* | json "a" | isEmpty(a)');
    assert.deepEqual(result.columns, ['_messageTime', 'a', 'isEmpty(a)', '_raw', '_sourceName']);
  });

  it('keep the first spelling of a field and find it in any case', async () => {
    const result = await run(messages({ a: 'X' }), '* | json "a" as MyField | "new" as myfield | count by MYFIELD');
    assert.deepEqual([result.columns, result.rows], [['MyField', '_count'], [['new', 1]]]);
  });

  it('read an unknown field as null', async () => {
    assert.deepEqual(await values(messages('x'), '* | isNull(nothing) as a', 'a'), [[true]]);
  });
});

describe('where', () => {
  it('keeps only what is true', async () => {
    const input = messages({ a: '1' }, { a: 'x' }, {});
    assert.deepEqual(await values(input, '* | json "a" nodrop | where a > 0', 'a'), [['1']]);
  });

  it('takes a bare field as a condition', async () => {
    assert.deepEqual(await values(messages({ a: true }, { a: false }), '* | json "a" | where a', 'a'), [['true']]);
  });

  it('lets the all value of a parameter pass', async () => {
    const query = '* | json "a" nodrop | where if("*" = "*", true, a matches "*") | count';
    assert.deepEqual((await run(messages({ a: 1 }, {}), query)).rows, [[2]]);
  });
});

describe('fields', () => {
  it('keeps the system fields of messages', async () => {
    const result = await run(messages({ a: 1, b: 2 }), '* | json "a", "b" | fields b');
    assert.deepEqual(result.columns, ['_messageTime', 'b', '_raw', '_sourceName']);
  });

  it('orders the columns of an aggregate', async () => {
    const result = await run(messages('x'), '* | count by _sourceHost | fields _count, _sourceHost');
    assert.deepEqual([result.columns, result.rows], [['_count', '_sourceHost'], [[1, 'host-1']]]);
  });

  it('drops what is listed after a minus', async () => {
    const result = await run(messages('x'), '* | count by _sourceHost | fields - _count');
    assert.deepEqual(result.columns, ['_sourceHost']);
  });
});
