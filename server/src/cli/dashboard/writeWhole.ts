import { open, rename, rm, writeFile } from 'node:fs/promises';
import type { CommandContext } from '../context.ts';

/**
 * Writes to a file, which appears only when it is whole, or to standard output; gives why it cannot be written. Rejects with
 * what the pieces reject with.
 */
export async function writeWhole(
  pieces: Iterable<string> | AsyncIterable<string>,
  output: string | undefined,
  context: CommandContext,
): Promise<string | undefined> {
  if (output === undefined) {
    for await (const piece of pieces) await context.out.write(piece);
    return undefined;
  }
  const partial = `${output}.${String(process.pid)}.tmp`;
  try {
    const file = await open(partial, 'w');
    try {
      for await (const piece of pieces) await writeFile(file, piece);
    } finally {
      await file.close();
    }
    await rename(partial, output);
    return undefined;
  } catch (error) {
    await rm(partial, { force: true });
    const code = error instanceof Error && 'syscall' in error ? (error as NodeJS.ErrnoException).code : undefined;
    // The file is not to blame for what goes wrong with the pieces.
    if (context.signal.aborted || code === undefined) throw error;
    return `"${output}" cannot be written: ${code}.`;
  }
}
