import type { ChangedFile } from './changes.ts';

/** New files below this many bytes are loaded together, up to so many at once. */
const SMALL = 16 * 1024;
const AT_ONCE = 128;

/** Parts files to read, in their order, into those to be loaded one by one and those to be loaded together. */
export function inBatches(files: readonly ChangedFile[]): readonly (readonly ChangedFile[])[] {
  const batches: ChangedFile[][] = [];
  let open: ChangedFile[] | undefined;
  for (const each of files) {
    const isSmall = each.old === undefined && each.file.bytes < SMALL;
    if (isSmall && open !== undefined && open.length < AT_ONCE) {
      open.push(each);
    } else {
      const batch = [each];
      batches.push(batch);
      open = isSmall ? batch : undefined;
    }
  }
  return batches;
}
