/** Rows of CSV and JSON files. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'csv-parse';
import type { ValueType } from '../plan/scalar.ts';
import { breathe } from '../plan/steps.ts';
import type { CellValue, Row } from '../plan/steps.ts';
import type { TableColumn } from '../plan/tables.ts';

/** The contents of a file. */
export interface TableData {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Row[];
}

/** Rows between two moments at which reading can be stopped. */
const batch = 5000;

const delimiters: Readonly<Record<string, string>> = { '.csv': ',', '.tsv': '\t' };

/** Reads a file by the ending of its name. Throws an error with a sentence for the user, or the signal's reason. */
export async function readTable(path: string, signal: AbortSignal): Promise<TableData> {
  const delimiter = delimiters[extname(path).toLowerCase()];
  return delimiter === undefined ? readJson(path, signal) : readDelimited(path, delimiter, signal);
}

/** The first line names the columns; empty cells are null, all others text. */
async function readDelimited(path: string, delimiter: string, signal: AbortSignal): Promise<TableData> {
  const parser = createReadStream(path).pipe(
    parse({ delimiter, bom: true, relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: true }),
  );
  let names: readonly string[] | undefined;
  const rows: Row[] = [];
  for await (const line of parser as AsyncIterable<readonly string[]>) {
    if (names === undefined) {
      names = line.map((name) => name.trim());
      continue;
    }
    rows.push(names.map((_, index) => (line[index] === undefined || line[index] === '' ? null : line[index])));
    if (rows.length % batch === 0) await breathe(signal);
  }
  if (names === undefined) throw new Error('it is empty: its first line has to name the columns');
  return { columns: names.map((name) => ({ name, type: 'text' })), rows };
}

/** An array of objects, or one object a line. */
async function readJson(path: string, signal: AbortSignal): Promise<TableData> {
  const objects = parseObjects((await readFile(path, { encoding: 'utf8', signal })).replace(/^\uFEFF/, ''));
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const columns = names.map((name): TableColumn => ({ name, type: typeOf(objects.map((object) => object[name])) }));
  return {
    columns,
    rows: objects.map((object) => columns.map(({ name, type }) => cell(object[name], type))),
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

function parseObjects(text: string): readonly JsonObject[] {
  const values = text.trimStart().startsWith('[')
    ? (JSON.parse(text) as readonly unknown[])
    : text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line): unknown => JSON.parse(line));
  const objects = values.filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
  if (objects.length < values.length) throw new Error('it has to be an array of objects, or one object a line');
  return objects as readonly JsonObject[];
}

function typeOf(values: readonly unknown[]): ValueType {
  const there = values.filter((value) => value !== null && value !== undefined);
  if (there.length > 0 && there.every((value) => typeof value === 'boolean')) return 'boolean';
  if (there.length === 0 || !there.every((value) => typeof value === 'number')) return 'text';
  return there.every((value) => Number.isSafeInteger(value)) ? 'long' : 'double';
}

function cell(value: unknown, type: ValueType): CellValue {
  if (value === null || value === undefined) return null;
  if (type !== 'text') return value as number | boolean;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
