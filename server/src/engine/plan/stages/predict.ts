/** `predict`: a series of slices goes on into the future. */
import type { PredictStage, StageOption } from '../../../language/index.ts';
import { forecast } from '../../series/forecast.ts';
import { convert, toDouble } from '../coerce.ts';
import { Fields } from '../fields.ts';
import type { Field } from '../fields.ts';
import type { Planner, RowSet } from '../planner.ts';
import { isNothing } from '../scalar.ts';
import { breathe } from '../steps.ts';
import type { CellValue, Row, RowComputation, StepColumn } from '../steps.ts';
import { periodOr } from '../unbound.ts';
import { displayName, extendHidden, readField, readNumbers } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

/** Slices into the future without `forecast`, and at most. */
const usualAhead = 3;
const mostAhead = 100;
/** The autoregressive model learns from a list of all slices, which must fit into memory. */
const mostSlices = 1_000_000;

interface PredictOptions {
  readonly period: number;
  model: 'linear' | 'ar';
  window: number | undefined;
  ahead: number;
}

export const planPredict: StagePlanner<PredictStage> = (stage, rows, planner) => {
  const time = readField(rows, '_timeslice');
  const options = readOptions(stage, rows, planner);
  if (isNothing(time) || rows.shape === 'messages') {
    planner.invalid(
      'predict.no-slices',
      'predict needs a series of slices. Put timeslice and an aggregation by _timeslice before it.',
      stage.keywordRange,
    );
    return rows;
  }
  if (options === undefined) return rows;
  const value = extendHidden(rows, toDouble(readNumbers(rows, stage.field, planner)), planner);
  const slice = extendHidden(value.rows, convert(time, 'time'), planner);
  const kept = rows.fields.all.filter((field) => field.origin === 'query');
  const input: readonly StepColumn[] = [
    { id: slice.id, type: 'time' },
    { id: value.id, type: 'double' },
    ...kept.map(({ id, type }) => ({ id, type })),
  ];
  const name = displayName(rows, stage.field);
  const suffixes = options.model === 'ar' ? ['predicted', 'error', 'linear'] : ['predicted', 'error'];
  const carried = kept.map((field): Field => ({ ...field, id: planner.newColumn() }));
  const added = suffixes.map((suffix): Field => ({
    name: `${name}_${suffix}`,
    id: planner.newColumn(),
    type: 'double',
    origin: 'query',
  }));
  const sliceAt = kept.findIndex(({ id }) => time.kind === 'column' && id === time.id);
  const output = [...carried, ...added].map(({ id, type }) => ({ id, type }));
  const node = planner.compute(slice.rows.node, input, output, predictRows(options, sliceAt));
  const fields = added.reduce((all, field) => all.define(field), new Fields(carried));
  const slicing = continued(rows, carried[sliceAt]?.id);
  return { ...rows, node, fields, slicing, keys: continuedKeys(rows, kept, carried), matched: new Map() };
};

function continued({ slicing }: RowSet, column: string | undefined): RowSet['slicing'] {
  return slicing === undefined || column === undefined ? undefined : { ...slicing, column };
}

function continuedKeys({ keys }: RowSet, before: readonly Field[], after: readonly Field[]): RowSet['keys'] {
  return keys?.flatMap((key) => after[before.findIndex(({ id }) => id === key.id)] ?? []);
}

/** Rows hold slice, number and the fields that are kept; those of the future have their slice only. */
function predictRows({ period, model, window, ahead }: PredictOptions, sliceAt: number): RowComputation {
  return async (rows, signal, notify) => {
    const times = rows.flatMap(([time]) => (typeof time === 'number' ? [time] : []));
    if (times.length === 0) return [];
    const first = times.reduce((a, b) => Math.min(a, b));
    const indexOf = (time: CellValue | undefined): number | undefined =>
      typeof time === 'number' ? Math.round((time - first) / period) : undefined;
    const values = new Map<number, number>();
    let length = 0;
    for (const [time, value] of rows) {
      const index = indexOf(time);
      if (index === undefined) continue;
      length = Math.max(length, index + 1);
      if (typeof value === 'number') values.set(index, (values.get(index) ?? 0) + value);
    }
    if (values.size < length) {
      notify(
        'predict.missing-slices',
        `${(length - values.size).toLocaleString('en-US')} slices have no value and count as 0 in the prediction.`,
      );
    }
    const isTooLong = model === 'ar' && length > mostSlices;
    if (isTooLong)
      notify(
        'predict.too-many-slices',
        `The series has more than ${mostSlices.toLocaleString('en-US')} slices, so a straight line was used.`,
      );
    const { linearAt, predictedAt } = await forecast({
      values,
      length,
      model: isTooLong ? 'linear' : model,
      window,
      ahead,
      pause: () => breathe(signal),
    });
    const extras = (index: number | undefined, value: CellValue | undefined): Row => {
      if (index === undefined) return model === 'ar' ? [null, null, null] : [null, null];
      const predicted = predictedAt(index);
      const error = typeof value === 'number' ? predicted - value : null;
      return model === 'ar' ? [predicted, error, linearAt(index)] : [predicted, error];
    };
    const present = rows.map(([time, value, ...kept]) => [...kept, ...extras(indexOf(time), value)]);
    const width = (rows[0]?.length ?? 2) - 2;
    const future = Array.from({ length: ahead }, (_, step) => [
      ...Array.from({ length: width }, (_, at) => (at === sliceAt ? first + (length + step) * period : null)),
      ...extras(length + step, null),
    ]);
    return [...present, ...future];
  };
}

function readOptions(stage: PredictStage, rows: RowSet, planner: Planner): PredictOptions | undefined {
  const written = periodOr('the length of the slices', stage.period, planner);
  const period = Math.round(written?.milliseconds ?? rows.slicing?.width ?? 0);
  const options: PredictOptions = { period, model: 'linear', window: undefined, ahead: usualAhead };
  const isWrong = !(period > 0) || stage.options.some((option) => !readOption(option, options));
  if (isWrong) {
    planner.invalid(
      'option.invalid',
      'predict knows model=ar, ar.window=<whole number> and forecast=<slices or period>, after "by" and the length of a slice.',
      stage.keywordRange,
    );
    return undefined;
  }
  if (options.ahead > mostAhead) {
    planner.notice('predict.too-far', `The forecast ends after ${String(mostAhead)} slices; more cannot be asked for.`);
    options.ahead = mostAhead;
  }
  return options;
}

/** Takes over one option; false when it has no such value. */
function readOption({ name, value }: StageOption, options: PredictOptions): boolean {
  if (value.kind === 'template') return true;
  if (name === 'model' && value.kind === 'field' && /^(ar|linear)$/i.test(value.name)) {
    options.model = value.name.toLowerCase() === 'ar' ? 'ar' : 'linear';
    return true;
  }
  if (value.kind !== 'number') return false;
  const isPeriod = /[a-z]$/.test(value.written);
  const count = name === 'forecast' && isPeriod ? Math.ceil(value.value / options.period) : value.value;
  if (!Number.isSafeInteger(count) || count < 1) return Number.isNaN(count);
  if (name === 'forecast') options.ahead = count;
  else if (name === 'ar.window') options.window = count;
  else return false;
  return true;
}
