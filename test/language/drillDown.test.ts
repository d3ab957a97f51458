import assert from 'node:assert/strict';
import { checkDocument, messagesQuery, parseDocument } from '../../server/src/language/index.ts';

const errors = (text: string): readonly string[] =>
  checkDocument(parseDocument(text))
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);

describe('query for the messages behind a value', () => {
  const cases: readonly (readonly [string, string, string | number | boolean | null, string, boolean])[] = [
    [
      '_sourceCategory=ses bounce\n| json "x" as email // note\n| timeslice 1h\n| count by email, _timeslice\n| sort by _count',
      'email',
      'a@example.com',
      '_sourceCategory=ses bounce\n| json "x" as email // note\n| timeslice 1h\n| where email = "a@example.com"',
      true,
    ],
    ['a or b | count', '_count', 3, 'a or b', false],
    ['a | json "x" as EMAIL | count by EMAIL', 'email', null, 'a | json "x" as EMAIL\n| where isNull(email)', true],
    ['a | json "x" as n | count by n', 'n', 5, 'a | json "x" as n\n| where n = 5', true],
    ['a | json "x" as %"d e" | limit 3', 'd e', true, 'a | json "x" as %"d e" | limit 3\n| where %"d e" = true', true],
    ['| count by x', 'x', 'y', '*', false],
    ['// @title t\nfoo', '_sourceName', 'f', 'foo\n| where _sourceName = "f"', true],
    ['a | json "x" as x | where x > | count by x', 'x', '1', 'a | json "x" as x\n| where x = "1"', true],
  ];
  for (const [text, column, value, query, narrowed] of cases) {
    it(`of ${column} = ${JSON.stringify(value)} in ${JSON.stringify(text).slice(0, 60)}`, () => {
      assert.deepEqual(messagesQuery(text, column, value), { query, narrowed });
    });
  }

  it('is undefined without a query', () => {
    assert.equal(messagesQuery(' // only a comment', 'a', 'b'), undefined);
  });

  it('holds any text as one value', () => {
    for (const value of ['"', '\\', '\\"', '" | count', '{{x}}', '{{{y}}', 'a\nb\t\r', '// c', '\\u007b', '*', '']) {
      const made = messagesQuery('a | json "x" as x | count by x', 'x', value)?.query ?? '';
      assert.deepEqual(errors(made), []);
      const [cell] = parseDocument(made).cells;
      const where = cell?.query.stages.at(-1);
      assert.ok(
        where?.kind === 'where' && where.condition.kind === 'binary' && where.condition.right.kind === 'string',
        value,
      );
      assert.equal(where.condition.right.value, value);
    }
  });
});
