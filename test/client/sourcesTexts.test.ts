import assert from 'node:assert/strict';
import { escapeMarkdown, formatInstant, fullSpan, shortSpan } from '../../client/src/sources/sourceTexts.ts';

describe('texts of the sources view', () => {
  it('Markdown from a log is just its text: no link, markup, icon or entity', () => {
    assert.equal(
      escapeMarkdown('[run](command:x) https://evil.example <b> $(zap) &lt; a_b *c* `d`'),
      '\\[run\\]\\(command\\:x\\) https\\:\\/\\/evil\\.example \\<b\\> \\$\\(zap\\) \\&lt\\; a\\_b \\*c\\* \\`d\\`',
    );
    assert.equal(escapeMarkdown('one\n\n# two\tthree é'), 'one \\# two three é');
  });

  it('spans are short: an instant, hours of a day, or days', () => {
    const [from, day] = [Date.UTC(2018, 3, 12, 11, 46, 41), 86_400_000];
    assert.equal(shortSpan(from, from + 1000, 'UTC'), '2018-04-12 11:46');
    assert.equal(shortSpan(from, from + 3_600_000, 'UTC'), '2018-04-12 11:46 to 12:46');
    assert.equal(shortSpan(from, from + day, 'UTC'), '2018-04-12 to 2018-04-13');
    assert.equal(shortSpan(from, undefined, 'UTC'), undefined);
    assert.equal(fullSpan(undefined, undefined, 'UTC'), 'no time found');
  });

  it('midnight is hour 0, early years have four digits, and what is no time is its number', () => {
    assert.equal(formatInstant(Date.UTC(2020, 0, 1), 'UTC'), '2020-01-01 00:00:00');
    assert.equal(formatInstant(Date.UTC(2020, 5, 30, 23), 'Asia/Tokyo'), '2020-07-01 08:00:00');
    assert.equal(formatInstant(Date.parse('0100-05-12T19:06:40Z'), 'UTC'), '0100-05-12 19:06:40');
    assert.equal(formatInstant(9e15, 'UTC'), '9000000000000000');
  });
});
