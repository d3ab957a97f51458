/** `outlier`: values far from the mean of those before them. */
import type { OutlierStage } from '../../../language/index.ts';
import { convert, toDouble } from '../coerce.ts';
import { calculate } from '../expressions/arithmetic.ts';
import { compare } from '../expressions/compare.ts';
import type { Planner, RowSet } from '../planner.ts';
import { boolean, call, column, isNothing, nothing, numeral } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { displayName, extend, extendHidden, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

interface OutlierOptions {
  window: number;
  threshold: number;
  consecutive: number;
  direction: '+' | '-' | '+-';
}

export const planOutlier: StagePlanner<OutlierStage> = (stage, rows, planner) => {
  const value = readField(rows, stage.field.name);
  if (isNothing(value)) {
    planner.invalid('field.unknown', `There is no field "${stage.field.name}" to look at.`, stage.field.range);
    return rows;
  }
  const options = readOptions(stage, planner);
  const partition = stage.groupBy
    .map(({ name }) => readField(rows, name))
    .flatMap((key) => (key.kind === 'column' ? [key.id] : []));
  const time = readField(rows, '_timeslice');
  const order = isNothing(time) ? [] : [{ value: time, ascending: true }];
  const [mean, deviation, count] = [planner.newColumn(), planner.newColumn(), planner.newColumn()];
  const frame = { value: toDouble(value), from: options.window, to: 1 };
  const measured: RowSet = {
    ...rows,
    node: {
      kind: 'window',
      input: rows.node,
      partition,
      order,
      columns: [
        { id: mean, function: 'mean', ...frame },
        { id: deviation, function: 'deviation', ...frame },
        { id: count, function: 'count', ...frame },
      ],
    },
  };
  // Bounds are only drawn once the window is full.
  const trained = compare('>=', column(count, 'long'), numeral(options.window));
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
