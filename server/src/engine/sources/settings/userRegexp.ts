import { readRegex } from '../../plan/regexPattern.ts';

export type UserRegexp =
  | { readonly kind: 'regexp'; readonly regexp: RegExp; readonly groups: number }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * Reads a regular expression of the settings, in the syntax that queries know. `flags` are JavaScript's, added to those that
 * stand in the text. `reason` is empty or continues a sentence.
 */
export function readUserRegexp(text: string, flags: string): UserRegexp {
  const read = readRegex(text);
  if (read.kind === 'invalid') return read;
  const { source, groupCount } = read.pattern;
  const [, inline = '', body = source] = /^\(\?([ims]+)\)([^]*)$/.exec(source) ?? [];
  try {
    return { kind: 'regexp', regexp: build(body, [...new Set(flags + inline)].join('')), groups: groupCount };
  } catch (error) {
    return { kind: 'invalid', reason: error instanceof Error ? error.message : '' };
  }
}

/** Names of Unicode classes are only known under `u`, which in turn refuses some harmless escapes. */
function build(body: string, flags: string): RegExp {
  if (/\\[pP]\{/.test(body)) {
    try {
      return new RegExp(body, `${flags}u`);
    } catch {
      // The other reading stands.
    }
  }
  return new RegExp(body, flags);
}
