/** Rules of `sesq.categories` for single files, and queries about them. Pure. */
import { relative, sep } from 'node:path';
import type { CategoryRule } from '../../../server/src/protocol/engine.ts';

/**
 * A glob that takes just this file (absolute path): from the workspace folder when there is a single one that holds the
 * file, so that the rule can be shared, else the whole path. Signs of globs in names become "any one character".
 */
export function globOf(path: string, folders: readonly string[]): string {
  const [folder] = folders;
  const isInside = folders.length === 1 && folder !== undefined && path.startsWith(folder + sep);
  const chosen = isInside ? relative(folder, path) : path;
  return chosen.replaceAll(sep, '/').replace(/[*?[\]{}()!+@|^$\\"',]/g, '?');
}

/** The rules with one for this glob in front, since the first that fits holds; without any for it when `category` is undefined. */
export function withCategory(
  rules: readonly CategoryRule[],
  glob: string,
  category: string | undefined,
): readonly CategoryRule[] {
  const others = rules.filter((rule) => rule.glob !== glob);
  return category === undefined ? others : [{ category, glob }, ...others];
}

/** A query that counts the messages of one file, or of one source category. */
export function countQuery(field: '_sourceName' | '_sourceCategory', value: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const escaped = value.replace(/["\\]/g, '\\$&').replace(/[\n\r\t]/g, (sign) => escapes[sign] ?? sign);
  return `${field}="${escaped}"\n| count`;
}
