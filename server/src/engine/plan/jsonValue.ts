/** Reading one path of a JSON text as a plan scalar. */
import { isManyValued, isPlainPath, writeJsonPath } from './jsonPath.ts';
import type { JsonStep } from './jsonPath.ts';
import { boolean, call, isNothing, nothing, text } from './scalar.ts';
import type { Scalar } from './scalar.ts';

export interface JsonRead {
  /** Valid JSON or null; see `jsonDocument`. */
  readonly document: Scalar;
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

/**
 * The JSON that a text is, or else the first or last JSON object or array inside it; null when there is none.
 * `isJson` spares the test where it has been made before.
 */
export function jsonDocument(source: Scalar, isJson: Scalar | undefined, which: 'first' | 'last'): Scalar {
  const inside = call(
    'if',
    'text',
    call('or', 'boolean', call('hasText', 'boolean', source, text('{')), call('hasText', 'boolean', source, text('['))),
    call('jsonWithin', 'text', source, text(which)),
    nothing(),
  );
  return call('if', 'text', isJson ?? call('jsonValid', 'boolean', source), source, inside);
}

/** Plans the reading of a path. */
export function jsonValue({ document, path, steps }: JsonRead): JsonValue {
  if (isNothing(document)) return { value: nothing(), exists: boolean(false) };
  const isPlainKey = steps.length === 1 && steps[0]?.kind === 'key' && steps[0].key === path;
  const byPath = readPath(document, steps);
  return isPlainKey || path === '' || path === '$' ? byPath : preferKey(document, path, byPath);
}

function readPath(document: Scalar, steps: readonly JsonStep[]): JsonValue {
  if (!isManyValued(steps)) {
    const path = text(writeJsonPath(steps));
    return { value: call('jsonText', 'text', document, path), exists: call('jsonExists', 'boolean', document, path) };
  }
  const value = isPlainPath(steps)
    ? call(
        'coalesce',
        'text',
        call('jsonList', 'text', document, text(writeJsonPath(steps))),
        call('jsonList', 'text', document, text(writeJsonPath(steps, 'objects'))),
      )
    : call('jsonQuery', 'text', document, text(JSON.stringify(steps)));
  return { value, exists: call('not', 'boolean', call('isNull', 'boolean', value)) };
}

/** A key that looks like a path is rare: a cheap search for its text decides whether to look it up at all. */
function preferKey(document: Scalar, key: string, byPath: JsonValue): JsonValue {
  const byKey = readPath(document, [{ kind: 'key', key }]);
  const mayHaveKey = call('hasText', 'boolean', document, text(JSON.stringify(key)));
  return {
    value: call('if', 'text', mayHaveKey, call('coalesce', 'text', byKey.value, byPath.value), byPath.value),
    exists: call('if', 'boolean', mayHaveKey, call('or', 'boolean', byKey.exists, byPath.exists), byPath.exists),
  };
}
