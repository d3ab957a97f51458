/**
 * Patterns with look-around, back-references or groups that may sit out run on JavaScript's engine,
 * as scalar functions of the connection.
 */
import { BIGINT, BOOLEAN, DuckDBScalarFunction, LIST, VARCHAR } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { guarded } from './guardedFunction.ts';
import { guardRows } from './regexGuard.ts';

const compiled = new Map<string, RegExp | undefined>();

/** Patterns come with their flags in front, `(?i)…`; undefined for one that JavaScript cannot read. The flags hold a `g`. */
export function compileRegex(pattern: string): RegExp | undefined {
  const known = compiled.get(pattern);
  if (known !== undefined) {
    // A match elsewhere may have left its place, and `matchAll` begins there.
    known.lastIndex = 0;
    return known;
  }
  if (compiled.has(pattern)) return undefined;
  const [, flags = '', body = pattern] = /^\(\?([ims]+)\)([^]*)$/.exec(pattern) ?? [];
  // Names of Unicode classes are only known under `u`, which in turn refuses some harmless escapes.
  const regex = (/\\[pP]\{/.test(body) ? build(body, `gu${flags}`) : undefined) ?? build(body, `g${flags}`);
  if (compiled.size > 1000) compiled.clear();
  compiled.set(pattern, regex);
  return regex;
}

function build(body: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(body, flags);
  } catch {
    return undefined;
  }
}

/** First match from the start of the text. */
function firstMatch(text: string, pattern: string): RegExpExecArray | null {
  const regex = compileRegex(pattern);
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
  const regex = compileRegex(pattern);
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

/** A function of the values of each row; null when one of them is. */
function eachRow(
  compute: (row: Row) => boolean | string | null | { readonly items: (string | null)[] },
): ReturnType<typeof guarded> {
  return guarded((input, output) => {
    const columns = Array.from({ length: input.columnCount }, (_, index) => input.getColumnVector(index));
    guardRows(input.rowCount, (row) => {
      const values = columns.map((column) => column.getItem(row));
      output.setItem(row, values.includes(null) ? null : compute(values));
    });
  });
}

/** Makes the `sesq_regex_…` functions known to a connection. Call it once for each connection. */
export function registerRegexFunctions(connection: DuckDBConnection): void {
  const text = VARCHAR;
  const functions = [
    DuckDBScalarFunction.create({
      name: 'sesq_regex_matches',
      parameterTypes: [text, text],
      returnType: BOOLEAN,
      mainFunction: eachRow(([value, pattern]) => firstMatch(String(value), String(pattern)) !== null),
    }),
    DuckDBScalarFunction.create({
      name: 'sesq_regex_group',
      parameterTypes: [text, text, BIGINT],
      returnType: text,
      mainFunction: eachRow(
        ([value, pattern, group]) => firstMatch(String(value), String(pattern))?.[Number(group)] ?? null,
      ),
    }),
    DuckDBScalarFunction.create({
      name: 'sesq_regex_all',
      parameterTypes: [text, text, BIGINT],
      returnType: LIST(text),
      mainFunction: eachRow(([value, pattern, group]) => {
        const regex = compileRegex(String(pattern));
        const matches = regex === undefined ? [] : [...String(value).matchAll(regex)];
        return { items: matches.map((match) => match[Number(group)] ?? null) };
      }),
    }),
    DuckDBScalarFunction.create({
      name: 'sesq_regex_replace',
      parameterTypes: [text, text, text],
      returnType: text,
      mainFunction: eachRow(([value, pattern, replacement]) =>
        replaceAll(String(value), String(pattern), String(replacement)),
      ),
    }),
  ];
  for (const each of functions) connection.registerScalarFunction(each);
}
