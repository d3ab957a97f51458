/**
 * Patterns with look-around, back-references or groups that may sit out run on JavaScript's engine,
 * as scalar functions of the connection.
 */
import { BIGINT, BOOLEAN, DuckDBScalarFunction, LIST, VARCHAR } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';

const compiled = new Map<string, RegExp | undefined>();

/** Patterns come with their flags in front, `(?i)…`; one that JavaScript cannot read matches nothing. */
function compile(pattern: string): RegExp | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  const [, flags = '', body = pattern] = /^\(\?([ims]+)\)([^]*)$/.exec(pattern) ?? [];
  let regex: RegExp | undefined;
  try {
    regex = new RegExp(body, `g${flags}`);
  } catch {
    regex = undefined;
  }
  if (compiled.size > 1000) compiled.clear();
  compiled.set(pattern, regex);
  return regex;
}

/** First match from the start of the text. */
function firstMatch(text: string, pattern: string): RegExpExecArray | null {
  const regex = compile(pattern);
  if (regex === undefined) return null;
  regex.lastIndex = 0;
  return regex.exec(text);
}

/** Replacement in the form `\1`, a doubled backslash for one. */
function expand(replacement: string, match: RegExpExecArray): string {
  return replacement.replace(/\\(\d|\\)/g, (_, what: string) => (what === '\\' ? '\\' : (match[Number(what)] ?? '')));
}

/** Like `String.replace`, with our form of replacements. */
export function replaceAll(text: string, pattern: string, replacement: string): string {
  const regex = compile(pattern);
  if (regex === undefined) return text;
  let result = '';
  let position = 0;
  for (const match of text.matchAll(regex)) {
    result += text.slice(position, match.index) + expand(replacement, match);
    position = match.index + match[0].length;
  }
  return result + text.slice(position);
}

type Row = readonly unknown[];

/** Calls a function for each row; DuckDB passes no rows with a null argument. */
function forEachRow(
  input: DuckDBDataChunk,
  output: DuckDBVector,
  compute: (row: Row) => boolean | string | null | { readonly items: (string | null)[] },
): void {
  const columns = Array.from({ length: input.columnCount }, (_, index) => input.getColumnVector(index));
  for (let row = 0; row < input.rowCount; row += 1) {
    const values = columns.map((column) => column.getItem(row));
    output.setItem(row, values.includes(null) ? null : compute(values));
  }
  output.flush();
}

/** Makes the `sesq_regex_…` functions known to a connection. Call it once for each connection. */
export function registerRegexFunctions(connection: DuckDBConnection): void {
  const text = VARCHAR;
  const functions = [
    DuckDBScalarFunction.create({
      name: 'sesq_regex_matches',
      parameterTypes: [text, text],
      returnType: BOOLEAN,
      mainFunction: (_, input, output) => {
        forEachRow(input, output, ([value, pattern]) => firstMatch(String(value), String(pattern)) !== null);
      },
    }),
    DuckDBScalarFunction.create({
      name: 'sesq_regex_group',
      parameterTypes: [text, text, BIGINT],
      returnType: text,
      mainFunction: (_, input, output) => {
        forEachRow(
          input,
          output,
          ([value, pattern, group]) => firstMatch(String(value), String(pattern))?.[Number(group)] ?? null,
        );
      },
    }),
    DuckDBScalarFunction.create({
      name: 'sesq_regex_all',
      parameterTypes: [text, text, BIGINT],
      returnType: LIST(text),
      mainFunction: (_, input, output) => {
        forEachRow(input, output, ([value, pattern, group]) => {
          const regex = compile(String(pattern));
          const matches = regex === undefined ? [] : [...String(value).matchAll(regex)];
          return { items: matches.map((match) => match[Number(group)] ?? null) };
        });
      },
    }),
    DuckDBScalarFunction.create({
      name: 'sesq_regex_replace',
      parameterTypes: [text, text, text],
      returnType: text,
      mainFunction: (_, input, output) => {
        forEachRow(input, output, ([value, pattern, replacement]) =>
          replaceAll(String(value), String(pattern), String(replacement)),
        );
      },
    }),
  ];
  for (const each of functions) connection.registerScalarFunction(each);
}
