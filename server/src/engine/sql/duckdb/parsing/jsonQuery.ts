/** Follows the steps of JSON paths that the database has no words for. */
import type { FilterOperand, FilterOperator, JsonFilter } from '../../../plan/jsonFilter.ts';
import type { JsonStep } from '../../../plan/jsonPath.ts';
import { isArray, isObject, numberOf } from './jsonTree.ts';
import type { Json } from './jsonTree.ts';

/** All values that the steps lead to, in the order of the document. */
export function queryJson(document: Json, steps: readonly JsonStep[]): readonly Json[] {
  return steps.reduce<readonly Json[]>(
    (found, step) => found.flatMap((value) => follow(value, step, document)),
    [document],
  );
}

type Follow<S> = (value: Json, step: S, document: Json) => readonly Json[];

const followers: { readonly [K in JsonStep['kind']]: Follow<Extract<JsonStep, { readonly kind: K }>> } = {
  key: (value, { key }) => member(value, key),
  index: (value, { index }) => member(value, index),
  all: members,
  descend: (value) => [...descendants(value)],
  keys: (value, { keys }) => keys.flatMap((key) => member(value, key)),
  indexes: (value, { indexes }) => indexes.flatMap((index) => member(value, index)),
  slice: (value, { start, end, step }) =>
    isArray(value) ? value.slice(start, end).filter((_, index) => index % step === 0) : [],
  filter: (value, { filter }, document) =>
    (isArray(value) ? value : isObject(value) ? [value] : []).filter((each) => holds(filter, each, document)),
};

function follow(value: Json, step: JsonStep, document: Json): readonly Json[] {
  return (followers[step.kind] as Follow<JsonStep>)(value, step, document);
}

function member(value: Json, name: string | number): readonly Json[] {
  if (typeof name === 'number') {
    const element = isArray(value) ? value.at(name) : undefined;
    return element === undefined ? [] : [element];
  }
  const child = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return child === undefined ? [] : [child];
}

function members(value: Json): readonly Json[] {
  if (isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

function* descendants(root: Json): Generator<Json> {
  const pending: Json[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    pending.push(...members(next).toReversed());
  }
}

function holds(filter: JsonFilter, element: Json, document: Json): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => holds(part, element, document));
    case 'or':
      return filter.parts.some((part) => holds(part, element, document));
    case 'not':
      return !holds(filter.part, element, document);
    case 'exists':
      return operandValue(filter.operand, element, document) !== undefined;
    case 'matches': {
      const value = operandValue(filter.operand, element, document);
      return typeof value === 'string' && new RegExp(filter.pattern, filter.flags).test(value);
    }
    case 'compare':
      return compares(
        filter.operator,
        operandValue(filter.left, element, document),
        operandValue(filter.right, element, document),
      );
  }
}

function operandValue(operand: FilterOperand, element: Json, document: Json): Json | undefined {
  if (operand.kind === 'value') return operand.value;
  const root = operand.root === '@' ? element : document;
  return operand.path.reduce<Json | undefined>(
    (value, name) => (value === undefined ? undefined : member(value, name)[0]),
    root,
  );
}

/** Numbers compare as numbers and texts as texts; values of two kinds are unequal and have no order. */
function compares(operator: FilterOperator, left: Json | undefined, right: Json | undefined): boolean {
  const [a, b] = [comparable(left), comparable(right)];
  const isSameKind = typeof a === typeof b;
  if (operator === '==') return isSameKind && a === b;
  if (operator === '!=') return !isSameKind || a !== b;
  if (!isSameKind || (typeof a !== 'number' && typeof a !== 'string')) return false;
  const order = a === b ? 0 : (a as string) < (b as string) ? -1 : 1;
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[operator];
}

function comparable(value: Json | undefined): string | number | boolean | null | undefined {
  if (value === undefined || value === null) return value;
  return numberOf(value) ?? (typeof value === 'object' ? JSON.stringify(value) : value);
}
