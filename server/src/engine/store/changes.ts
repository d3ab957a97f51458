import type { DiscoveredFile } from '../sources/discover.ts';
import type { ResolvedSource, SourceResolver } from '../sources/settings/types.ts';
import type { StoredFile } from './fileRows.ts';

/** A file to read, and what the store holds of it. */
export interface ChangedFile {
  readonly file: DiscoveredFile;
  readonly source: ResolvedSource;
  readonly old: StoredFile | undefined;
}

/** What has to be done so that the store holds the files as they are. */
export interface Changes {
  /** Files that are not there any more. */
  readonly gone: readonly StoredFile[];
  /** Files that are there under another path. They may have changed as well. */
  readonly moved: readonly { readonly row: StoredFile; readonly path: string }[];
  readonly changed: readonly ChangedFile[];
}

export interface Circumstances {
  readonly sourceOf: SourceResolver;
  /** The limit of the store in bytes, 0 for none. */
  readonly limit: number;
}

/** Compares the files that are there with those of the last sync. */
export function findChanges(
  files: readonly DiscoveredFile[],
  rows: readonly StoredFile[],
  circumstances: Circumstances,
): Changes {
  const owners = findOwners(files, rows);
  const kept = new Set(owners.values());
  const moved: { row: StoredFile; path: string }[] = [];
  const changed: ChangedFile[] = [];
  for (const file of files) {
    const old = owners.get(file);
    const source = circumstances.sourceOf(file.path);
    if (old !== undefined && old.path !== file.path) moved.push({ row: old, path: file.path });
    if (old === undefined || mustRead(file, old, source, circumstances.limit)) changed.push({ file, source, old });
  }
  return { gone: rows.filter((row) => !kept.has(row)), moved, changed };
}

/** The row that each file had before: that of its path, unless the disk says that it is another file. */
function findOwners(
  files: readonly DiscoveredFile[],
  rows: readonly StoredFile[],
): ReadonlyMap<DiscoveredFile, StoredFile> {
  const byPath = new Map(rows.map((row) => [row.path, row]));
  const current = new Map(files.map((file) => [file.path, file]));
  // Files that are no longer what is found under their path may have moved.
  const lost = rows.filter((row) => !isSameFile(current.get(row.path), row));
  const byInode = new Map(lost.filter(({ inode }) => inode !== '').map((row) => [row.inode, row]));
  const owners = new Map<DiscoveredFile, StoredFile>();
  const used = new Set<StoredFile>();
  const give = (file: DiscoveredFile, row: StoredFile | undefined): void => {
    if (row === undefined || used.has(row)) return;
    owners.set(file, row);
    used.add(row);
  };
  for (const file of files) {
    const own = byPath.get(file.path);
    if (own !== undefined && isSameFile(file, own)) give(file, own);
  }
  for (const file of files) {
    const row = file.inode === undefined ? undefined : byInode.get(file.inode);
    if (
      !owners.has(file) &&
      row !== undefined &&
      (isUnchanged(file, row) || (row.canContinue && file.bytes > row.bytes))
    )
      give(file, row);
  }
  for (const file of files) if (!owners.has(file)) give(file, byPath.get(file.path));
  return owners;
}

function isSameFile(file: DiscoveredFile | undefined, row: StoredFile): boolean {
  if (file === undefined) return false;
  return file.inode === undefined || row.inode === '' || file.inode === row.inode;
}

function isUnchanged(file: DiscoveredFile, row: StoredFile): boolean {
  return row.bytes === file.bytes && row.modified === file.modified;
}

function mustRead(file: DiscoveredFile, row: StoredFile, source: ResolvedSource, limit: number): boolean {
  if (!row.readable || !isUnchanged(file, row) || row.readingKey !== source.readingKey) return true;
  // Dropped files come back only when there is more room than there was.
  return row.evictedLimit !== undefined && (limit === 0 || limit > row.evictedLimit);
}
