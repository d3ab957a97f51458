/** Paths of the `json` operator, taken apart and put together again in the one form that dialects read. */
import { readFilter } from './jsonFilter.ts';
import type { JsonFilter } from './jsonFilter.ts';
import { PathText } from './pathText.ts';

export type JsonStep =
  | { readonly kind: 'key'; readonly key: string }
  /** Zero-based; below zero from the end. */
  | { readonly kind: 'index'; readonly index: number }
  /** Every element of an array, every value of an object. */
  | { readonly kind: 'all' }
  /** Everything below and the value itself; the next step is tried on each. */
  | { readonly kind: 'descend' }
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  /** Elements from `start` below `end` of an array; both may count from the end. */
  | {
      readonly kind: 'slice';
      readonly start: number | undefined;
      readonly end: number | undefined;
      readonly step: number;
    }
  /** The elements of an array, or an object itself, for which the filter holds. */
  | { readonly kind: 'filter'; readonly filter: JsonFilter };

export type JsonPathResult =
  | { readonly kind: 'path'; readonly steps: readonly JsonStep[] }
  /** `what` is the part that cannot be read. */
  | { readonly kind: 'invalid'; readonly what: string };

/** Reads a path such as `a.b[0]`, `a[*].b`, `$['x y'].z`. Keys may hold dashes and spaces; never throws. */
export function readJsonPath(path: string): JsonPathResult {
  const text = new PathText(path);
  const steps: JsonStep[] = [];
  if (/^\$(?=[.[]|$)/.test(path)) text.take('$');
  while (!text.atEnd) {
    const start = text.position;
    const read = readSteps(text);
    if (read === undefined) return { kind: 'invalid', what: path.slice(start) };
    steps.push(...read);
  }
  return { kind: 'path', steps };
}

/** One step with the dots before it; the two steps of `..key`. Undefined when it is none. */
function readSteps(text: PathText): readonly JsonStep[] | undefined {
  const descends = text.take('..');
  if (!descends) text.take('.');
  const next = text.peek('[') ? readBrackets(text) : readBare(text);
  if (next === undefined) return undefined;
  return descends ? [{ kind: 'descend' }, next] : [next];
}

function readBare(text: PathText): JsonStep | undefined {
  const key = text.match(/[^.[\]]+/y)?.trim();
  if (key === undefined || key === '') return undefined;
  return key === '*' ? { kind: 'all' } : { kind: 'key', key };
}

function readBrackets(text: PathText): JsonStep | undefined {
  text.take('[');
  text.skipBlanks();
  const step = text.take('*')
    ? ({ kind: 'all' } as const)
    : text.peek('?')
      ? readFilterStep(text)
      : (readKeys(text) ?? readIndexes(text));
  text.skipBlanks();
  return text.take(']') ? step : undefined;
}

function readFilterStep(text: PathText): JsonStep | undefined {
  text.take('?');
  text.skipBlanks();
  if (!text.take('(')) return undefined;
  const filter = readFilter(text);
  text.skipBlanks();
  return filter !== undefined && text.take(')') ? { kind: 'filter', filter } : undefined;
}

function readKeys(text: PathText): JsonStep | undefined {
  const keys: string[] = [];
  for (let key = text.quoted(); key !== undefined; key = text.comma() ? text.quoted() : undefined) keys.push(key);
  const [first] = keys;
  if (first === undefined) return undefined;
  return keys.length === 1 ? { kind: 'key', key: first } : { kind: 'keys', keys };
}

function readIndexes(text: PathText): JsonStep | undefined {
  const first = text.integer();
  text.skipBlanks();
  if (text.peek(':')) return readSlice(first, text);
  if (first === undefined) return undefined;
  const indexes = [first];
  while (text.comma()) {
    const next = text.integer();
    if (next === undefined) return undefined;
    indexes.push(next);
  }
  return indexes.length === 1 ? { kind: 'index', index: first } : { kind: 'indexes', indexes };
}

function readSlice(start: number | undefined, text: PathText): JsonStep | undefined {
  text.take(':');
  const end = text.integer();
  text.skipBlanks();
  const step = text.take(':') ? (text.integer() ?? 1) : 1;
  return step > 0 ? { kind: 'slice', start, end, step } : undefined;
}

/** True when the path can give more than one value. */
export function isManyValued(steps: readonly JsonStep[]): boolean {
  return steps.some((each) => each.kind !== 'key' && each.kind !== 'index');
}

/** True for paths that databases follow by themselves: keys, indexes and `[*]`. */
export function isPlainPath(steps: readonly JsonStep[]): boolean {
  return steps.every((each) => each.kind === 'key' || each.kind === 'index' || each.kind === 'all');
}

/**
 * A plain path in the common JSONPath form, every key quoted: `$."a"."x y"[0][*]`.
 * `all` says whose members the wildcards mean.
 */
export function writeJsonPath(steps: readonly JsonStep[], all: 'arrays' | 'objects' = 'arrays'): string {
  const written = steps.map((each) => {
    if (each.kind === 'key') return `."${each.key.replace(/[\\"]/g, '\\$&')}"`;
    if (each.kind === 'index') return each.index < 0 ? `[#${String(each.index)}]` : `[${String(each.index)}]`;
    return all === 'arrays' ? '[*]' : '.*';
  });
  return `$${written.join('')}`;
}
