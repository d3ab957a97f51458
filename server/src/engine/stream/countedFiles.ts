/** A look at every line of the files: whether it is a plain record, how many there are, and when they happened. */
import type { Executor } from '../results/execute.ts';
import { toResultValue } from '../results/values.ts';
import { formatOf, noShapes } from '../sources/format.ts';
import { countLines } from '../sql/duckdb/lineTable.ts';
import type { CountedLineFile } from '../sql/duckdb/lineTable.ts';
import type { DataSummary } from '../storeFacts.ts';
import type { FoundFile } from './lineFiles.ts';

/** Files of plain records, and what is to be known about their messages. */
export interface CountedFiles {
  readonly files: readonly CountedLineFile[];
  readonly data: DataSummary;
}

/**
 * Counts the messages of files. Undefined when a compressed file is larger than it is allowed to be. Rejects when a line is
 * no plain record, when a file cannot be read, and when it is aborted.
 */
export async function countFiles(
  files: readonly FoundFile[],
  executor: Executor,
  signal: AbortSignal,
): Promise<CountedFiles | undefined> {
  // The time of a file's last change does not count as one that a message says, see `newestDated`.
  const aside = files.map(({ modified }) => modified);
  const chunks = await executor.run(countLines(files, aside), signal);
  const found = new Map<string, Counted>();
  for (const chunk of chunks)
    for (const [path, ...figures] of chunk.getRows()) {
      const [records = 0, oldest, newest, newestDated, bytes = 0] = figures.map(numberOf);
      found.set(String(path), { records, oldest, newest, newestDated, bytes });
    }
  const counted = files.map((file) => ({ file, count: found.get(file.path) ?? nothing }));
  if (counted.some(({ file, count }) => file.form.compressed && count.bytes > file.inflateLimit)) return undefined;
  const all = [...found.values()];
  const newest = greatest(all.map((each) => each.newest));
  const newestDated = greatest(all.map((each) => each.newestDated));
  return {
    files: counted.map(({ file, count: { records } }) => ({
      ...file,
      records,
      format: formatOf({ ...noShapes(), lines: records }, { 'ses.notification': records }, file.form.compressed),
    })),
    data: {
      messages: all.reduce((sum, { records }) => sum + records, 0),
      oldest: least(all.map((each) => each.oldest)),
      newest,
      ...(newestDated === undefined || newestDated === newest ? {} : { newestDated }),
    },
  };
}

/** Times in epoch milliseconds. */
interface Counted {
  readonly records: number;
  readonly oldest: number | undefined;
  readonly newest: number | undefined;
  readonly newestDated: number | undefined;
  readonly bytes: number;
}

const nothing: Counted = { records: 0, oldest: undefined, newest: undefined, newestDated: undefined, bytes: 0 };

function numberOf(value: unknown): number | undefined {
  const result = toResultValue(value);
  return result === null ? undefined : Number(result);
}

function least(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce((a, b) => (a === undefined || (b !== undefined && b < a) ? b : a), undefined);
}

function greatest(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined);
}
