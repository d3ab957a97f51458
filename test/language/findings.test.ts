import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkDocument, diagnosticCodes, parseDocument } from '../../server/src/language/index.ts';
import { afterFix, findings } from './support.ts';

const printed = readFileSync(new URL('../../samples/queries/seed-as-printed.sesq', import.meta.url), 'utf8');

const cases: readonly (readonly [text: string, ...findings: string[]])[] = [
  ['* | where (a = 1 | count by b', 'syntax.unclosed-parenthesis «(»'],
  ['* | json "a" as | count by', 'syntax.unexpected «as»', 'syntax.unexpected «by»'],
  ['* | where a = "x', 'syntax.unclosed-text «"x»'],
  ['* /* open', 'syntax.unclosed-comment «/* open»'],
  ['* | count ~', 'syntax.stray-character «~»'],
  ['* | | count', 'syntax.empty-stage «|»'],
  ['| count', 'syntax.empty-scope «»'],
  ['error or | count', 'syntax.unexpected «or»'],
  ['* | sotr by x | count', 'syntax.unknown-operator «sotr»'],
  ['* | csv _raw extract 1 as a', 'syntax.not-supported-yet «csv»'],
  ['[subquery: * | compose a] | count', 'syntax.not-supported-yet «[subquery:»'],
  ['* | foo(1) as x', 'function.unknown «foo»'],
  ['* | haversine(1, 2, 3, 4) as x', 'function.not-supported-yet «haversine»'],
  ['* | if(a, 1) as x', 'function.argument-count «if(a, 1)»'],
  ['* | sum() by x', 'aggregate.argument-count «sum()»'],
  ['* | parse "a*b*" as c', 'parse.wildcard-count «"a*b*"»'],
  ['* | json "a", "b" as c', 'json.alias-count «"a", "b" as c»'],
  ['* | parse regex "a\\"(?<b" ', 'regex.group-name-lost «(?<b»'],
  ['* | parse regex "(?<a>x)[b"', 'regex.invalid «b»'],
  ['* | parse regex "(a)"', 'regex.no-named-group «"(a)"»'],
  ['* | parse regex "(?<a>.)(?<a>b)"', 'regex.duplicate-group «(?<a>b)»'],
  ['* | timeslice 5q', 'syntax.malformed-number «5q»', 'timeslice.unit «5q»'],
  ['* | timeslice 5', 'timeslice.unit «5»'],
  ['* | limit 0', 'limit.range «0»'],
  ['* | limit 20000', 'limit.range «20000»'],
  ['* | count by a | sort by a b', 'syntax.unexpected «b»'],
];

describe('findings', () => {
  for (const [text, ...expected] of cases) {
    it(`of ${text}`, () => {
      assert.deepEqual(findings(text), expected);
    });
  }

  it('are none for a text of comments', () => {
    assert.deepEqual(findings('// a | b\n/* c */\n'), []);
  });

  it('are none for look-around, inline flags and Java forms in regular expressions', () => {
    assert.deepEqual(findings(String.raw`* | parse regex "(?i)(?<a>.*?(?= ))(?>b)c++\Qd\E"`), []);
  });

  it('say which group of the printed seed query has lost its name, once', () => {
    assert.deepEqual(findings(printed), [String.raw`regex.group-name-lost «(?[^\"]*)»`]);
  });

  it('mend the printed seed query with the name that is used later', () => {
    const [found] = checkDocument(parseDocument(printed));
    assert.equal(found?.fixes[0]?.title, 'Insert `<BouncedemailAddress>`');
    const mended = afterFix(printed, found);
    assert.ok(mended.includes(String.raw`\"emailAddress\":\"(?<BouncedemailAddress>[^\"]*)\"`));
    assert.deepEqual(findings(mended), []);
  });

  it('name two lost groups in the order in which their fields are used', () => {
    const text = '* | parse regex "(?[a-z]+)@(?.*)" | count by name, domain';
    const titles = checkDocument(parseDocument(text)).map((found) => found.fixes[0]?.title);
    assert.deepEqual(titles, ['Insert `<name>`', 'Insert `<domain>`']);
  });

  it('suggest the operator that was probably meant', () => {
    const text = '* | sotr by x';
    assert.equal(afterFix(text, checkDocument(parseDocument(text))[0]), '* | sort by x');
  });

  it('use only codes of the table', () => {
    const used = cases.flatMap(([text]) => checkDocument(parseDocument(text)).map((found) => found.code));
    assert.deepEqual(
      used.filter((code) => !(code in diagnosticCodes)),
      [],
    );
  });
});
