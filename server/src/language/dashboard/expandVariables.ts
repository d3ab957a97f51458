/** A query with the chosen values of its variables, one or several for each. */
import { pipelinesOf } from '../analysis/nestedStages.ts';
import { parseDocument } from '../document/document.ts';
import type { Expression, ScopeNode, Stage } from '../syntax/nodes.ts';
import type { TextRange } from '../syntax/range.ts';
import { expressionsOf } from '../syntax/walk.ts';
import { replaceRanges, writtenValue, type Replacement, type SubstitutedQuery } from '../templates/substitute.ts';
import { templateUses, type TemplateUse } from '../templates/templateVariables.ts';

/** More copies of a condition than this make a query too long to be read. */
const maxCopies = 1000;

export type ExpandedQuery =
  | ({ readonly kind: 'query' } & SubstitutedQuery)
  /** A variable with several values stands where one belongs; `range` is its place in the text given. */
  | { readonly kind: 'problem'; readonly message: string; readonly range: TextRange };

/** What is repeated for several values, and the word between the copies. */
interface Condition {
  readonly range: TextRange;
  readonly joiner: 'and' | 'or';
}

/**
 * Puts the chosen values in place of `{{name}}`; names count without regard to case, and variables that `values` does
 * not name stay as they are.
 *
 * One value is put in as text, escaped inside strings. For several, the smallest condition around the variable (of a
 * `where`, or a term of the scope) is repeated with each and joined with `or`; one that says what must not be
 * (`!=`, `not in`, `not matches`) is joined with `and`. A `*` among the values, or no value at all, stands for everything.
 */
export function expandVariables(query: string, values: Readonly<Record<string, readonly string[]>>): ExpandedQuery {
  const chosen = new Map(Object.entries(values).map(([name, list]) => [name.toLowerCase(), meant(list)]));
  const uses = templateUses(query).filter(({ name }) => chosen.has(name.toLowerCase()));
  const valuesOf = (use: TemplateUse): readonly string[] => chosen.get(use.name.toLowerCase()) ?? [];
  const isMultiple = (use: TemplateUse): boolean => valuesOf(use).length > 1;
  const conditions = uses.some(isMultiple) ? conditionsOf(query) : [];

  const replacements: Replacement[] = [];
  const repeated = new Set<Condition>();
  for (const use of uses) {
    const condition = conditions.find(({ range }) => range.start <= use.start && use.end <= range.end);
    if (condition !== undefined && repeated.has(condition)) continue;
    const inside =
      condition === undefined
        ? [use]
        : uses.filter(({ start, end }) => condition.range.start <= start && end <= condition.range.end);
    if (condition === undefined || !inside.some(isMultiple)) {
      const range = { start: use.start, end: use.end };
      if (isMultiple(use)) return { kind: 'problem', message: oneValueOnly(use, valuesOf(use).length), range };
      replacements.push({ range, text: writtenValue(valuesOf(use)[0] ?? '', use.inString) });
      continue;
    }
    repeated.add(condition);
    if (copiesOf(inside, valuesOf) > maxCopies)
      return { kind: 'problem', message: tooMany(use), range: { start: use.start, end: use.end } };
    replacements.push({ range: condition.range, text: repeat(query, condition, inside, valuesOf) });
  }
  return { kind: 'query', ...replaceRanges(query, replacements) };
}

/** How often a condition is repeated: once for every combination of the values of its variables. */
function copiesOf(uses: readonly TemplateUse[], valuesOf: (use: TemplateUse) => readonly string[]): number {
  const counts = new Map(uses.map((use) => [use.name.toLowerCase(), valuesOf(use).length]));
  return [...counts.values()].reduce((all, count) => all * count, 1);
}

function tooMany({ name }: TemplateUse): string {
  return `Too many values are chosen for \`${name}\` and the variables beside it: choose fewer than ${String(maxCopies)}, or everything.`;
}

/** Everything together with something is everything. */
function meant(values: readonly string[]): readonly string[] {
  return values.length === 0 || (values.length > 1 && values.includes('*')) ? ['*'] : [...new Set(values)];
}

function oneValueOnly({ name }: TemplateUse, count: number): string {
  return (
    `${String(count)} values are chosen for \`${name}\`, and this place can take only one. ` +
    'Choose one value, or use the variable in a `where` condition or before the first pipe.'
  );
}

/** A condition once for every combination of the values of its variables. */
function repeat(
  query: string,
  { range, joiner }: Condition,
  uses: readonly TemplateUse[],
  valuesOf: (use: TemplateUse) => readonly string[],
): string {
  const names = [...new Map(uses.map((use) => [use.name.toLowerCase(), use])).entries()];
  const combinations = names.reduce<readonly ReadonlyMap<string, string>[]>(
    (all, [name, use]) => all.flatMap((one) => valuesOf(use).map((value) => new Map([...one, [name, value]]))),
    [new Map()],
  );
  const copies = combinations.map((combination) => {
    const replacements = uses.map(({ name, start, end, inString }) => ({
      range: { start: start - range.start, end: end - range.start },
      text: writtenValue(combination.get(name.toLowerCase()) ?? '', inString),
    }));
    return replaceRanges(query.slice(range.start, range.end), replacements).text;
  });
  return `(${copies.join(` ${joiner} `)})`;
}

function conditionsOf(query: string): readonly Condition[] {
  return parseDocument(query).cells.flatMap((cell) => [
    ...scopeConditions(cell.query.scope),
    ...cell.query.stages.flatMap(stageConditions),
  ]);
}

function stageConditions(stage: Stage): readonly Condition[] {
  const own = stage.kind === 'where' ? expressionConditions(stage.condition) : expressionsOf(stage).flatMap(subqueries);
  return [
    ...own,
    ...pipelinesOf(stage).flatMap(({ scope, stages }) => [
      ...scopeConditions(scope),
      ...stages.flatMap(stageConditions),
    ]),
  ];
}

const logical: ReadonlySet<string> = new Set(['and', 'or']);

function expressionConditions(expression: Expression): readonly Condition[] {
  if (expression.kind === 'binary' && logical.has(expression.operator))
    return [...expressionConditions(expression.left), ...expressionConditions(expression.right)];
  if (expression.kind === 'unary' && expression.operator === 'not') return expressionConditions(expression.operand);
  if (expression.kind === 'subquery') return subqueries(expression);
  const isNegated =
    (expression.kind === 'binary' && expression.operator === '!=') ||
    ((expression.kind === 'in' || expression.kind === 'matches') && expression.negated);
  return [{ range: expression.range, joiner: isNegated ? 'and' : 'or' }];
}

function subqueries(expression: Expression): readonly Condition[] {
  if (expression.kind !== 'subquery') return [];
  const { scope, stages } = expression.pipeline;
  return [...scopeConditions(scope), ...stages.flatMap(stageConditions)];
}

function scopeConditions(scope: ScopeNode | undefined): readonly Condition[] {
  switch (scope?.kind) {
    case 'scopeNot':
      return scopeConditions(scope.operand);
    case 'scopeAnd':
    case 'scopeOr':
      return scope.operands.flatMap(scopeConditions);
    case 'subquery':
      return subqueries(scope);
    default:
      return scope === undefined ? [] : [{ range: scope.range, joiner: 'or' }];
  }
}
