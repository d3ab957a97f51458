import { once } from 'node:events';
import { createGunzip } from 'node:zlib';

/** Told when a compressed stream is not as it should be; what was inflated so far has been given out already. */
export type OnDamage = (message: string) => void;

const CHUNK = 256 * 1024;

/**
 * Inflates gzip data, several members one after another included, as it comes. Damage and early ends are reported and end the
 * stream: everything inflated before them is given out.
 */
export async function* inflate(source: AsyncIterable<Buffer>, onDamage: OnDamage): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  const ready: Buffer[] = [];
  let failure: Error | undefined;
  // Listening instead of iterating: an iterator loses the data before an error.
  gunzip.on('data', (chunk: Buffer) => ready.push(chunk));
  gunzip.on('error', (error: Error) => (failure = error));
  try {
    for await (const chunk of source) {
      await new Promise<void>((resolve) => {
        gunzip.once('error', () => {
          resolve();
        });
        gunzip.write(chunk, () => {
          resolve();
        });
      });
      yield* ready.splice(0);
      if (failure !== undefined) break;
    }
    if (failure === undefined) {
      const finished = Promise.race([once(gunzip, 'end'), once(gunzip, 'close')]).catch(() => undefined);
      gunzip.end();
      await finished;
      yield* ready.splice(0);
    }
  } finally {
    gunzip.destroy();
  }
  if (failure !== undefined) onDamage(damageMessage(failure));
}

function damageMessage(error: Error): string {
  const early = 'code' in error && error.code === 'Z_BUF_ERROR';
  return early
    ? 'The compressed file ends early: what could be unpacked was read.'
    : 'The compressed file is damaged: what comes before the damage was read.';
}
