import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkDocument, parseDocument } from '../../server/src/language/index.ts';
import { afterFix, findings } from './support.ts';

const printed = readFileSync(new URL('../../samples/queries/seed-as-printed.sesq', import.meta.url), 'utf8');

describe('findings', () => {
  it('are none for a text of comments', () => {
    assert.deepEqual(findings('// a | b\n/* c */\n'), []);
  });

  it('are none for look-around, inline flags and Java forms in regular expressions', () => {
    assert.deepEqual(findings(String.raw`* | parse regex "(?i)(?<a>.*?(?= ))(?>b)c++\Qd\E"`), []);
  });

  it('say which group of the printed seed query has lost its name, once', () => {
    assert.deepEqual(findings(printed), [
      'field.unused «json "bounce.bounceSubType" as bounceSubType nodrop»',
      'field.unused «json "bounce.bounceType" as bounceType nodrop»',
      String.raw`regex.group-name-lost «(?[^\"]*)»`,
    ]);
  });

  it('mend the printed seed query with the name that is used later', () => {
    const found = checkDocument(parseDocument(printed)).find(({ severity }) => severity === 'error');
    assert.equal(found?.fixes[0]?.title, 'Insert `<BouncedemailAddress>`');
    const mended = afterFix(printed, found);
    assert.ok(mended.includes(String.raw`\"emailAddress\":\"(?<BouncedemailAddress>[^\"]*)\"`));
    assert.deepEqual(
      findings(mended).filter((finding) => !finding.startsWith('field.unused')),
      [],
    );
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
});
