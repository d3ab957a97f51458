/** Compressed files, in pieces of any size. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';

import { inflate } from '../../../server/src/engine/sources/inflate.ts';

const EARLY = 'The compressed file ends early: what could be unpacked was read.';
const DAMAGED = 'The compressed file is damaged: what comes before the damage was read.';
const TRAILING = 'Behind the end of the compressed data are other bytes, which were not read.';

async function inflated(
  bytes: Buffer,
  size: number,
  limit?: number,
): Promise<readonly [text: string, ...notes: string[]]> {
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
  }
  const parts: Buffer[] = [];
  const notes: string[] = [];
  for await (const part of inflate(chunks(), (note) => notes.push(note), limit)) parts.push(part);
  return [Buffer.concat(parts).toString(), ...notes];
}

/** A member with everything that its header may hold. */
function named(text: string): Buffer {
  const plain = gzipSync(text);
  const header = Buffer.from(plain.subarray(0, 10));
  header[3] = 2 + 4 + 8 + 16;
  const extra = Buffer.from([3, 0, 1, 2, 3]);
  return Buffer.concat([header, extra, Buffer.from('name\0comment\0'), Buffer.from([0, 0]), plain.subarray(10)]);
}

const a = gzipSync('hello ');
const b = gzipSync('world');
const broken = Buffer.from(b);
broken[broken.length - 6] = 0xff;

const cases: readonly (readonly [what: string, bytes: Buffer, result: readonly string[]])[] = [
  ['one member', a, ['hello ']],
  ['two members', Buffer.concat([a, b]), ['hello world']],
  ['an empty member', Buffer.concat([gzipSync(''), b]), ['world']],
  ['a name and a comment', Buffer.concat([a, named('you')]), ['hello you']],
  ['zeros at the end', Buffer.concat([a, Buffer.alloc(600)]), ['hello ']],
  ['zeros between members', Buffer.concat([a, Buffer.alloc(600), b]), ['hello world']],
  ['text behind it', Buffer.concat([a, Buffer.from('garbage')]), ['hello ', TRAILING]],
  ['half a header at the end', Buffer.concat([a, b.subarray(0, 5)]), ['hello ', EARLY]],
  ['no trailer', Buffer.concat([a, b.subarray(0, -8)]), ['hello world', EARLY]],
  ['half a trailer', Buffer.concat([a, b.subarray(0, -3)]), ['hello world', EARLY]],
  ['a wrong checksum', Buffer.concat([a, broken, b]), ['hello world', DAMAGED]],
  ['another method of compression', Buffer.from([0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3]), ['', DAMAGED]],
];

describe('inflating', () => {
  for (const [what, bytes, result] of cases)
    it(`takes ${what}`, async () => {
      for (const size of [1, 3, 18, 10_000]) assert.deepEqual(await inflated(bytes, size), result, String(size));
    });

  it('takes thousands of members', async () => {
    const bytes = Buffer.concat(Array.from({ length: 5_000 }, () => b));
    assert.deepEqual(await inflated(bytes, 1 << 20), ['world'.repeat(5_000)]);
  });

  it('keeps nearly everything before damage in the middle', async () => {
    const text = Array.from({ length: 200_000 }, (_, n) => `${String(n)} ${String(Math.sin(n))}\n`).join('');
    const bytes = gzipSync(text);
    bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 50);
    const [kept, ...notes] = await inflated(bytes, 1 << 20);
    const same = [...kept].findIndex((character, index) => character !== text[index]);
    assert.ok((same < 0 ? kept.length : same) > text.length * 0.4, String(same));
    assert.deepEqual(notes, [DAMAGED]);
  });

  it('stops at a limit that holds for all members', async () => {
    const limit =
      'The compressed file unpacks to more than 1 kB: only so much was read. The setting sesq.engine.inflateLimit holds the limit.';
    const bytes = Buffer.concat(Array.from({ length: 300 }, () => b));
    assert.deepEqual(await inflated(bytes, 1 << 20, 1024), ['world'.repeat(205).slice(0, 1024), limit]);
    assert.deepEqual(await inflated(bytes, 1 << 20, 1500), ['world'.repeat(300)]);
  });
});
