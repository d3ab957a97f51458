import type { DiscoveredFile } from '../sources/discover.ts';
import type { ChangedFile } from './changes.ts';
import { smallestFile } from './plainLines.ts';

/** Compressed files are small below this many bytes. */
const SMALL_COMPRESSED = 4 * 1024 * 1024;

/** Logs usually unpack to so many times as much. */
const RATIO = 12;

/** Files are loaded together up to so many bytes of text: the database packs rows for good only when it has many of them. */
const TEXT_AT_ONCE = 256 * 1024 * 1024;

/** Parts files to read, in their order, into those to be loaded one by one and those to be loaded together. */
export function inBatches(files: readonly ChangedFile[]): readonly (readonly ChangedFile[])[] {
  const batches: ChangedFile[][] = [];
  let open: ChangedFile[] | undefined;
  let text = 0;
  for (const each of files) {
    const isSmall = each.old === undefined && isSmallFile(each.file);
    text += textEstimate(each.file);
    if (isSmall && open !== undefined && text <= TEXT_AT_ONCE) {
      open.push(each);
    } else {
      const batch = [each];
      batches.push(batch);
      open = isSmall ? batch : undefined;
      text = textEstimate(each.file);
    }
  }
  return batches;
}

/** How many bytes of text are likely to be in a file, by its name and size: a wrong guess costs only time. */
export function textEstimate({ path, bytes }: Pick<DiscoveredFile, 'path' | 'bytes'>): number {
  return isCompressed(path) ? RATIO * bytes : bytes;
}

/** Larger plain files may be for the database itself. */
function isSmallFile({ path, bytes }: DiscoveredFile): boolean {
  return bytes < (isCompressed(path) ? SMALL_COMPRESSED : smallestFile);
}

function isCompressed(path: string): boolean {
  return path.toLowerCase().endsWith('.gz');
}
