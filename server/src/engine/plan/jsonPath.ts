/** Paths of the `json` operator, taken apart and put together again in the one form that dialects read. */

export type JsonStep =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'all' };

export type JsonPathResult =
  | { readonly kind: 'path'; readonly steps: readonly JsonStep[] }
  /** The path is well-formed as far as can be told, but asks for something that is not known (filters, `..`, unions). */
  | { readonly kind: 'unsupported'; readonly what: string };

/** One step at a time: `['key']`, `["key"]`, `[3]`, `[*]`, `.*`, `.key` or a first `key`. */
const step =
  /\.?\[\s*'((?:[^'\\]|\\.)*)'\s*\]|\[\s*"((?:[^"\\]|\\.)*)"\s*\]|\.?\[\s*(\d+)\s*\]|\.?\[\s*(\*)\s*\]|\.?(\*)(?=[.[]|$)|\.?([^.[\]]+)/y;

/** Reads a path such as `a.b[0]`, `a[*].b`, `$['x y'].z`. Keys may hold dashes and spaces; never throws. */
export function readJsonPath(path: string): JsonPathResult {
  const steps: JsonStep[] = [];
  step.lastIndex = /^\$(?=[.[]|$)/.test(path) ? 1 : 0;
  while (step.lastIndex < path.length) {
    const position = step.lastIndex;
    const match = step.exec(path);
    if (match === null) return { kind: 'unsupported', what: path.slice(position) };
    const [, single, double, index, allIndexes, allKeys, bare] = match;
    const key = single?.replace(/\\(.)/g, '$1') ?? double?.replace(/\\(.)/g, '$1') ?? bare?.trim();
    if (key !== undefined) steps.push({ kind: 'key', key });
    else if (index !== undefined) steps.push({ kind: 'index', index: Number(index) });
    else if (allIndexes !== undefined || allKeys !== undefined) steps.push({ kind: 'all' });
  }
  return { kind: 'path', steps };
}

/** True when the path can give more than one value. */
export function isManyValued(steps: readonly JsonStep[]): boolean {
  return steps.some((each) => each.kind === 'all');
}

/** The path in the common JSONPath form, every key quoted: `$."a"."x y"[0][*]`. */
export function writeJsonPath(steps: readonly JsonStep[]): string {
  return `$${steps.map(writeStep).join('')}`;
}

function writeStep(each: JsonStep): string {
  if (each.kind === 'all') return '[*]';
  return each.kind === 'index' ? `[${each.index}]` : `."${each.key.replace(/[\\"]/g, '\\$&')}"`;
}
