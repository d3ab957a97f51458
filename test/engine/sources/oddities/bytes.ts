/** Oddities 1 to 15 and 18: bytes, encodings, compression. */
import { gzipSync } from 'node:zlib';

import { BOUNCE, bounceMessage, notification, SEND, sendMessage } from './oddity.ts';
import type { Oddity } from './oddity.ts';

const MARK = '\ufeff';
const record = (text: string): string => notification({ subject: text });
const two = [bounceMessage, sendMessage];
const packed = gzipSync(`${BOUNCE}\n${SEND}\n`);

export const byteOddities: readonly Oddity[] = [
  {
    number: 1,
    what: 'byte order marks, between joined files too',
    content: `${MARK}${BOUNCE}\n${MARK}${SEND}\n`,
    messages: two,
  },
  {
    number: 2,
    what: 'UTF-16 with and without a byte order mark',
    content: Buffer.from(`${BOUNCE}\r\n${SEND}\r\n`, 'utf16le'),
    messages: two,
  },
  { number: 3, what: 'lines that end in CR LF', content: `${BOUNCE}\r\n${SEND}\r\n`, messages: two },
  {
    number: 4,
    what: 'bytes that are not UTF-8',
    content: Buffer.from(record('caf\xe9'), 'latin1'),
    messages: [`ses.notification ${record('caf\ufffd')}`],
    notes: ['Bytes that are not UTF-8 were replaced, first in the record at byte 0.'],
  },
  {
    number: 5,
    what: 'half characters and NUL in escapes',
    content: record('X').replace('X', '\\ud83d \\u0000'),
    messages: [`ses.notification ${record('X').replace('X', '\\ufffd \\u0000')}`],
    notes: ['Escapes of half a character were replaced, first in the record at byte 0.'],
  },
  {
    number: 6,
    what: 'control characters in strings',
    content: `${record('X').replace('X', 'a\nb\tc')}\n${SEND}\n`,
    messages: [`ses.notification ${record('a\nb\tc')}`, sendMessage],
    notes: ['1 record was repaired: raw line breaks in strings (line 1), raw control characters in strings (line 2).'],
  },
  ...['=?utf-8?b?Imxj?= <relay@xn--bcher-kva.example> \u202eabc', '\u001b[31mred\u001b[0m'].map((text, index) => ({
    number: 7,
    what:
      index === 0
        ? 'encoded words, Punycode and text from right to left stay as they are'
        : 'escapes of terminals stay escaped',
    content: record(text),
    messages: [`ses.notification ${record(text)}`],
  })),
  {
    number: 8,
    what: 'markup is text',
    content: record('<img src=x onerror=alert(1)>'),
    messages: [`ses.notification ${record('<img src=x onerror=alert(1)>')}`],
  },
  { number: 9, what: 'compressed files, whatever their name', content: packed, messages: two },
  {
    number: 11,
    what: 'several compressed parts in one file, with padding between them',
    content: Buffer.concat([gzipSync(`${BOUNCE}\n`), Buffer.alloc(512), gzipSync(`${SEND}\n`)]),
    messages: two,
  },
  {
    number: 12,
    what: 'a compressed file that ends early',
    content: packed.subarray(0, -9),
    messages: two,
    notes: ['The compressed file ends early: what could be unpacked was read.'],
  },
  {
    number: 13,
    what: 'zeros behind compressed data',
    content: Buffer.concat([packed, Buffer.alloc(1024)]),
    messages: two,
  },
  {
    number: 13,
    what: 'other bytes behind compressed data',
    content: Buffer.concat([packed, Buffer.from('something else')]),
    messages: two,
    notes: ['Behind the end of the compressed data are other bytes, which were not read.'],
  },
  ...(
    [
      ['a zip archive', 'a zip archive: unpack it and choose the files in it', Buffer.from('PK\x03\x04.....')],
      ['a tar archive', 'a tar archive: unpack it first', tar()],
      ['a compressed tar archive', 'a tar archive: unpack it first', gzipSync(tar())],
      ['zstd', 'compressed with zstd: unpack it first', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0])],
      ['snappy', 'compressed with snappy: unpack it first', Buffer.from('\xff\x06\0\0sNaPpY', 'latin1')],
    ] as const
  ).map(([name, what, content]) => ({
    number: 15,
    what: `${name} is named`,
    content,
    messages: [],
    notes: [`The file is ${what}. It was not read.`],
  })),
  ...(
    [
      ['', 'The file holds no records.'],
      [' \n\t\n', 'The file holds no records.'],
      ['{}', 'An empty object holds no record.'],
      ['[]', 'An empty array holds no records.'],
      ['{"Records":[]}', 'An empty "Records" array holds no records.'],
      ['null', 'A bare null holds no record.'],
    ] as const
  ).map(([content, note]) => ({
    number: 18,
    what: `${JSON.stringify(content)} holds no records`,
    content,
    messages: [],
    notes: [note],
  })),
];

function tar(): Buffer {
  const header = Buffer.alloc(1024);
  header.write('log.json');
  header.write('ustar', 257);
  return header;
}
