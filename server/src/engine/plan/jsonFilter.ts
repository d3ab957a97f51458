/** Conditions inside JSON paths: `[?(@.status == 'failed' && @.code > 3)]`. */
import type { PathText } from './pathText.ts';

export type FilterOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A value that stands in a filter, or one that keys and indexes lead to, from the element (`@`) or the document (`$`). */
export type FilterOperand =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'member'; readonly root: '@' | '$'; readonly path: readonly (string | number)[] };

export type JsonFilter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly JsonFilter[] }
  | { readonly kind: 'not'; readonly part: JsonFilter }
  | { readonly kind: 'exists'; readonly operand: FilterOperand }
  | { readonly kind: 'matches'; readonly operand: FilterOperand; readonly pattern: string; readonly flags: string }
  | {
      readonly kind: 'compare';
      readonly operator: FilterOperator;
      readonly left: FilterOperand;
      readonly right: FilterOperand;
    };

/** Reads a filter up to the bracket that ends it; undefined when it is none. */
export function readFilter(text: PathText): JsonFilter | undefined {
  return readChain(text, '||', 'or', () => readChain(text, '&&', 'and', () => readTerm(text)));
}

function readChain(
  text: PathText,
  sign: string,
  kind: 'and' | 'or',
  readPart: () => JsonFilter | undefined,
): JsonFilter | undefined {
  const parts: JsonFilter[] = [];
  do {
    const part = readPart();
    if (part === undefined) return undefined;
    parts.push(part);
    text.skipBlanks();
  } while (text.take(sign));
  return parts.length === 1 ? parts[0] : { kind, parts };
}

function readTerm(text: PathText): JsonFilter | undefined {
  text.skipBlanks();
  if (text.peek('!') && !text.peek('!=')) {
    text.take('!');
    const part = readTerm(text);
    return part === undefined ? undefined : { kind: 'not', part };
  }
  if (text.take('(')) {
    const inner = readFilter(text);
    text.skipBlanks();
    return text.take(')') ? inner : undefined;
  }
  return readComparison(text);
}

const operator = /\s*(==|!=|<=|>=|=~|<|>)/y;

function readComparison(text: PathText): JsonFilter | undefined {
  const left = readOperand(text);
  if (left === undefined) return undefined;
  const sign = text.match(operator);
  if (sign === undefined) return left.kind === 'member' ? { kind: 'exists', operand: left } : undefined;
  if (sign === '=~') return readMatch(left, text);
  const right = readOperand(text);
  return right === undefined ? undefined : { kind: 'compare', operator: sign as FilterOperator, left, right };
}

function readMatch(operand: FilterOperand, text: PathText): JsonFilter | undefined {
  const pattern = text.match(/\s*\/((?:[^/\\]|\\.)*)\//y);
  const flags = text.match(/[ims]*/y) ?? '';
  if (pattern === undefined) return undefined;
  try {
    new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
  return { kind: 'matches', operand, pattern, flags };
}

const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

function readOperand(text: PathText): FilterOperand | undefined {
  const quoted = text.quoted();
  if (quoted !== undefined) return { kind: 'value', value: quoted };
  const number = text.match(/\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/y);
  if (number !== undefined) return { kind: 'value', value: Number(number) };
  const word = text.match(/\s*(true|false|null)\b/y);
  if (word !== undefined) return { kind: 'value', value: words[word] ?? null };
  const root = text.match(/\s*([@$])/y);
  return root === '@' || root === '$' ? { kind: 'member', root, path: readMembers(text) } : undefined;
}

function readMembers(text: PathText): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (;;) {
    const key = text.match(/\.([^.[\]\s=!<>()&|~]+)/y);
    const bracket =
      key === undefined ? text.match(/\[\s*(-?\d+|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*\]/y) : undefined;
    if (key !== undefined) path.push(key);
    else if (bracket === undefined) return path;
    else path.push(/^['"]/.test(bracket) ? bracket.slice(1, -1).replace(/\\(.)/g, '$1') : Number(bracket));
  }
}
