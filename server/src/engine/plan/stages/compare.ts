/** `compare`: the same query over earlier ranges, side by side with this one. */
import { sameField } from '../../../language/index.ts';
import type { CompareStage } from '../../../language/index.ts';
import { fieldColumn } from '../fields.ts';
import type { Pipeline, Planner, RowSet } from '../planner.ts';
import { nothing } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { comparedFields, joinEarlier } from './compareJoin.ts';
import type { Comparison } from './compareJoin.ts';
import { combine, readShifts } from './compareShifts.ts';
import type { Shift } from './compareShifts.ts';
import { extend } from './stagePlanner.ts';
import type { NewField, StagePlanner } from './stagePlanner.ts';

export const planCompare: StagePlanner<CompareStage> = (stage, rows, planner) => {
  const before = pipelineBefore(stage, rows, planner);
  const shifts = before === undefined ? undefined : readShifts(stage, planner);
  if (before === undefined || shifts === undefined) return rows;
  const own = comparedFields(rows);
  const start: Comparison = { rows, ...own, earlier: new Map() };
  const ranges = new Set(shifts.flatMap((shift) => shift.ranges));
  const joined = [...ranges].reduce((side, range) => joinEarlier(side, range, before, planner), start);
  const columns = shifts.flatMap((shift) => shiftColumns(shift, joined));
  const shown = new Set([...joined.keys, ...joined.values].map(({ id }) => id));
  const kept = { ...joined.rows, fields: joined.rows.fields.filter(({ id }) => shown.has(id)) };
  const slice = joined.keys.find(({ name }) => sameField(name, '_timeslice'));
  const slicing = rows.slicing === undefined || slice === undefined ? undefined : { ...rows.slicing, column: slice.id };
  return { ...extend(kept, columns, planner), keys: joined.keys, slicing };
};

/** The query as it was before the stage; undefined where it cannot be run again. */
function pipelineBefore(stage: CompareStage, { shape }: RowSet, planner: Planner): Pipeline | undefined {
  const { pipeline } = planner;
  const place = pipeline?.stages.indexOf(stage) ?? -1;
  const stages = pipeline?.stages.slice(0, Math.max(place, 0)) ?? [];
  const problem =
    pipeline === undefined || place < 0
      ? 'compare cannot stand in the brackets of another stage. Move it behind them.'
      : shape === 'messages'
        ? 'compare sets groups side by side. Put it after a stage such as count by.'
        : stages.some(({ kind }) => kind === 'compare')
          ? 'compare can stand once in a query. Write all shifts into one: compare timeshift 1d, timeshift 1w.'
          : undefined;
  if (problem === undefined && pipeline !== undefined) return { scope: pipeline.scope, stages };
  planner.invalid('compare.misplaced', problem ?? '', stage.keywordRange);
  return undefined;
}

/** The columns that one shift adds: for each value field one of each range, or one of all ranges together. */
function shiftColumns({ ranges, aggregate, labels }: Shift, { values, earlier }: Comparison): readonly NewField[] {
  const known = [...values, ...ranges.flatMap((range) => earlier.get(range) ?? [])].map(({ name }) => name);
  const names = known.filter((name, index) => known.findIndex((other) => sameField(other, name)) === index);
  return names.flatMap((name) => {
    const cells = ranges.map((range): Scalar => {
      const field = earlier.get(range)?.find((each) => sameField(each.name, name));
      return field === undefined ? nothing('double') : fieldColumn(field);
    });
    if (aggregate !== undefined) return [{ name: `${name}_${labels[0] ?? ''}`, value: combine(aggregate, cells) }];
    return cells.map((value, index) => ({ name: `${name}_${labels[index] ?? ''}`, value }));
  });
}
