/** A file that was read while it grew holds the same messages as one that was read at its end. */
import assert from 'node:assert/strict';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';

import { content, freshContent, syncWith, withStore } from './helpers.ts';

const record = '{"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05Z"}}';
const odd = [
  record,
  record,
  record,
  `${record}${record}`,
  `${record},`,
  `${record} é junk`,
  '2020-01-02T03:04:05Z a line',
  '[INFO] 2020-01-02T03:04:05Z a line',
  '[1,',
  '{"t":"2020-01-02T03:04:05Z",',
  '"a":1}',
  ']',
  '[',
  '{"Records":[',
  `${record},`,
  ']}',
  '',
  '  ',
  '{"t":"2020-01-02T03:04:05Z","text":"unclosed',
  "{'t':'2020-01-02T03:04:05Z'}",
  `  ${record}`,
  '\ufeff{}',
];

describe('a growing file', () => {
  it('gives the same messages as a finished one, wherever it was read', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...odd), { maxLength: 6 }),
        fc.array(fc.constantFrom(...odd), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 }),
        (before, after, end, cuts) =>
          withStore(async (store, folder) => {
            const settings = { logs: [folder], categories: [] };
            const text = Buffer.from([...before, ...Array<string>(230).fill(record), ...after].join(end) + end);
            const growing = Buffer.byteLength(after.join(end) + end);
            const lengths = cuts.map((cut) => text.length - (cut % (growing + 1))).sort((a, b) => a - b);
            for (const length of [...lengths, text.length]) {
              await writeFile(join(folder, 'log'), text.subarray(0, length));
              await utimes(join(folder, 'log'), 1600000000 + length, 1600000000 + length);
              await syncWith(store, settings);
            }
            assert.deepEqual(await content(store), await freshContent(settings));
          }),
      ),
      { seed: 7, numRuns: 20 },
    )).timeout(60_000);
});
