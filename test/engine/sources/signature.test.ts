/** What the first bytes of a file say. */
import assert from 'node:assert/strict';

import { signatureOf } from '../../../server/src/engine/sources/signature.ts';

function utf16(text: string, bigEndian: boolean): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

const text = (encoding: string): object => ({ kind: 'text', encoding, bom: 0 });
const binary = { kind: 'binary', what: 'binary, not text' };

const cases: readonly (readonly [what: string, head: Buffer, signature: object])[] = [
  ['nothing', Buffer.alloc(0), text('utf-8')],
  ['UTF-8', Buffer.from('{"é":1}'), text('utf-8')],
  ['UTF-16 without a mark', utf16('{"é":"日本"}\r\n', false), text('utf-16le')],
  ['UTF-16 without a mark, the other way round', utf16('{"é":"日本"}\r\n', true), text('utf-16be')],
  ['UTF-16 that is cut inside a character', utf16('{"a":1}', false).subarray(0, 13), text('utf-16le')],
  ['zeros on both sides', Buffer.from([0x7b, 0, 0, 0x22, 0x61, 0]), binary],
  ['a zero in a text', Buffer.from('some text\0 and more of it'), binary],
  ['numbers of two bytes', Buffer.from([1, 0, 2, 0, 3, 0]), binary],
  [
    'a 7z archive',
    Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]),
    { kind: 'binary', what: 'a 7z archive: unpack it and choose the files in it' },
  ],
  ['LZ4', Buffer.from([0x04, 0x22, 0x4d, 0x18, 0]), { kind: 'binary', what: 'compressed with LZ4: unpack it first' }],
];

describe('the first bytes of a file', () => {
  for (const [what, head, signature] of cases)
    it(`tell ${what}`, () => {
      assert.deepEqual(signatureOf(head), signature);
    });
});
