/** Texts in UTF-16 and with carriage returns. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';

import { readContent } from './read.ts';

const MARK = '\ufeff';
const LINES = '{"a":"é😀"}{"b":1}\r\n  {"c":"日本"}\r\n';

function utf16(text: string, bigEndian: boolean): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

async function seen(content: Buffer | string): Promise<readonly string[]> {
  return (await readContent(content)).messages.map(({ raw, place }) => `${place} ${raw}`);
}

describe('encodings', () => {
  const expected = ['1:1 {"a":"é😀"}', '1:12 {"b":1}', '2:3 {"c":"日本"}'];

  it('count columns in UTF-16 units and lines with carriage returns as one', async () => {
    assert.deepEqual(await seen(LINES), expected);
  });

  for (const bigEndian of [false, true]) {
    const name = bigEndian ? 'UTF-16 BE' : 'UTF-16 LE';

    it(`decode ${name} with a byte order mark`, async () => {
      assert.deepEqual(await seen(utf16(MARK + LINES, bigEndian)), expected);
    });

    it(`decode ${name} that is compressed`, async () => {
      assert.deepEqual(await seen(gzipSync(utf16(MARK + LINES, bigEndian))), expected);
    });
  }

  it('keep characters whole that lie across two reads', async () => {
    const record = `{"a":"${'😀'.repeat(700_000)}"}`;
    // Fourteen bytes stand before the first character of four bytes, so a read of whole kilobytes ends inside one.
    assert.deepEqual(await seen(utf16(MARK + record, false)), [`1:1 ${record}`]);
  });

  it('place a rejected record in the decoded text', async () => {
    const { summary } = await readContent(utf16(`${MARK}{"é":1}\r\n{"日":(}\r\n`, false));
    assert.deepEqual(summary.rejected, [{ line: 2, column: 6, reason: 'Expected a value, found "(".' }]);
  });

  it('replace half a character at the end', async () => {
    assert.deepEqual(await seen(utf16(`${MARK}ab`, false).subarray(0, 5)), ['1:1 a\ufffd']);
  });

  it('refuse UTF-32 with a note', async () => {
    const { summary } = await readContent(Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]));
    assert.deepEqual(summary.notes, ['The file is text in UTF-32: save it as UTF-8. It was not read.']);
  });
});
