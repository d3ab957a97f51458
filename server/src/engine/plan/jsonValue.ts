/** Reading one path of a JSON text as a plan scalar. */
import { isManyValued, writeJsonPath } from './jsonPath.ts';
import type { JsonStep } from './jsonPath.ts';
import { call, nothing, text } from './scalar.ts';
import type { Scalar } from './scalar.ts';

export interface JsonRead {
  readonly source: Scalar;
  /** Whether the source is valid JSON; engines raise on anything else. */
  readonly isJson: Scalar;
  /** The path as written; when it is the name of a key, that key is meant. */
  readonly path: string;
  readonly steps: readonly JsonStep[];
}

export interface JsonValue {
  /** The value as text; null for JSON null and for what is not there. */
  readonly value: Scalar;
  /** True when the path leads somewhere, be it to a JSON null. */
  readonly exists: Scalar;
}

/** Plans the reading of a path. */
export function jsonValue({ source, isJson, path, steps }: JsonRead): JsonValue {
  const isPlainKey = steps.length === 1 && steps[0]?.kind === 'key' && steps[0].key === path;
  const byPath = readPath(source, steps);
  const found = isPlainKey || path === '' || path === '$' ? byPath : preferKey(source, path, byPath);
  return {
    value: call('if', 'text', isJson, found.value, nothing()),
    exists: call('if', 'boolean', isJson, found.exists, { kind: 'constant', value: false, type: 'boolean' }),
  };
}

function readPath(source: Scalar, steps: readonly JsonStep[]): JsonValue {
  const path = text(writeJsonPath(steps));
  if (isManyValued(steps)) {
    const value = call('jsonList', 'text', source, path);
    return { value, exists: call('not', 'boolean', call('isNull', 'boolean', value)) };
  }
  return { value: call('jsonText', 'text', source, path), exists: call('jsonExists', 'boolean', source, path) };
}

/** A key that looks like a path is rare: a cheap search for its text decides whether to look it up at all. */
function preferKey(source: Scalar, key: string, byPath: JsonValue): JsonValue {
  const byKey = readPath(source, [{ kind: 'key', key }]);
  const mayHaveKey = call('hasText', 'boolean', source, text(JSON.stringify(key)));
  return {
    value: call('if', 'text', mayHaveKey, call('coalesce', 'text', byKey.value, byPath.value), byPath.value),
    exists: call('if', 'boolean', mayHaveKey, call('or', 'boolean', byKey.exists, byPath.exists), byPath.exists),
  };
}
