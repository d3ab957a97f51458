/**
 * What the database itself can tell about a line of text: whether it is a plain record, one JSON object of SES that needs
 * no second look, and when it happened. Everything here is SQL over a column named `raw`; a line that it does not vouch
 * for goes through the careful reader, which gives the same messages for the others.
 */
import { open } from 'node:fs/promises';
import { DEPTH_LIMIT } from '../sources/jsonScanner.ts';
import { exponent } from './hotFields.ts';

/** How every line of such a file begins, and what that makes of it. */
export const openings = {
  'ses.notification': '{"notificationType":"',
  'ses.event': '{"eventType":"',
} as const;

/** The engine reads these as numbers, JSON does not know them. */
const notNumbers = '-?(?:[Ii][Nn][Ff]|[Nn][Aa][Nn])';

/**
 * True for valid JSON that needs no second look. The database accepts a little more than JSON: a comma before a closing
 * bracket, infinities and NaN. Numbers with an exponent are JSON, but are not written alike everywhere. The patterns
 * begin with one fixed character each, which makes three of them faster than one for all.
 */
export const isStrict = [
  `NOT regexp_matches(raw, ',\\s*(?:[}\\]]|${notNumbers})')`,
  `NOT regexp_matches(raw, '"\\s*:\\s*(?:${notNumbers}|${exponent})')`,
  `NOT regexp_matches(raw, '\\[\\s*${notNumbers}')`,
  `(strlen(raw) < ${String(2 * DEPTH_LIMIT)} OR strlen(raw) - strlen(replace(replace(raw, '{', ''), '[', '')) <= ${String(DEPTH_LIMIT)})`,
].join(' AND ');

/** The leftmost text that may be a time with the eight characters after it; no other is looked at. */
export const timeCandidate =
  "regexp_extract(raw, '[^0-9](?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}|[0-9]{8}T[0-9]{6}).{0,8}')";

/** Epoch milliseconds of a `candidate` in the form that SES writes; null for all other forms. */
export const plainTime =
  "CASE WHEN regexp_full_match(candidate, '[^0-9][1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z') THEN epoch_ms(TRY_CAST(substring(candidate, 2, 23) AS TIMESTAMP)) END";

/** A table of the lines of files; `paths` are placeholders. The column `filename` is there for several files only. */
export function linesOf(paths: readonly string[]): string {
  const [first = ''] = paths;
  const files = paths.length === 1 ? first : `[${paths.join(', ')}], filename = true`;
  return `read_csv(${files}, columns = {'raw': 'VARCHAR'}, delim = '\x01', quote = '', escape = '', comment = '', header = false, auto_detect = false, new_line = '\\n', compression = 'none')`;
}

/** True when a file begins like one of plain records; says nothing about the rest. */
export async function beginsPlain(path: string): Promise<boolean> {
  // The database would take these for a pattern of names.
  if (/[*?[\]{}]/.test(path)) return false;
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
      const head = buffer.toString('latin1', 0, bytesRead);
      return Object.values(openings).some((opening) => head.startsWith(opening));
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
