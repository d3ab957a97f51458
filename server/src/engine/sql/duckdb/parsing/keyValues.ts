/** Keys with their values in text: `status=200 path: "/a b"`. */
import { quoteRegex } from '../../../plan/regexSyntax.ts';
import type { KeyValueSettings } from '../../../plan/textReaders.ts';
import { compileRegex } from '../regexFunctions.ts';

/** Most pairs that `auto` takes from one text. */
export const pairLimit = 100;

const separators: readonly string[] = ['->', '=', ':'];

/**
 * A value reaches to the next blank, comma, semicolon, bar, ampersand or closing bracket, unless it stands in quotes;
 * then to the end of those, with escaped ones inside.
 */
const value = String.raw`(?:"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'|([^\s,;|&)\]}]*))`;

/** The value of each key, null for those that are not there. */
export function keyValues(text: string, settings: KeyValueSettings): readonly (string | null)[] {
  const { mode, keys } = settings;
  if (mode === 'auto') {
    const pairs = new Map(autoPairs(text, settings));
    const byFieldName = new Map([...pairs].map(([key, found]) => [fieldNameOf(key).toLowerCase(), found]));
    return keys.map((key) => pairs.get(key) ?? byFieldName.get(fieldNameOf(key).toLowerCase()) ?? null);
  }
  if (mode === 'regex') return regexValues(text, settings.pattern ?? '', keys);
  return keys.map((key) => inferredValue(text, key));
}

/** The keys that `auto` finds in a text, as field names. */
export function keyNames(text: string, settings: KeyValueSettings): readonly string[] {
  return [...new Set([...autoPairs(text, settings)].map(([key]) => fieldNameOf(key)))];
}

/** A key as a field name: letters, digits and underscores stay. */
function fieldNameOf(key: string): string {
  return key.replace(/[^A-Za-z0-9_]/g, '_');
}

const compiled = new Map<string, RegExp>();

function cached(key: string, build: () => RegExp): RegExp {
  let regex = compiled.get(key);
  if (regex === undefined) {
    if (compiled.size > 1000) compiled.clear();
    regex = build();
    compiled.set(key, regex);
  }
  regex.lastIndex = 0;
  return regex;
}

/** The first place where the key stands on its own and a separator follows. */
function inferredValue(text: string, key: string): string | null {
  const regex = cached(
    `infer ${key}`,
    () =>
      new RegExp(
        String.raw`(?<![\p{L}\p{N}_.-])["']?${quoteRegex(key)}["']?\s*(?:${separators.map(quoteRegex).join('|')})[ \t]*${value}`,
        'u',
      ),
  );
  return valueOf(regex.exec(text), 1);
}

/** The value of the first of three groups that took part; escapes in quotes are taken away. */
function valueOf(match: RegExpExecArray | null, first: number): string | null {
  if (match === null) return null;
  const inQuotes = match[first] ?? match[first + 1];
  return inQuotes === undefined ? (match[first + 2] ?? '') : inQuotes.replace(/\\(["'\\])/g, '$1');
}

function* autoPairs(text: string, { separator }: KeyValueSettings): Generator<readonly [key: string, found: string]> {
  const signs = separator === undefined ? separators : [separator];
  const regex = cached(
    `auto ${signs.join(' ')}`,
    () =>
      new RegExp(
        String.raw`(?<![\p{L}\p{N}_.-])["']?([\p{L}_][\p{L}\p{N}_.-]*?)["']?\s*(?:${signs.map(quoteRegex).join('|')})[ \t]*${value}`,
        'gu',
      ),
  );
  let count = 0;
  for (const match of text.matchAll(regex)) {
    count += 1;
    if (count > pairLimit) return;
    yield [match[1] ?? '', valueOf(match, 2) ?? ''];
  }
}

/** With two groups the first is the key; with one the value is the nearest match after the key. */
function regexValues(text: string, pattern: string, keys: readonly string[]): readonly (string | null)[] {
  const regex = compileRegex(pattern);
  if (regex === undefined) return keys.map(() => null);
  const groups = new RegExp(`${regex.source}|`, regex.flags).exec('')?.length ?? 0;
  if (groups > 2) {
    const found = new Map<string, string>();
    for (const match of text.matchAll(regex)) {
      const key = (match[1] ?? '').trim();
      if (!found.has(key)) found.set(key, match[2] ?? '');
    }
    return keys.map((key) => found.get(key) ?? null);
  }
  return keys.map((key) => {
    const start = keyEnd(text, key);
    if (start === undefined) return null;
    regex.lastIndex = start;
    return regex.exec(text)?.[1] ?? null;
  });
}

/** Where the first occurrence of a key ends; one that is not part of a longer word is preferred. */
function keyEnd(text: string, key: string): number | undefined {
  const word = cached(
    `key ${key}`,
    () => new RegExp(String.raw`(?<![\p{L}\p{N}_.-])${quoteRegex(key)}(?![\p{L}\p{N}_-])`, 'u'),
  );
  const match = word.exec(text);
  if (match !== null) return match.index + match[0].length;
  const index = text.indexOf(key);
  return index < 0 ? undefined : index + key.length;
}
