/** Zeros that a crash, or a rotation that cuts a file short below its writer, leaves where lines begin. */
import { BYTE } from './bytes.ts';

const NOTE =
  'Zero bytes where lines begin were left out: the file was not written to its end, or was cut while it was.';

/** Whether something else than zeros is in the text, and zeros are only where a line begins. */
export function isPaddedText(sample: Buffer): boolean {
  const first = sample.findIndex((byte) => byte !== 0);
  if (first < 0) return false;
  let isLineStart = true;
  for (const byte of sample) {
    if (byte === 0 && !isLineStart) return false;
    if (byte !== 0) isLineStart = byte === BYTE.newline;
  }
  return true;
}

/** Makes such zeros blanks, so that everything behind them keeps its place; others stay. Says so once. */
export async function* withoutPadding(
  chunks: AsyncIterable<Buffer>,
  onNote: (text: string) => void,
): AsyncGenerator<Buffer> {
  let isLineStart = true;
  let isNoted = false;
  for await (const chunk of chunks) {
    const padded: Blanked | undefined = chunk.includes(0) ? blanked(chunk, isLineStart) : undefined;
    if (padded !== undefined && !isNoted) {
      isNoted = true;
      onNote(NOTE);
    }
    if (chunk.length > 0) isLineStart = padded?.isLineStart ?? chunk[chunk.length - 1] === BYTE.newline;
    yield padded?.bytes ?? chunk;
  }
}

interface Blanked {
  readonly bytes: Buffer;
  /** Another zero behind these bytes would be where a line begins. */
  readonly isLineStart: boolean;
}

/** Undefined when there is nothing to make blank. */
function blanked(chunk: Buffer, beginsLine: boolean): Blanked | undefined {
  let bytes: Buffer | undefined;
  let isLineStart = beginsLine;
  for (let at = 0; at < chunk.length; at++) {
    if (chunk[at] !== 0) isLineStart = chunk[at] === BYTE.newline;
    else if (isLineStart) {
      bytes ??= Buffer.from(chunk);
      bytes[at] = BYTE.space;
    }
  }
  return bytes === undefined ? undefined : { bytes, isLineStart };
}
