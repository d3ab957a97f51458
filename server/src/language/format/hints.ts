import type { Query, StageKind } from '../syntax/nodes.ts';
import type { TextRange } from '../syntax/range.ts';

/** How loosely a binary operator binds, as far as wrapping cares. */
export type BinaryKind = 'or' | 'and' | 'tight';

/** What the tree knows and single tokens do not say; all numbers are offsets into the text. */
export interface Hints {
  /** Binary operators by where they start. A sign that is not among them belongs to what follows it. */
  readonly binary: ReadonlyMap<number, BinaryKind>;
  /** Starts of names whose arguments follow in brackets. */
  readonly calls: ReadonlySet<number>;
  /** Starts of the names given to aggregates. */
  readonly aggregateNames: ReadonlySet<number>;
  /** Ends of operator words that are written like calls: `topk(`, `total(`. */
  readonly callLikeWords: ReadonlySet<number>;
  /** Ends of the left sides of `on a = b`. */
  readonly pairs: ReadonlySet<number>;
  /** Ends of the values of `direction=+-`. */
  readonly directions: ReadonlySet<number>;
  /** Ends of the field names and starts of the values of `field=value` in a scope. */
  readonly scopeFields: ReadonlySet<number>;
  readonly scopeValues: ReadonlySet<number>;
  /** Where blanks may matter and nothing is known about them: table addresses, text before a nested pipeline. */
  readonly untouched: readonly TextRange[];
}

const callLike: ReadonlySet<string> = new Set<StageKind>(['topk', 'countFrequent', 'running', 'logreduce', 'fields']);

type Part = Readonly<Record<string, unknown>>;

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;
const isRange = (value: unknown): value is TextRange =>
  isPart(value) && typeof value['start'] === 'number' && typeof value['end'] === 'number';

/**
 * Collects the hints of a query. Nodes are told apart by their shape rather than by a walk written for each kind,
 * so that a stage added later is seen, with everything nested in it; a stack, since chains can be long.
 */
export function collectHints(query: Query): Hints {
  const binary = new Map<number, BinaryKind>();
  const calls = new Set<number>();
  const aggregateNames = new Set<number>();
  const callLikeWords = new Set<number>();
  const pairs = new Set<number>();
  const directions = new Set<number>();
  const scopeFields = new Set<number>();
  const scopeValues = new Set<number>();
  const untouched: TextRange[] = [];
  const pending: unknown[] = [query];
  while (pending.length > 0) {
    const part = pending.pop();
    if (!isPart(part)) continue;
    for (const value of Object.values(part)) if (isPart(value)) pending.push(value);
    const { kind, range, nameRange, keywordRange, operatorRange, valueRange, alias, field, left, right, stages } = part;
    if (isRange(operatorRange)) binary.set(operatorRange.start, bindingOf(part['operator']));
    if (isRange(nameRange) && (kind === 'call' || kind === 'aggregate')) calls.add(nameRange.start);
    if (kind === 'aggregate' && isPart(alias) && isRange(alias['range'])) aggregateNames.add(alias['range'].start);
    if (isRange(keywordRange) && callLike.has(String(kind))) callLikeWords.add(keywordRange.end);
    if (kind === undefined && isPart(left) && isRange(left['range']) && right !== undefined)
      pairs.add(left['range'].end);
    if (kind === 'direction' && isRange(range)) directions.add(range.end);
    if (kind === 'fieldTerm' && isPart(field) && isRange(field['range']) && isRange(valueRange)) {
      scopeFields.add(field['range'].end);
      scopeValues.add(valueRange.start);
    }
    if (part['uri'] !== undefined && isRange(range)) untouched.push(range);
    if (kind === 'pipeline' && part['scope'] === undefined && Array.isArray(stages) && isRange(range))
      untouched.push({ start: range.start + 1, end: startOf(stages[0]) ?? range.end - 1 });
  }
  untouched.sort((a, b) => a.start - b.start);
  return { binary, calls, aggregateNames, callLikeWords, pairs, directions, scopeFields, scopeValues, untouched };
}

function bindingOf(operator: unknown): BinaryKind {
  return operator === 'or' || operator === 'and' ? operator : 'tight';
}

function startOf(stage: unknown): number | undefined {
  return isPart(stage) && isRange(stage['range']) ? stage['range'].start : undefined;
}
