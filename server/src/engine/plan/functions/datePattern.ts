/** Date patterns of the language (those of Java's SimpleDateFormat) as strftime patterns. */

/** Runs of a pattern letter with their strftime directive; the longest entry that the run reaches counts. */
const directives: Readonly<Record<string, readonly (readonly [least: number, directive: string])[]>> = {
  y: [
    [3, '%Y'],
    [2, '%y'],
    [1, '%Y'],
  ],
  // Week years differ from years in the days around New Year only; authors mean the year.
  Y: [
    [3, '%Y'],
    [2, '%y'],
    [1, '%Y'],
  ],
  M: [
    [4, '%B'],
    [3, '%b'],
    [2, '%m'],
    [1, '%-m'],
  ],
  d: [
    [2, '%d'],
    [1, '%-d'],
  ],
  D: [[1, '%j']],
  H: [
    [2, '%H'],
    [1, '%-H'],
  ],
  h: [
    [2, '%I'],
    [1, '%-I'],
  ],
  m: [
    [2, '%M'],
    [1, '%-M'],
  ],
  s: [
    [2, '%S'],
    [1, '%-S'],
  ],
  S: [[3, '%g']],
  E: [
    [4, '%A'],
    [1, '%a'],
  ],
  u: [[1, '%u']],
  a: [[1, '%p']],
};

/** What zone letters print when the zone has no offset. */
const zoneLetters: Readonly<Record<string, string>> = { z: 'UTC', Z: '+0000', X: 'Z' };

export type DatePattern =
  { readonly kind: 'pattern'; readonly format: string } | { readonly kind: 'unsupported'; readonly letters: string };

/** Translates a pattern; zone letters are only known for UTC. Gives the letters that cannot be printed otherwise. */
export function translateDatePattern(pattern: string, isUtc: boolean): DatePattern {
  let format = '';
  for (const [part] of pattern.matchAll(/'(?:[^']|'')*'?|([A-Za-z])\1*|[^A-Za-z']+/g)) {
    const letter = part.charAt(0);
    if (letter === "'") format += literal(part === "''" ? "'" : part.replace(/^'|'$/g, '').replaceAll("''", "'"));
    else if (!/[A-Za-z]/.test(letter)) format += literal(part);
    else {
      const directive =
        directives[letter]?.find(([least]) => part.length >= least)?.[1] ?? (isUtc ? zoneLetters[letter] : undefined);
      if (directive === undefined) return { kind: 'unsupported', letters: part };
      format += directive;
    }
  }
  return { kind: 'pattern', format };
}

function literal(part: string): string {
  return part.replaceAll('%', '%%');
}
