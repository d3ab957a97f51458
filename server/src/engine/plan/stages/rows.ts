/** Stages that compute, keep, drop or reorder single rows and fields. */
import { sameField } from '../../../language/index.ts';
import type {
  Expression,
  ExpressionStage,
  FieldsStage,
  LimitStage,
  SortStage,
  WhereStage,
} from '../../../language/index.ts';
import { toCondition } from '../coerce.ts';
import { planExpression } from '../expressions/expressions.ts';
import { Fields } from '../fields.ts';
import type { Field } from '../fields.ts';
import type { Planner, RowSet } from '../planner.ts';
import { isNothing } from '../scalar.ts';
import type { SortOrder } from '../nodes.ts';
import { numberOr } from '../unbound.ts';
import { extend, filter, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planWhere: StagePlanner<WhereStage> = (stage, rows, planner) =>
  filter(rows, toCondition(planExpression(stage.condition, { fields: rows.fields, planner })));

export const planExpressionStage: StagePlanner<ExpressionStage> = (stage, rows, planner) => {
  const value = planExpression(stage.expression, { fields: rows.fields, planner });
  const name = stage.alias?.name ?? impliedName(stage.expression, value.type === 'boolean', planner.context.text);
  return name === undefined ? rows : extend(rows, [{ name, value }], planner);
};

/** Without `as`, a function of one field rewrites that field; anything else is named by its own text. */
function impliedName(expression: Expression, isTest: boolean, query: string): string | undefined {
  if (expression.kind === 'field') return undefined;
  const fields = expression.kind === 'call' ? expression.args.filter((arg) => arg.kind === 'field') : [];
  if (!isTest && fields.length === 1 && fields[0] !== undefined) return fields[0].name;
  return query.slice(expression.range.start, expression.range.end) || undefined;
}

/** Messages keep their system fields whatever `fields` lists. */
function survives(field: Field, shape: RowSet['shape']): boolean {
  return shape === 'messages' && field.origin !== 'query';
}

export const planFields: StagePlanner<FieldsStage> = (stage, rows) => {
  const isListed = (field: Field): boolean => stage.fields.some(({ name }) => sameField(name, field.name));
  if (stage.mode === 'drop') return { ...rows, fields: rows.fields.filter((field) => !isListed(field)) };
  const listed = stage.fields.map(({ name }) => rows.fields.find(name)).filter((field) => field !== undefined);
  const rest = rows.fields.all.filter((field) => survives(field, rows.shape) && !isListed(field));
  // What views leave out is shown once it is asked for by name.
  const unique = listed
    .filter((field, index) => listed.indexOf(field) === index)
    .map((field): Field => (field.origin === 'hidden' ? { ...field, origin: 'query' } : field));
  return { ...rows, fields: new Fields([...unique, ...rest]) };
};

/** Sort orders of keys; keys that are no fields order nothing. */
export function sortOrders(keys: SortStage['keys'], rows: RowSet): readonly SortOrder[] {
  return keys
    .map(({ field, ascending }) => ({ value: readField(rows, field.name), ascending }))
    .filter(({ value }) => !isNothing(value));
}

/** Orders rows; without an order they stay as they are. */
export function sortRows(rows: RowSet, keys: readonly SortOrder[]): RowSet {
  return keys.length === 0 ? rows : { ...rows, node: { kind: 'sort', input: rows.node, keys } };
}

/** A bare `sort` orders by the first column. */
export const planSort: StagePlanner<SortStage> = (stage, rows) => {
  if (stage.keys.length > 0) return sortRows(rows, sortOrders(stage.keys, rows));
  const first = rows.fields.all.find((field) => field.origin === 'query') ?? rows.fields.find('_messageTime');
  return first === undefined ? rows : sortRows(rows, [{ value: readField(rows, first.name), ascending: false }]);
};

/** The first rows, a whole number of them. */
export function limitRows(rows: RowSet, count: number): RowSet {
  return { ...rows, node: { kind: 'limit', input: rows.node, count } };
}

/** Rows for a template variable without a value. */
const usualRows = 10;

/** Checks the number of a `limit` or `top`. */
export function rowCount(count: LimitStage['count'], planner: Planner): number | undefined {
  const value = numberOr(usualRows, count, planner);
  if (Number.isSafeInteger(value) && value > 0) return value;
  planner.invalid('limit.range', 'The number of rows has to be a whole number of at least 1.', count.range);
  return undefined;
}

export const planLimit: StagePlanner<LimitStage> = (stage, rows, planner) => {
  const count = rowCount(stage.count, planner);
  return count === undefined ? rows : limitRows(rows, count);
};
