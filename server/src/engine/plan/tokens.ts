/** Words and phrases of the scope as regular expressions over the text of a message. */
import { quoteRegex } from './regexPattern.ts';

/** What to look for, and a literal part of it that rules most messages out at once. Both ignore case. */
export interface TokenPattern {
  readonly pattern: string;
  readonly literal: string;
}

/** Characters that tokens are made of; all others stand between tokens. */
const tokenCharacters = '\\pL\\pM\\pN_';
const wordStart = /^[\p{L}\p{M}\p{N}_]/u;
const wordEnd = /[\p{L}\p{M}\p{N}_]$/u;

/** Blanks as Java knows them: U+001C to U+001F count, spaces that forbid a break do not. */
const blankRanges: readonly (readonly [first: number, last: number])[] = [
  [0x09, 0x0d],
  [0x1c, 0x20],
  [0x1680, 0x1680],
  [0x2000, 0x2006],
  [0x2008, 0x200a],
  [0x2028, 0x2029],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
const blanks = blankClass((code) => `\\x{${code.toString(16)}}`);
const blankRun = new RegExp(
  blankClass((code) => `\\u{${code.toString(16)}}`),
  'gu',
);

function blankClass(write: (code: number) => string): string {
  return `[${blankRanges.map(([first, last]) => `${write(first)}-${write(last)}`).join('')}]+`;
}

/** A token begins where no word character stands before. */
function boundaryBefore(literal: string): string {
  return wordStart.test(literal) ? `(?:^|[^${tokenCharacters}])` : '';
}

function boundaryAfter(literal: string): string {
  return wordEnd.test(literal) ? `(?:$|[^${tokenCharacters}])` : '';
}

/** Adjacent tokens; any run of blanks in the message equals any run in the phrase. Undefined for what all messages have. */
export function phrasePattern(phrase: string): TokenPattern | undefined {
  if (phrase === '' || phrase === '*') return undefined;
  const literal = quoteRegex(phrase).replace(blankRun, blanks);
  return { pattern: boundaryBefore(phrase) + literal + boundaryAfter(phrase), literal };
}

/** Whole tokens; a wildcard stays inside its token. Undefined for what all messages have. */
export function keywordPattern(keyword: string): TokenPattern | undefined {
  const core = keyword.replace(/^\*+|\*+$/g, '');
  if (core === '') return undefined;
  const parts = core.split(/(\*+|\?)/);
  const pattern = parts.map((part, index) => wildcard(part, parts[index - 1] ?? '', parts[index + 1] ?? '')).join('');
  const longest = core.split(/[*?]/).reduce((best, part) => (part.length > best.length ? part : best), '');
  const before = keyword.startsWith('*') ? '' : boundaryBefore(core.replace(/^\?/, 'x'));
  const after = keyword.endsWith('*') ? '' : boundaryAfter(core.replace(/\?$/, 'x'));
  return { pattern: before + pattern + after, literal: quoteRegex(longest) };
}

/** A star between two separators is a token of its own, so there is at least one character in it. */
function wildcard(part: string, left: string, right: string): string {
  if (part === '?') return `[${tokenCharacters}]`;
  if (!part.startsWith('*')) return quoteRegex(part);
  return `[${tokenCharacters}]${wordEnd.test(left) || wordStart.test(right) ? '*' : '+'}`;
}
