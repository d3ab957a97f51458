import { crc32, createInflateRaw } from 'node:zlib';
import type { InflateRaw } from 'node:zlib';

import { ByteSource } from './byteSource.ts';
import { GZIP_MAGIC, headerLength, TRAILER_LENGTH, trailerFits } from './gzipMember.ts';
import { quickMember } from './quickInflate.ts';
import { DEFAULT_INFLATE_LIMIT } from './settings/reading.ts';

/** Told when a compressed stream is not as it should be; what was inflated so far has been given out already. */
export type OnDamage = (message: string) => void;

/** What is unpacked in one go; damage costs at most as much of what comes before it. */
const CHUNK = 128 * 1024;
/** Compressed bytes that are handed over in one go: they unpack to a thousand times as many at most. */
const SLICE = 64 * 1024;

const EARLY = 'The compressed file ends early: what could be unpacked was read.';
const DAMAGED = 'The compressed file is damaged: what comes before the damage was read.';
const TRAILING = 'Behind the end of the compressed data are other bytes, which were not read.';

/**
 * Inflates gzip data, several members one after another included, as it comes. Damage, early ends and foreign bytes at the end
 * are reported and end the stream, and so does `limit`, the most bytes that may come out: everything inflated before is given
 * out. Zeros behind a member are padding.
 */
export async function* inflate(
  chunks: AsyncIterable<Buffer>,
  onDamage: OnDamage,
  limit = DEFAULT_INFLATE_LIMIT,
): AsyncGenerator<Buffer> {
  const source = new ByteSource(chunks);
  let left = limit;
  let mayBeQuick = true;
  try {
    for (let members = 0; await atMember(source); members++) {
      const quick = mayBeQuick ? quickMember(source.ready) : undefined;
      if (quick !== undefined && quick.text.length <= left) {
        source.take(quick.length);
        left -= quick.text.length;
        if (quick.text.length > 0) yield quick.text;
        continue;
      }
      // An attempt for every large member would unpack all of them twice.
      mayBeQuick = false;
      const header = await readHeader(source);
      if (header !== 'ok') {
        onDamage(header === 'early' ? EARLY : members === 0 ? DAMAGED : TRAILING);
        return;
      }
      const member = new Member(source);
      for await (const chunk of member.inflated()) {
        if (chunk.length > left) {
          yield chunk.subarray(0, left);
          onDamage(limitMessage(limit));
          return;
        }
        left -= chunk.length;
        yield chunk;
      }
      if (member.damage !== undefined) {
        onDamage(member.damage);
        return;
      }
    }
  } finally {
    await source.close();
  }
}

/** Skips padding; false at the end. */
async function atMember(source: ByteSource): Promise<boolean> {
  for (;;) {
    const first = source.ready.findIndex((byte) => byte !== 0);
    source.take(first < 0 ? source.ready.length : first);
    if (first >= 0) return true;
    if (!(await source.more())) return false;
  }
}

async function readHeader(source: ByteSource): Promise<'ok' | 'early' | 'bad'> {
  for (;;) {
    const { ready } = source;
    if (!ready.subarray(0, 2).equals(GZIP_MAGIC.subarray(0, ready.length))) return 'bad';
    const length = headerLength(ready);
    if (length === 'bad') return 'bad';
    if (length !== 'more') {
      source.take(length);
      return 'ok';
    }
    if (!(await source.more())) return 'early';
  }
}

/** One member behind its header. */
class Member {
  /** Set when the member did not end as it should. */
  damage: string | undefined;
  readonly #source: ByteSource;
  readonly #zlib: InflateRaw = createInflateRaw({ chunkSize: CHUNK });
  readonly #ready: Buffer[] = [];
  #ended = false;
  #failure: Error | undefined;
  #checksum = 0;
  #length = 0;

  constructor(source: ByteSource) {
    this.#source = source;
    // Listening instead of iterating: an iterator loses the data before an error.
    this.#zlib.on('data', (chunk: Buffer) => this.#ready.push(chunk));
    this.#zlib.on('end', () => (this.#ended = true));
    this.#zlib.on('error', (error: Error) => (this.#failure = error));
  }

  async *inflated(): AsyncGenerator<Buffer> {
    try {
      while (!this.#ended && this.#failure === undefined) {
        if (this.#source.ready.length === 0 && !(await this.#source.more())) {
          this.damage = EARLY;
          return;
        }
        await this.#write();
        for (const chunk of this.#ready.splice(0)) {
          this.#checksum = crc32(chunk, this.#checksum);
          this.#length += chunk.length;
          yield chunk;
        }
      }
      this.damage = this.#failure === undefined ? await this.#trailerDamage() : DAMAGED;
    } finally {
      this.#zlib.destroy();
    }
  }

  /** Hands a slice over. What belongs to the trailer stays in the source. */
  async #write(): Promise<void> {
    const slice = this.#source.ready.subarray(0, SLICE);
    const before = this.#zlib.bytesWritten;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#zlib.off('error', done).off('end', done);
        resolve();
      };
      this.#zlib.once('error', done).once('end', done).write(slice, done);
    });
    this.#source.take(this.#ended ? this.#zlib.bytesWritten - before : slice.length);
  }

  async #trailerDamage(): Promise<string | undefined> {
    while (this.#source.ready.length < TRAILER_LENGTH) if (!(await this.#source.more())) return EARLY;
    return trailerFits(this.#source.take(TRAILER_LENGTH), this.#checksum, this.#length) ? undefined : DAMAGED;
  }
}

function limitMessage(limit: number): string {
  const gigabytes = limit / 1024 ** 3;
  const size =
    gigabytes >= 1 ? `${String(Math.round(gigabytes * 10) / 10)} GB` : `${String(Math.round(limit / 1024))} kB`;
  return `The compressed file unpacks to more than ${size}: only so much was read. The setting sesq.engine.inflateLimit holds the limit.`;
}
