/** `timeslice`: the slice of time that a message falls into. */
import type { TimesliceStage } from '../../../language/index.ts';
import { alignSlices, sliceStart } from '../../time/slices.ts';
import type { Slices } from '../../time/slices.ts';
import { convert } from '../coerce.ts';
import { calculate } from '../expressions/arithmetic.ts';
import type { TimeRange } from '../nodes.ts';
import type { RowSet } from '../planner.ts';
import { call, isNothing, numeral } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { extend, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

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
  const slices =
    stage.width.kind === 'whole'
      ? { width: range.to - range.from, anchor: range.from }
      : alignSlices(stage.width, range, planner.context.timezone);
  const start = stage.width.kind === 'whole' ? instant(range.from) : sliceOf(time, slices);
  const sliced = extend(rows, [{ name: stage.alias?.name ?? '_timeslice', value: start }], planner);
  const end =
    stage.width.kind === 'whole'
      ? instant(range.to)
      : calculate('+', readField(sliced, stage.alias?.name ?? '_timeslice'), numeral(slices.width));
  const complete = extend(sliced, [{ name: '__timeslice_end', value: end, origin: 'hidden' }], planner);
  return { ...complete, slicing: slicing(complete, stage.alias?.name ?? '_timeslice', slices, range) };
};

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
