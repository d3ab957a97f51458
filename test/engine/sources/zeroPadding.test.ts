import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';

import { withoutPadding } from '../../../server/src/engine/sources/zeroPadding.ts';
import { readContent } from './read.ts';

const RECORD = '{"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05Z"}}';
const ZEROS = '\0'.repeat(4096);
const NOTE =
  'Zero bytes where lines begin were left out: the file was not written to its end, or was cut while it was.';

async function read(content: string | Buffer): Promise<readonly (readonly string[])[]> {
  const { messages, summary } = await readContent(content);
  return [messages.map(({ kind, place }) => `${kind} ${place}`), summary.notes];
}

describe('zeros where lines begin', () => {
  it('behind the last record hide nothing', async () => {
    assert.deepEqual(await read(`${RECORD}\n${RECORD}\n${ZEROS}`), [
      ['ses.notification 1:1', 'ses.notification 2:1'],
      [NOTE],
    ]);
  });

  it('before the first record and between records hide nothing and move nothing', async () => {
    assert.deepEqual(await read(`\0\0\0${RECORD}\n\0\0\n${RECORD}\n`), [
      ['ses.notification 1:4', 'ses.notification 3:1'],
      [NOTE],
    ]);
  });

  it('are left out of compressed files as well', async () => {
    assert.deepEqual(await read(gzipSync(`${RECORD}\n${ZEROS}`)), [['ses.notification 1:1'], [NOTE]]);
  });

  it('are left out far behind the part of a file that tells what it is', async () => {
    const many = `${RECORD}\n`.repeat(1000);
    const [messages, notes] = await read(`${many}${ZEROS}\n${RECORD}\n`);
    assert.deepEqual([messages?.length, messages?.at(-1), notes], [1001, 'ses.notification 1002:1', [NOTE]]);
  });

  it('are recognised when a chunk ends among them', async () => {
    const parts = ['{}\n', '\0', '\0{"a":"\0', '\0"}\n'].map((part) => Buffer.from(part));
    const given = async function* (): AsyncGenerator<Buffer> {
      for (const part of parts) yield await Promise.resolve(part);
    };
    const notes: string[] = [];
    const out: string[] = [];
    for await (const chunk of withoutPadding(given(), (note) => notes.push(note))) out.push(chunk.toString());
    assert.deepEqual([out, notes], [['{}\n', ' ', ' {"a":"\0', '\0"}\n'], [NOTE]]);
  });

  it('do not make a text of what is none', async () => {
    for (const content of [ZEROS, 'no line begins here\0cd\n', '\x01\x02\n\0\0\x03', `${RECORD}\0\0`])
      assert.deepEqual(await read(content), [[], ['The file is binary, not text. It was not read.']]);
  });
});
