/** What `compare` has to look at: the earlier ranges, and what their columns are called. */
import type { CompareShift, CompareStage } from '../../../language/index.ts';
import { toDouble } from '../coerce.ts';
import { calculate } from '../expressions/arithmetic.ts';
import type { Planner } from '../planner.ts';
import { call, nothing } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { numberOr, periodOr } from '../unbound.ts';

/** More earlier ranges than this are not looked at in one query. */
const maximumRanges = 7;
/** The hosted product goes back no further. */
const farthestDays = 40;

/** For a template variable without a value. */
const usualShift = { amount: 1, unit: 'd', milliseconds: 86_400_000 } as const;

/** A range that lies some time before the one of the query. */
export interface EarlierRange {
  readonly milliseconds: number;
}

/** One `timeshift` of the stage. */
export interface Shift {
  readonly ranges: readonly EarlierRange[];
  readonly aggregate: CompareShift['aggregate'];
  /** What stands after the name of a field: one for each range, or one when they are put together. */
  readonly labels: readonly string[];
}

/** Reads the shifts; ranges that several of them name are the same objects. Undefined when they cannot be run. */
export function readShifts(stage: CompareStage, planner: Planner): readonly Shift[] | undefined {
  const known = new Map<number, EarlierRange>();
  const shifts = stage.shifts.map((shift): Shift | undefined => {
    const count = shift.count === undefined ? 1 : numberOr(1, shift.count, planner);
    const period = periodOr('1d', shift.shift, planner) ?? { ...shift.shift, ...usualShift };
    if (!Number.isSafeInteger(count) || count < 1 || !(period.milliseconds > 0)) return undefined;
    const ranges = Array.from({ length: Math.min(count, maximumRanges + 1) }, (_, index) => {
      const milliseconds = Math.round(period.milliseconds * (index + 1));
      const range = known.get(milliseconds) ?? { milliseconds };
      known.set(milliseconds, range);
      return range;
    });
    return { ranges, aggregate: shift.aggregate, labels: labelsOf({ ...shift, shift: period }, count) };
  });
  const complete = shifts.filter((shift) => shift !== undefined);
  if (complete.length < shifts.length || known.size > maximumRanges) {
    planner.invalid(
      'compare.range',
      `compare looks at 1 to ${String(maximumRanges)} earlier ranges, each some time back, as in timeshift 1d 3.`,
      stage.keywordRange,
    );
    return undefined;
  }
  if ([...known.keys()].some((milliseconds) => milliseconds > farthestDays * 86_400_000)) {
    planner.notice(
      'compare.far-back',
      `The hosted product compares with at most ${String(farthestDays)} days back; here the range has no such limit.`,
    );
  }
  return complete;
}

/** `1d`, `2d` … for a count, `7d_avg` for a summary; an alias stands in place of both. */
function labelsOf({ shift, count: written, aggregate, alias }: CompareShift, count: number): readonly string[] {
  const span = (times: number): string => `${String(shift.amount * times)}${shift.unit}`;
  if (aggregate !== undefined) return [alias?.name ?? `${span(count)}_${aggregate}`];
  if (alias === undefined) return Array.from({ length: count }, (_, index) => span(index + 1));
  return written === undefined || count === 1
    ? [alias.name]
    : Array.from({ length: count }, (_, index) => `${alias.name}_${String(index + 1)}`);
}

/** Puts the values of several ranges together; those that are missing do not count. */
export function combine(aggregate: 'avg' | 'min' | 'max', values: readonly Scalar[]): Scalar {
  const numbers = values.map(toDouble);
  if (aggregate !== 'avg') {
    const pick = aggregate === 'min' ? 'least' : 'greatest';
    return numbers.reduce((a, b) =>
      call('if', 'double', isNull(a), b, call('if', 'double', isNull(b), a, call(pick, 'double', a, b))),
    );
  }
  const sum = numbers.map((each) => orElse(each, 0)).reduce((a, b) => calculate('+', a, b));
  const count = numbers
    .map((each) => call('if', 'double', isNull(each), double(0), double(1)))
    .reduce<Scalar>((a, b) => calculate('+', a, b), double(0));
  return call(
    'if',
    'double',
    call('greater', 'boolean', count, double(0)),
    calculate('/', sum, count),
    nothing('double'),
  );
}

function isNull(value: Scalar): Scalar {
  return call('isNull', 'boolean', value);
}

function orElse(value: Scalar, otherwise: number): Scalar {
  return call('coalesce', 'double', value, double(otherwise));
}

function double(value: number): Scalar {
  return { kind: 'constant', value, type: 'double' };
}
