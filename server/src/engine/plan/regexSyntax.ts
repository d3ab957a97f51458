/** Forms of Java's regular expressions in those that JavaScript and linear-time engines have in common. */

/** ASCII classes by their names in `\p{…}` and `[:…:]`, as the inside of a class. */
const asciiClasses: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: ' \\t-\\r',
  blank: ' \\t',
  xdigit: '0-9A-Fa-f',
  cntrl: '\\x00-\\x1f\\x7f',
  graph: '!-~',
  print: ' -~',
  ascii: '\\x00-\\x7f',
  word: '\\w',
};

/** Escapes of one letter: what they are outside a class, and inside one where they may stand there. */
const letters: Readonly<Record<string, readonly [outside: string, inside: string]>> = {
  A: ['^', ''],
  z: ['$', ''],
  Z: ['$', ''],
  G: ['', ''],
  h: ['[ \\t]', ' \\t'],
  H: ['[^ \\t]', ''],
  R: ['(?:\\r\\n|[\\n-\\r])', '\\n-\\r'],
  a: ['\\x07', '\\x07'],
  e: ['\\x1b', '\\x1b'],
};

const pieces =
  /\\Q([^]*?)(?:\\E|$)|\\([pP])(?:\{(?:Is|Pos)?(\w+)\}|([A-Z]))|\\([^])|\[:(\^?)(\w+):\]|(\[\^?\]?)|(\])|\(\?>|\(\?P</g;

/** Rewrites a pattern; what is not known stays as it is. */
export function toCommonSyntax(pattern: string): string {
  let inClass = false;
  return pattern.replace(
    pieces,
    (
      whole: string,
      quoted?: string,
      p?: string,
      name?: string,
      initial?: string,
      letter?: string,
      not?: string,
      posix?: string,
      opening?: string,
      closing?: string,
    ): string => {
      if (quoted !== undefined) return quoteRegex(quoted);
      if (p !== undefined) return classByName(p, name, initial, inClass) ?? whole;
      if (letter !== undefined) {
        const [outside, inside] = letters[letter] ?? [whole, whole];
        return inClass ? inside || whole : outside;
      }
      if (posix !== undefined) return (inClass && not === '' ? asciiClasses[posix] : undefined) ?? whole;
      if (opening !== undefined) {
        if (inClass) return opening.replace('[', '\\[');
        inClass = true;
        // A bracket in first place belongs to the class.
        return opening.replace(']', '\\]');
      }
      if (closing !== undefined) {
        inClass = false;
        return whole;
      }
      if (inClass) return whole;
      return whole === '(?>' ? '(?:' : '(?<';
    },
  );
}

function classByName(
  sign: string,
  name: string | undefined,
  initial: string | undefined,
  inClass: boolean,
): string | undefined {
  if (initial !== undefined) return `\\${sign}{${initial}}`;
  const content = asciiClasses[(name ?? '').toLowerCase()];
  if (content === undefined) return undefined;
  if (inClass) return sign === 'p' ? content : undefined;
  return sign === 'p' ? `[${content}]` : `[^${content}]`;
}

/** A text as a pattern that matches exactly it. */
export function quoteRegex(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
