/**
 * What the database itself can tell about a line of text: whether it is a plain record, one JSON object of SES that needs
 * no second look, and when it happened. Everything here is SQL over a column named `raw`; a line that it does not vouch
 * for goes through the careful reader, which gives the same messages for the others.
 */
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

/**
 * The leftmost text that begins like a time, with its quote and what stands before it: a character, or the name of the
 * member whose time is not that of the message. No other is looked at.
 */
export const timeCandidate =
  'regexp_extract(raw, \'(?:expirationTime"\\s*:\\s*|[^\\\\])"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}|[0-9]{8}T[0-9]{6}).{0,8}\')';

/** Epoch milliseconds of a `candidate` in the form that SES writes; null for all other forms. */
export const plainTime =
  "CASE WHEN regexp_full_match(candidate, '[^0-9]\"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z') THEN epoch_ms(TRY_CAST(substring(candidate, 3, 23) AS TIMESTAMP)) END";

/** When the message of a text happened, epoch milliseconds; null when that takes a second look. `raw` is an expression. */
export function timeOfText(raw: string): string {
  const candidate = timeCandidate.replaceAll('raw', raw);
  // Written out several times, it is computed once. A subquery in its place would become a join on all the texts.
  return plainTime.replaceAll('candidate', candidate);
}

/** How the lines of a file are written. */
export interface LineForm {
  /** With gzip. */
  readonly compressed: boolean;
  readonly newLine: '\n' | '\r\n';
}

/** Lines as they are usually written. */
const usualLines: LineForm = { compressed: false, newLine: '\n' };

/**
 * A table of the lines of files of one form; `paths` are placeholders. The column `filename` is there for several files
 * only, and the text of empty lines is null.
 */
export function linesOf(paths: readonly string[], { compressed, newLine }: LineForm = usualLines): string {
  const [first = ''] = paths;
  const files = paths.length === 1 ? first : `[${paths.join(', ')}], filename = true`;
  const form = `new_line = '${newLine === '\n' ? '\\n' : '\\r\\n'}', compression = '${compressed ? 'gzip' : 'none'}'`;
  return `read_csv(${files}, columns = {'raw': 'VARCHAR'}, delim = '\x01', quote = '', escape = '', comment = '', header = false, auto_detect = false, ${form})`;
}

/** True for a path that the database would take for a pattern of names. */
export function isPattern(path: string): boolean {
  return /[*?[\]{}]/.test(path);
}
