/** Finds out whether log files can be asked without being loaded first. */
import { hostname } from 'node:os';
import { detectCategory } from '../sources/classify.ts';
import { discover } from '../sources/discover.ts';
import { formatOf, noShapes } from '../sources/format.ts';
import { isPlainReading } from '../sources/settings/reading.ts';
import type { SourceResolver } from '../sources/settings/types.ts';
import type { LineFile } from '../sql/duckdb/lineTable.ts';
import { COLLECTOR } from '../store/fileRows.ts';
import { beginsPlain } from '../store/plainRecord.ts';

/** Less than this is loaded in a moment, and then more can be said about it. */
export const smallestStream = 32 * 1024 * 1024;

/** More files than this are not worth looking into each of them. */
const mostFiles = 1000;

/**
 * The files in the order of their messages, when every one of them begins like a file of plain records and no setting
 * asks for more than a look at its lines; undefined when they have to be loaded.
 */
export async function plainFiles(
  logs: readonly string[],
  sourceOf: SourceResolver,
  smallest: number,
): Promise<readonly LineFile[] | undefined> {
  const found = await discover(logs);
  if (found.kind === 'invalid' || found.notes.length > 0) return undefined;
  const { files } = found;
  if (files.length === 0 || files.length > mostFiles) return undefined;
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) < smallest) return undefined;
  const plain: LineFile[] = [];
  for (const { path, source } of files) {
    const said = sourceOf(path);
    if (!isPlainReading(said.reading) || Object.keys(said.fields).length > 0 || !(await beginsPlain(path)))
      return undefined;
    plain.push({
      path,
      category: said.category ?? detectCategory({ 'ses.notification': 1 }),
      host: said.host ?? hostname(),
      collector: said.collector ?? COLLECTOR,
      source: said.name ?? source,
      format: formatOf({ ...noShapes(), lines: 1 }, { 'ses.notification': 1 }, false),
    });
  }
  return plain;
}
