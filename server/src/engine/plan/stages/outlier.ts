/** `outlier`: values far from the mean of those before them. */
import type { OutlierStage } from '../../../language/index.ts';
import { convert, toDouble } from '../coerce.ts';
import { calculate } from '../expressions/arithmetic.ts';
import { compare } from '../expressions/compare.ts';
import type { Planner, RowSet } from '../planner.ts';
import { boolean, call, column, isNothing, nothing, numeral } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { noticeUsual, unboundVariable } from '../unbound.ts';
import { displayName, extend, extendHidden, readField, readNumbers } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';
import { addWindow } from './windows.ts';

interface OutlierOptions {
  window: number;
  threshold: number;
  consecutive: number;
  direction: '+' | '-' | '+-';
}

export const planOutlier: StagePlanner<OutlierStage> = (stage, rows, planner) => {
  const value = readNumbers(rows, stage.field, planner);
  const options = readOptions(stage, planner);
  const partition = stage.groupBy
    .map(({ name }) => readField(rows, name))
    .flatMap((key) => (key.kind === 'column' ? [key.id] : []));
  const time = readField(rows, '_timeslice');
  const order = isNothing(time) ? [] : [{ value: time, ascending: true }];
  const [mean, deviation, count] = [planner.newColumn(), planner.newColumn(), planner.newColumn()];
  const frame = { value: toDouble(value), from: options.window, to: 1 };
  const unfinished = unfinishedSlice(rows, planner);
  const measured: RowSet = {
    ...unfinished.rows,
    node: {
      kind: 'window',
      input: unfinished.rows.node,
      partition,
      order,
      columns: [
        { id: mean, function: 'mean', ...frame },
        { id: deviation, function: 'deviation', ...frame },
        { id: count, function: 'count', ...frame },
      ],
    },
  };
  // Bounds are only drawn once the window is full, and not for a slice that may still grow.
  const isFull = compare('>=', column(count, 'long'), numeral(options.window));
  const trained = call('and', 'boolean', isFull, call('not', 'boolean', unfinished.value));
  const whenTrained = (result: Scalar): Scalar => call('if', 'double', trained, result, nothing('double'));
  const spread = calculate('*', column(deviation, 'double'), convert(numeral(options.threshold), 'double'));
  const name = displayName(rows, stage.field);
  const bounded = extend(
    measured,
    [
      { name: `${name}_error`, value: whenTrained(calculate('-', toDouble(value), column(mean, 'double'))) },
      { name: `${name}_lower`, value: whenTrained(calculate('-', column(mean, 'double'), spread)) },
      { name: `${name}_upper`, value: whenTrained(calculate('+', column(mean, 'double'), spread)) },
      { name: `${name}_std`, value: whenTrained(column(deviation, 'double')), origin: 'hidden' },
      { name: `${name}_mean`, value: whenTrained(column(mean, 'double')), origin: 'hidden' },
    ],
    planner,
  );
  const isOutside = outside(
    value,
    readField(bounded, `${name}_lower`),
    readField(bounded, `${name}_upper`),
    options.direction,
  );
  const indicated = extend(bounded, [{ name: `${name}_indicator`, value: oneOrZero(isOutside) }], planner);
  const run = planner.newColumn();
  const counted: RowSet = {
    ...indicated,
    node: {
      kind: 'window',
      input: indicated.node,
      partition,
      order,
      columns: [
        {
          id: run,
          function: 'sum',
          value: readField(indicated, `${name}_indicator`),
          from: options.consecutive - 1,
          to: 0,
        },
      ],
    },
  };
  const isViolation = extendHidden(
    counted,
    compare('>=', column(run, 'double'), numeral(options.consecutive)),
    planner,
  );
  return extend(
    isViolation.rows,
    [{ name: `${name}_violation`, value: oneOrZero(column(isViolation.id, 'boolean')) }],
    planner,
  );
};

/** The slice that the range cuts off; when the length of slices is not known, the last one. */
function unfinishedSlice(rows: RowSet, planner: Planner): { readonly rows: RowSet; readonly value: Scalar } {
  const time = readField(rows, '_timeslice');
  if (time.kind !== 'column') return { rows, value: boolean(false) };
  if (rows.slicing?.column === time.id) {
    const { width, end } = rows.slicing;
    return { rows, value: compare('>', calculate('+', time, numeral(width)), numeral(end)) };
  }
  const order = [{ value: time, ascending: false }];
  const last = addWindow(rows, { order, function: 'first', value: time, type: time.type }, planner);
  return { rows: last.rows, value: compare('=', time, last.value) };
}

function oneOrZero(condition: Scalar): Scalar {
  return call('if', 'long', condition, numeral(1), numeral(0));
}

function outside(value: Scalar, lower: Scalar, upper: Scalar, direction: OutlierOptions['direction']): Scalar {
  const below = direction === '+' ? boolean(false) : compare('<', value, lower);
  const above = direction === '-' ? boolean(false) : compare('>', value, upper);
  return call('or', 'boolean', below, above);
}

function readOptions(stage: OutlierStage, planner: Planner): OutlierOptions {
  const options: OutlierOptions = { window: 10, threshold: 3, consecutive: 1, direction: '+-' };
  for (const { name, nameRange, value } of stage.options) {
    const key = name.toLowerCase();
    const variable = unboundVariable(value);
    if (variable !== undefined && Object.hasOwn(options, key)) {
      noticeUsual(variable, String(options[key as keyof OutlierOptions]), planner);
      continue;
    }
    if (key === 'direction' && value.kind === 'direction') options.direction = value.value;
    else if (
      (key === 'window' || key === 'consecutive') &&
      value.kind === 'number' &&
      Number.isSafeInteger(value.value) &&
      value.value > 0
    )
      options[key] = value.value;
    else if (key === 'threshold' && value.kind === 'number') options.threshold = value.value;
    else
      planner.invalid(
        'option.invalid',
        `"${name}" has no such value here. outlier knows window, threshold, consecutive and direction.`,
        nameRange,
      );
  }
  return options;
}
