/** `timeslice`: the slice of time that a message falls into. */
import type { TimesliceStage, TimesliceWidth } from '../../../language/index.ts';
import { alignSlices, sliceStart } from '../../time/slices.ts';
import type { Slices } from '../../time/slices.ts';
import { convert } from '../coerce.ts';
import { calculate } from '../expressions/arithmetic.ts';
import type { TimeRange } from '../nodes.ts';
import type { PlanContext, Planner, RowSet } from '../planner.ts';
import { call, isNothing, numeral } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { numberOr, periodOr } from '../unbound.ts';
import { extend, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

/** For a template variable without a value. */
const usualSlices = 100;

const noRange: TimeRange = { from: 0, to: 1 };

export const planTimeslice: StagePlanner<TimesliceStage> = (stage, rows, planner) => {
  const time = convert(readField(rows, '_messageTime'), 'time');
  if (isNothing(time)) {
    planner.invalid(
      'timeslice.no-message-time',
      'timeslice needs messages with their time. Put it before the stage that groups them.',
      stage.keywordRange,
    );
    return rows;
  }
  const range = planner.context.range ?? noRange;
  const width = usualWidth(stage.width, planner);
  const slices =
    width.kind === 'whole'
      ? { width: range.to - range.from, anchor: range.from }
      : alignedSlices(width, range, planner.context);
  const start = width.kind === 'whole' ? instant(range.from) : sliceOf(time, slices);
  const sliced = extend(rows, [{ name: stage.alias?.name ?? '_timeslice', value: start }], planner);
  const end =
    width.kind === 'whole'
      ? instant(range.to)
      : calculate('+', readField(sliced, stage.alias?.name ?? '_timeslice'), numeral(slices.width));
  const complete = extend(sliced, [{ name: '__timeslice_end', value: end, origin: 'hidden' }], planner);
  return { ...complete, slicing: slicing(complete, stage.alias?.name ?? '_timeslice', slices, range) };
};

/** A template variable without a value leaves the choice to the range. */
function usualWidth(width: TimesliceWidth, planner: Planner): TimesliceWidth {
  if (width.kind === 'period' && periodOr('a round period', width.period, planner) === undefined)
    return { kind: 'buckets', buckets: { kind: 'number', value: usualSlices, written: '', range: width.period.range } };
  if (width.kind !== 'buckets') return width;
  return { ...width, buckets: { ...width.buckets, value: numberOr(usualSlices, width.buckets, planner) } };
}

/** Slices of a range that `compare` has moved lie as far before those of the range itself. */
export function alignedSlices(
  width: Parameters<typeof alignSlices>[0],
  range: TimeRange,
  { timezone, shift = 0 }: PlanContext,
): Slices {
  const slices = alignSlices(width, { from: range.from + shift, to: range.to + shift }, timezone);
  return { ...slices, anchor: slices.anchor - shift };
}

function instant(value: number): Scalar {
  return { kind: 'constant', value, type: 'time' };
}

function sliceOf(time: Scalar, { width, anchor }: Slices): Scalar {
  return call('sliceStart', 'time', time, numeral(width), numeral(anchor));
}

function slicing(rows: RowSet, name: string, slices: Slices, range: TimeRange): RowSet['slicing'] {
  const column = rows.fields.find(name)?.id;
  if (column === undefined) return undefined;
  return { column, width: slices.width, start: sliceStart(range.from, slices), end: range.to };
}
