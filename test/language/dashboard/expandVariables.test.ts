import assert from 'node:assert/strict';
import { expandVariables } from '../../../server/src/language/index.ts';

/** The query with its values, or what is wrong. */
function expanded(query: string, values: Readonly<Record<string, readonly string[]>>): string {
  const result = expandVariables(query, values);
  return result.kind === 'query'
    ? result.text
    : `${query.slice(result.range.start, result.range.end)}: ${result.message}`;
}

describe('variables with one value', () => {
  it('are replaced as text, and escaped inside strings', () => {
    assert.equal(
      expanded('{{s}} | where a = "{{v}}"', { S: ['_source=x'], v: ['a"b\\'] }),
      '_source=x | where a = "a\\"b\\\\"',
    );
  });

  it('stay as they are without a value, and in comments', () => {
    assert.equal(expanded('{{a}} // {{b}}', { b: ['x'] }), '{{a}} // {{b}}');
  });

  it('are everything when nothing or everything is among the values', () => {
    assert.equal(expanded('{{a}} {{b}}', { a: [], b: ['x', '*'] }), '* *');
  });
});

describe('variables with several values', () => {
  const v = { v: ['a', 'b"c'] };
  const cases: readonly (readonly [string, string, string])[] = [
    ['repeat a comparison', '* | where x = "{{v}}" and y > 1', '* | where (x = "a" or x = "b\\"c") and y > 1'],
    ['repeat a call', '* | where if("{{v}}"="*", true, x matches "{{v}}")', '* | where (if("a"="*", true, x matches "a") or if("b\\"c"="*", true, x matches "b\\"c"))'], // prettier-ignore
    ['repeat the term of a scope', '_source={{v}} error', '(_source=a or _source=b"c) error'],
    ['repeat a phrase', 'not "x {{v}}"', 'not ("x a" or "x b\\"c")'],
    ['join with and what must not be', '* | where x != "{{v}}"', '* | where (x != "a" and x != "b\\"c")'],
    ['stay inside a negation', '* | where !(x matches "{{v}}")', '* | where !((x matches "a" or x matches "b\\"c"))'],
    [
      'reach into nested queries',
      '* | where [subquery: k={{v}} | compose f]',
      '* | where [subquery: (k=a or k=b"c) | compose f]',
    ],
    ['reach only the condition they are in', '{{v}} or (x and y)', '(a or b"c) or (x and y)'],
  ];
  for (const [name, query, expected] of cases) it(name, () => assert.equal(expanded(query, v), expected));

  it('combine with each other', () => {
    assert.equal(
      expanded('* | where "{{a}}" = concat("{{b}}", "{{c}}")', { a: ['1', '2'], b: ['3'], c: ['4', '5'] }),
      '* | where ("1" = concat("3", "4") or "1" = concat("3", "5") or "2" = concat("3", "4") or "2" = concat("3", "5"))',
    );
  });

  it('keep values given twice once', () => {
    assert.equal(expanded('{{v}}', { v: ['a', 'a'] }), 'a');
  });

  it('are an error elsewhere', () => {
    const message =
      '{{v}}: 2 values are chosen for `v`, and this place can take only one. ' +
      'Choose one value, or use the variable in a `where` condition or before the first pipe.';
    for (const query of ['* | timeslice {{v}}', '* | parse "{{v}}*" as x', '* | if("{{v}}"="a", 1, 2) as x'])
      assert.equal(expanded(query, v), message);
  });

  it('have a bound', () => {
    const many = Array.from({ length: 50 }, (_, index) => String(index));
    assert.equal(
      expanded('* | where "{{a}}{{b}}" = x', { a: many, b: many }),
      '{{a}}: Too many values are chosen for `a` and the variables beside it: choose fewer than 1000, or everything.',
    );
  });

  it('lead back to the condition they were in', () => {
    const query = '* | where x = "{{v}}" | count';
    const result = expandVariables(query, v);
    assert.ok(result.kind === 'query');
    assert.equal(result.originalOffset(result.text.indexOf('or x')), query.indexOf('x ='));
    assert.equal(result.originalOffset(result.text.indexOf('count')), query.indexOf('count'));
  });
});
