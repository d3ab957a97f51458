/** Writes lookup tables, never outside the folder that is meant for them. */
import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { columnIndex } from '../plan/tables.ts';
import type { SaveRequest, SaveTarget, TableColumn } from '../plan/tables.ts';
import type { CellValue, Row } from '../plan/steps.ts';
import { readTable } from './readTable.ts';
import { isInside } from './tableFiles.ts';
import { readTableUri } from './tableUri.ts';

/** Where a table of that name is kept in a folder; refused when the name is none of a file inside it. */
export function saveTarget(uri: string, folder: string): SaveTarget {
  const read = readTableUri(uri);
  if (read.kind === 'invalid') return refused(read.reason);
  if (read.kind !== 'file') return refused(`${uri} cannot be written. Give the path of a table.`);
  const path = join(resolve(folder), ...read.segments);
  const ending = extname(path).toLowerCase();
  if (!['', '.csv', '.json'].includes(ending) && !/^\.\d*$/.test(ending))
    return refused(`Tables are saved as .csv or .json files; "${ending}" is neither.`);
  const file = ending === '.csv' || ending === '.json' ? path : `${path}.csv`;
  if (!isInside(file, folder)) return refused(`${uri} leads out of the folder for saved tables.`);
  return { kind: 'file', path: file, write: (request, signal) => write(file, folder, request, signal) };
}

function refused(reason: string): SaveTarget {
  return { kind: 'refused', reason: `No table was changed: ${reason}` };
}

async function write(file: string, folder: string, request: SaveRequest, signal: AbortSignal): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    // A link inside the folder may lead out of it.
    const [home, real] = await Promise.all([realpath(folder), realpath(dirname(file))]);
    if (real !== home && !isInside(real, home)) throw new Error('a link leads out of the folder for saved tables');
    const { columns, rows } = request.append && (await exists(file)) ? await appended(file, request, signal) : request;
    signal.throwIfAborted();
    const text = file.toLowerCase().endsWith('.json') ? toJson(columns, rows) : toCsv(columns, rows);
    // Whoever reads the table sees the old one or the new one, never a part.
    const draft = `${file}.${String(process.pid)}.tmp`;
    try {
      await writeFile(draft, text, { signal });
      await rename(draft, file);
    } finally {
      await rm(draft, { force: true });
    }
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`The table ${file} cannot be saved: ${message}`, { cause: error });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The rows that are there and then ours; columns that only one of them has are empty in the other. */
async function appended(
  file: string,
  { columns, rows }: SaveRequest,
  signal: AbortSignal,
): Promise<Pick<SaveRequest, 'columns' | 'rows'>> {
  const old = await readTable(file, signal);
  const all = [...old.columns, ...columns.filter(({ name }) => columnIndex(old.columns, name) === undefined)];
  const fit = (row: Row, from: readonly TableColumn[]): Row =>
    all.map(({ name }) => row[columnIndex(from, name) ?? from.length] ?? null);
  return {
    columns: all,
    rows: [...old.rows.map((row) => fit(row, old.columns)), ...rows.map((row) => fit(row, columns))],
  };
}

function toCsv(columns: readonly TableColumn[], rows: readonly Row[]): string {
  const lines = [columns.map(({ name }) => name), ...rows].map((cells) => cells.map(csvCell).join(','));
  return `${lines.join('\n')}\n`;
}

function csvCell(cell: CellValue): string {
  const text = cell === null ? '' : String(cell);
  return /["\n\r,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function toJson(columns: readonly TableColumn[], rows: readonly Row[]): string {
  const objects = rows.map((row) =>
    JSON.stringify(Object.fromEntries(columns.map(({ name }, index) => [name, jsonCell(row[index] ?? null)]))),
  );
  return `[\n${objects.join(',\n')}\n]\n`;
}

/** Longs beyond 2^53 keep their digits as text. */
function jsonCell(cell: CellValue): CellValue {
  return typeof cell === 'bigint' ? cell.toString() : cell;
}
