/**
 * Regular expressions as the plan carries them: named groups numbered, escapes in the form every engine knows,
 * inline flags in front, and the statement whether a linear-time engine can run them.
 */
import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';
import { toCommonSyntax } from './regexSyntax.ts';

export { quoteRegex } from './regexSyntax.ts';

/** A group that becomes a field. */
export interface RegexGroup {
  readonly name: string;
  /** Number of the group, the first is 1. */
  readonly number: number;
}

export interface RegexPattern {
  /** Pattern text; may begin with `(?i)`, `(?s)` or both letters. */
  readonly source: string;
  readonly groups: readonly RegexGroup[];
  /** Number of all capturing groups, those without a name included. */
  readonly groupCount: number;
  /** True when it needs look-around, back-references or groups that may take no part in a match. */
  readonly backtracking: boolean;
}

export type RegexResult =
  { readonly kind: 'regex'; readonly pattern: RegexPattern } | { readonly kind: 'invalid'; readonly reason: string };

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Reads a pattern as the user wrote it (`written` forms of the tree: only the delimiter is escaped), with the letters
 * that follow a literal. Never throws.
 */
export function readRegex(written: string, letters = ''): RegexResult {
  const { flags, body } = liftFlags(relaxPossessive(toCommonSyntax(unescapeDelimiters(written))), letters);
  let tree: AST.Pattern;
  try {
    tree = new RegExpParser({ ecmaVersion: 2025, strict: false }).parsePattern(body, 0, body.length, {
      unicode: false,
    });
  } catch (error) {
    return {
      kind: 'invalid',
      reason: error instanceof Error ? error.message.replace(/^Invalid regular expression: \/.*\/: /s, '') : '',
    };
  }
  const edits: Edit[] = [];
  const groups: RegexGroup[] = [];
  let count = 0;
  let backtracking = false;
  visitRegExpAST(tree, {
    onCapturingGroupEnter(group) {
      count += 1;
      if (group.name === null) return;
      groups.push({ name: group.name, number: count });
      edits.push({ start: group.start, end: group.start + `(?<${group.name}>`.length, text: '(' });
      if (maySitOut(group)) backtracking = true;
    },
    onAssertionEnter(assertion) {
      if (assertion.kind === 'lookahead' || assertion.kind === 'lookbehind') backtracking = true;
    },
    onBackreferenceEnter(reference) {
      backtracking = true;
      if (typeof reference.ref === 'string')
        edits.push({ start: reference.start, end: reference.end, text: `\\${numberOf(reference.ref, groups)}` });
    },
    onQuantifierEnter(quantifier) {
      if (quantifier.min > 1000 || (quantifier.max > 1000 && Number.isFinite(quantifier.max))) backtracking = true;
    },
    onCharacterEnter(character) {
      const text = portableCharacter(character, body[character.end]);
      if (text !== undefined) edits.push({ start: character.start, end: character.end, text });
    },
    onCharacterClassEnter(characterClass) {
      if (characterClass.elements.length === 0) backtracking = true;
    },
  });
  const prefix = flags === '' ? '' : `(?${flags})`;
  return {
    kind: 'regex',
    pattern: { source: prefix + applyEdits(body, edits), groups, groupCount: count, backtracking },
  };
}

/** The quote and the slash are escaped for the sake of the query, not of the pattern. */
function unescapeDelimiters(written: string): string {
  return written.replace(/\\([^])/g, (whole, next: string) => (next === '"' || next === '/' ? next : whole));
}

/** No engine here knows possessive quantifiers; greedy ones match the same texts save for patterns made to fail. */
function relaxPossessive(pattern: string): string {
  return pattern.replace(
    /\\[^]|\[(?:\\[^]|[^\]\\])*\]|([*+?]|\{\d+(?:,\d*)?\})\+/g,
    (whole, quantifier: string | undefined) => quantifier ?? whole,
  );
}

/** Inline flags may stand anywhere and hold for the whole pattern; a setting to the contrary is not known to the language. */
function liftFlags(pattern: string, letters: string): { readonly flags: string; readonly body: string } {
  const flags = new Set<string>(letters);
  const body = pattern.replace(/\\[^]|\(\?([imsudU]+)\)/g, (whole, letters: string | undefined) => {
    if (letters === undefined) return whole;
    for (const letter of letters) flags.add(letter);
    return '';
  });
  return { flags: ['i', 'm', 's'].filter((flag) => flags.has(flag)).join(''), body };
}

/** True when a match of the whole pattern is possible without the group. */
function maySitOut(group: AST.CapturingGroup): boolean {
  for (let node: AST.Node | null = group; node !== null; node = node.parent) {
    const parent: AST.Node | null = node.parent;
    if (node.type === 'Quantifier' && node.min === 0) return true;
    if (node.type === 'Alternative' && parent !== null && 'alternatives' in parent && parent.alternatives.length > 1)
      return true;
  }
  return false;
}

/** Another spelling for characters whose escape is not known everywhere. */
function portableCharacter(character: AST.Character, next: string | undefined): string | undefined {
  const { raw } = character;
  // A letter whose escape means nothing; `\p{…}` looks like one to a parser without Unicode.
  if (/^\\[A-Za-z]$/.test(raw) && character.value === raw.charCodeAt(1))
    return /[pP]/.test(raw) && next === '{' ? undefined : raw.slice(1);
  if (/^\\u/.test(raw))
    return `\\x${raw.length > 4 && character.value > 0xff ? `{${character.value.toString(16)}}` : character.value.toString(16).padStart(2, '0')}`;
  if (!/^\\[^A-Za-z0-9]$/u.test(raw)) return undefined;
  const letter = raw.slice(1);
  return /[\\^$.*+?()[\]{}|-]/.test(letter) ? undefined : letter;
}

function numberOf(name: string, groups: readonly RegexGroup[]): number {
  return groups.find((group) => group.name === name)?.number ?? 0;
}

function applyEdits(body: string, edits: readonly Edit[]): string {
  let result = '';
  let position = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    result += body.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + body.slice(position);
}

/** A replacement with `$1`, `$0` and `${name}` in the form `\1`, other backslashes doubled. */
export function rewriteReplacement(replacement: string, pattern: RegexPattern): string {
  return replacement.replace(
    /\\\$|\\|\$(\d)|\$\{(\w+)\}/g,
    (whole, digit: string | undefined, name: string | undefined) => {
      if (whole === '\\$') return '$';
      if (digit !== undefined) return `\\${digit}`;
      if (name !== undefined) return `\\${numberOf(name, pattern.groups)}`;
      return '\\\\';
    },
  );
}

/**
 * The pattern with one capturing group left, which is then the first. Engines find a single group faster,
 * and some cannot address all of many. Not for patterns that refer back to their groups.
 */
export function isolateGroup(source: string, number: number): string {
  let count = 0;
  return source.replace(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|\((?!\?)/g, (token) => {
    if (token !== '(') return token;
    count += 1;
    return count === number ? token : '(?:';
  });
}
