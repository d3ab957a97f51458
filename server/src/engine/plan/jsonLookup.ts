/** Looking a name up in JSON whatever its case, as `json auto` and the scope do. */
import { readJsonPath } from './jsonPath.ts';
import { jsonValue } from './jsonValue.ts';
import { quoteRegex } from './regexPattern.ts';
import { call, nothing, text } from './scalar.ts';
import type { Scalar } from './scalar.ts';
import { listValue, readTexts } from './textReaders.ts';
import type { JsonAutoSettings } from './textReaders.ts';

type Settings = Omit<JsonAutoSettings, 'names'>;

/** True for names that are paths of keys within the depth that is opened: these can be looked up one by one. */
export function isPathOfKeys(name: string, { maxDepth = Infinity }: Settings): boolean {
  const path = readJsonPath(name);
  return path.kind === 'path' && path.steps.every((step) => step.kind === 'key') && path.steps.length <= maxDepth;
}

/**
 * The value under a name of `json auto`, null when there is none. A path of keys in the case written is followed by the
 * database; taking a document apart is slow, and only done where the last key occurs in some case or form.
 */
export function lookUpJson(document: Scalar, name: string, settings: Settings): Scalar {
  const takenApart = listValue(readTexts('jsonAutoValues', document, { ...settings, names: [name] }), 0);
  const path = readJsonPath(name);
  const last = path.kind === 'path' ? path.steps.at(-1) : undefined;
  if (path.kind !== 'path' || last?.kind !== 'key') return takenApart;
  const key = quoteRegex(JSON.stringify(last.key)).replaceAll('_', '[_ ]');
  const mayHaveKey = call('regexMatches', 'boolean', document, text(`(?i)${key}`));
  const slow = call('if', 'text', mayHaveKey, takenApart, nothing());
  if (!isPathOfKeys(name, settings)) return slow;
  return call('coalesce', 'text', jsonValue({ document, path: name, steps: path.steps }).value, slow);
}
