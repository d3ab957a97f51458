/** Date patterns of the language, which are those of Java's SimpleDateFormat. */

/** A run of one pattern letter. */
export interface DateField {
  readonly kind: 'field';
  readonly letter: string;
  readonly count: number;
}

export type DatePart = { readonly kind: 'text'; readonly text: string } | DateField;

export type DatePattern =
  | { readonly kind: 'pattern'; readonly parts: readonly DatePart[] }
  /** `reason` continues a sentence about the pattern. */
  | { readonly kind: 'invalid'; readonly reason: string };

/** Every letter that stands for a part of a date. */
const letters = 'GyYMLwWDdFEuaHkKhmsSzZX';

/** Reads a pattern. Other letters must stand in single quotes; two of them are one quote. */
export function readDatePattern(pattern: string): DatePattern {
  const parts: DatePart[] = [];
  if ((pattern.split("'").length - 1) % 2 === 1)
    return { kind: 'invalid', reason: "opens a quote ' that is not closed" };
  for (const [part] of pattern.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+/g)) {
    const letter = part.charAt(0);
    if (letter === "'")
      parts.push({ kind: 'text', text: part === "''" ? "'" : part.slice(1, -1).replaceAll("''", "'") });
    else if (!/[A-Za-z]/.test(letter)) parts.push({ kind: 'text', text: part });
    else if (!letters.includes(letter))
      return { kind: 'invalid', reason: `has the letter "${letter}", which means nothing; put words in single quotes` };
    else if (letter === 'X' && part.length > 3)
      return { kind: 'invalid', reason: `has "${part}"; write "XXX" for an offset such as +01:00` };
    else parts.push({ kind: 'field', letter, count: part.length });
  }
  return { kind: 'pattern', parts };
}

/** Directives of C's strftime by letter and length of the run; those that are not here it has no word for. */
const directives: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  y: { 1: '%Y', 2: '%y', 3: '%Y', 4: '%Y' },
  M: { 1: '%-m', 2: '%m', 3: '%b', 4: '%B' },
  L: { 1: '%-m', 2: '%m', 3: '%b', 4: '%B' },
  d: { 1: '%-d', 2: '%d' },
  D: { 1: '%-j', 3: '%j' },
  H: { 1: '%-H', 2: '%H' },
  h: { 1: '%-I', 2: '%I' },
  m: { 1: '%-M', 2: '%M' },
  s: { 1: '%-S', 2: '%S' },
  S: { 3: '%g' },
  E: { 1: '%a', 2: '%a', 3: '%a', 4: '%A' },
  u: { 1: '%u' },
  a: { 1: '%p', 2: '%p' },
};

/** What zone letters print when the zone has no offset. */
const utcNames: Readonly<Record<string, string>> = { z: 'UTC', Z: '+0000', X: 'Z' };

/** The pattern as one of C's strftime for times after the year 1000, or undefined when that cannot say it. */
export function toStrftime(parts: readonly DatePart[], isUtc: boolean): string | undefined {
  let format = '';
  for (const part of parts) {
    const written = part.kind === 'text' ? part.text.replaceAll('%', '%%') : directiveOf(part, isUtc);
    if (written === undefined) return undefined;
    format += written;
  }
  return format;
}

function directiveOf({ letter, count }: DateField, isUtc: boolean): string | undefined {
  if (isUtc && !(letter === 'z' && count > 3) && utcNames[letter] !== undefined) return utcNames[letter];
  return directives[letter]?.[count];
}
