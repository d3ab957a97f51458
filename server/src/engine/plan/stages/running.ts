/** Operators that look along the rows in their present order: `accum`, `total`, `diff`, `backshift` … */
import type { RunningOperator, RunningStage } from '../../../language/index.ts';
import { toDouble } from '../coerce.ts';
import { calculate } from '../expressions/arithmetic.ts';
import type { Planner, RowSet } from '../planner.ts';
import { call, isNumeric, nothing } from '../scalar.ts';
import type { ColumnScalar, Scalar, ValueType } from '../scalar.ts';
import { numberOr } from '../unbound.ts';
import { extend, extendHidden, readNumbers } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';
import { addWindow, partitionBy } from './windows.ts';
import type { WindowRequest } from './windows.ts';

interface Definition {
  readonly output: string;
  /** Rows of the window, or rows to shift by, without a number in the query. */
  readonly usual: number;
  /** `number` is the number after the field. */
  readonly window: (number: number, type: ValueType) => Omit<WindowRequest, 'partition' | 'value'>;
  /** What becomes of the value of the window; the value itself unless given. */
  readonly finish?: (value: Scalar, present: Scalar) => Scalar;
  /** True when rows without a number get the result too. */
  readonly everywhere?: boolean;
  /** True when the numbers themselves come out, so that whole ones stay whole. */
  readonly keepsType?: boolean;
}

const definitions: { readonly [K in RunningOperator]: Definition } = {
  accum: { output: '_accum', usual: 1, window: () => ({ function: 'sum', type: 'double' }) },
  total: {
    output: '_total',
    usual: 1,
    window: () => ({ function: 'sum', to: 'end', type: 'double' }),
    everywhere: true,
  },
  // Previous minus current: see language.md 3.5.
  diff: {
    output: '_diff',
    usual: 1,
    window: (_, type) => ({ function: 'first', from: 1, to: 1, type }),
    finish: (previous, present) => calculate('-', previous, present),
    keepsType: true,
  },
  backshift: {
    output: '_backshift',
    usual: 1,
    window: (number, type) => ({ function: 'first', from: number, to: number, type }),
    keepsType: true,
  },
  smooth: {
    output: '_smooth',
    usual: 10,
    window: (number) => ({ function: 'mean', from: number - 1, type: 'double' }),
  },
  rollingstd: {
    output: '_rollingstd',
    usual: 10,
    window: (number) => ({ function: 'deviation', from: number - 1, type: 'double' }),
  },
};

/** More rows than this are neither averaged nor looked back over. */
const longestWindow = 1000;

export const planRunning: StagePlanner<RunningStage> = (stage, rows, planner) => {
  const definition = definitions[stage.operator];
  const field = readNumbers(rows, stage.field, planner);
  const window = windowLength(stage, definition.usual, planner);
  if (window === undefined) return rows;
  const value = definition.keepsType === true && isNumeric(field.type) ? field : toDouble(field);
  const prepared = extendHidden(rows, value, planner);
  const number: ColumnScalar = { kind: 'column', id: prepared.id, type: value.type };
  const result = compute(prepared.rows, stage, definition, number, window, planner);
  return extend(result.rows, [{ name: stage.alias?.name ?? definition.output, value: result.value }], planner);
};

/** Rows without a number make a series of their own, so that windows over the others do not count them. */
function compute(
  rows: RowSet,
  stage: RunningStage,
  { window, finish, everywhere }: Definition,
  number: ColumnScalar,
  length: number,
  planner: Planner,
): { readonly rows: RowSet; readonly value: Scalar } {
  const groups = partitionBy(rows, stage.groupBy);
  const request = { ...window(length, number.type), value: number };
  if (everywhere === true) return addWindow(rows, { ...request, partition: groups }, planner);
  const missing = extendHidden(rows, call('isNull', 'boolean', number), planner);
  const found = addWindow(missing.rows, { ...request, partition: [...groups, missing.id] }, planner);
  const value = finish?.(found.value, number) ?? found.value;
  const isMissing: Scalar = { kind: 'column', id: missing.id, type: 'boolean' };
  return { rows: found.rows, value: call('if', value.type, isMissing, nothing(value.type), value) };
}

function windowLength({ window, operator }: RunningStage, usual: number, planner: Planner): number | undefined {
  if (window === undefined) return usual;
  const value = numberOr(usual, window, planner);
  if (Number.isSafeInteger(value) && value > 0 && value <= longestWindow) return value;
  planner.invalid(
    'option.invalid',
    `The number after the field of ${operator} has to be a whole number from 1 to ${String(longestWindow)}.`,
    window.range,
  );
  return undefined;
}
