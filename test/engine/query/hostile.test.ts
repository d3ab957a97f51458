import assert from 'node:assert/strict';
import { messages, run, values } from '../support.ts';

/** Texts that mean something to SQL, regular expressions, JSON paths or LIKE. */
const hostile: readonly string[] = [
  "'; DROP TABLE messages; --",
  '$1 $2 $$',
  '%_%',
  'back\\slash',
  'quote"inside',
  '(unclosed',
  '[class',
  'a.b[0]',
  '$.a',
  '*',
  '${name}',
  'NULL',
  'ünï ☃ 😀',
];

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

describe('hostile text', () => {
  for (const text of hostile) {
    it(`stays text: ${text}`, async () => {
      const input = messages({ key: text, [`k ${text}`]: 'found' }, { key: 'other' });
      assert.deepEqual(await values(input, `* | json "key" | where key = ${quoted(text)}`, 'key'), [[text]]);
      assert.deepEqual(await values(input, `* | json "key" | where key in (${quoted(text)})`, 'key'), [[text]]);
      assert.deepEqual(
        await values(input, `* | json "key" | replace(key, ${quoted(text)}, "") as rest | where rest = ""`, 'key'),
        [[text]],
      );
      // In a field name only the quote is escaped.
      const column = `%"${text.replaceAll('"', '\\"')}"`;
      const named = await run(input, `* | json "key" | "value" as ${column} | count by ${column}`);
      assert.deepEqual([named.columns, named.rows], [[text, '_count'], [['value', 2]]]);
      const pivoted = await run(
        input,
        '* | json "key" | "row" as r | count by r, key | where key != "other" | transpose row r column key',
      );
      assert.deepEqual([pivoted.columns, pivoted.rows], [['r', text], [['row', 1]]]);
    });
  }

  it('is found by a phrase in a message that is not JSON', async () => {
    for (const text of hostile.filter((each) => each !== '*')) {
      const result = await run(messages(`before ${text} after`, 'before after'), `${quoted(text)} | count`);
      assert.deepEqual(result.rows, [[1]], text);
    }
  });
});
