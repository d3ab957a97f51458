/** Finds the files of a question, and out whether they can be asked without being loaded first. */
import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { detectCategory } from '../sources/classify.ts';
import { discover } from '../sources/discover.ts';
import type { SourceResolver } from '../sources/settings/types.ts';
import type { LineFile } from '../sql/duckdb/lineTable.ts';
import { COLLECTOR } from '../store/fileRows.ts';
import { likelyUnpacked, lineFormOf } from '../store/lineForm.ts';
import { broken, fileConditions, selectionConditions } from './conditions.ts';
import type { UnpackedFile } from './conditions.ts';

/** Less than this is loaded in a moment, and then more can be said about it. */
export const smallestStream = 32 * 1024 * 1024;

/** A file of plain records, as it was found. */
export interface FoundFile extends LineFile, UnpackedFile {
  /** Time of the last change, epoch milliseconds, may have a fraction. */
  readonly modified: number;
}

export type LineFiles =
  /** In the order of their messages. */
  | { readonly kind: 'lines'; readonly files: readonly FoundFile[] }
  /** They have to be loaded; `reason` completes "… because". */
  | { readonly kind: 'load'; readonly reason: string };

/** The files that paths, folders and globs select, when every one of them begins like a file of plain records. */
export async function findLineFiles(
  logs: readonly string[],
  sourceOf: SourceResolver,
  smallest: number,
): Promise<LineFiles> {
  const found = await discover(logs);
  if (found.kind === 'invalid') return { kind: 'load', reason: 'they cannot be found' };
  const count = { files: found.files.length, smallest };
  const early = broken(selectionConditions, { ...count, bytes: Infinity });
  if (early !== undefined) return { kind: 'load', reason: early };
  const files: FoundFile[] = [];
  for (const { path, source: foundBy, bytes, modified } of found.files) {
    const source = sourceOf(path);
    const form = await lineFormOf(path);
    const reason = broken(fileConditions, { file: { path }, source, form });
    if (reason !== undefined || form === undefined) return { kind: 'load', reason: `of ${path}: ${reason ?? ''}` };
    files.push({
      path,
      form,
      bytes,
      modified,
      inflateLimit: source.reading.inflateLimit,
      category: source.category ?? detectCategory({ 'ses.notification': 1 }),
      host: source.host ?? hostname(),
      collector: source.collector ?? COLLECTOR,
      source: source.name ?? foundBy,
    });
  }
  const bytes = files.reduce((sum, file) => sum + likelyUnpacked(file.bytes, file.form), 0);
  const reason = broken(selectionConditions, { ...count, bytes });
  return reason === undefined ? { kind: 'lines', files } : { kind: 'load', reason };
}

/** True when the files are still what they were when they were found. */
export async function areUnchanged(files: readonly FoundFile[]): Promise<boolean> {
  for (const { path, bytes, modified } of files) {
    const now = await stat(path).catch(() => undefined);
    if (now?.size !== bytes || now.mtimeMs !== modified) return false;
  }
  return true;
}
