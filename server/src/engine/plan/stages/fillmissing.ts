/** `fillmissing`: rows for combinations that the data lacks. */
import { sameField } from '../../../language/index.ts';
import type { FillDefault, FillGenerator, FillmissingStage } from '../../../language/index.ts';
import { sliceStart } from '../../time/slices.ts';
import { convert } from '../coerce.ts';
import type { Field } from '../fields.ts';
import type { FillNode, FillValues } from '../nodes.ts';
import type { Planner, RowSet } from '../planner.ts';
import { nothing, numeral, text } from '../scalar.ts';
import type { Scalar, ValueType } from '../scalar.ts';
import { textOf } from '../templates.ts';
import { periodOr } from '../unbound.ts';
import { limitCombinations } from './fillLimits.ts';
import { takeLast } from './fillTakeLast.ts';
import type { StagePlanner } from './stagePlanner.ts';
import { alignedSlices } from './timeslice.ts';

type Generator = FillNode['generators'][number];

const emptyValues: Record<ValueType, string | number | boolean | null> = {
  long: 0,
  double: 0,
  boolean: false,
  text: null,
  time: null,
};

export const planFillmissing: StagePlanner<FillmissingStage> = (stage, rows, planner) => {
  const planned = stage.generators
    .map((generator) => planGenerator(generator, stage, rows, planner))
    .filter((generator) => generator !== undefined);
  if (planned.length === 0) return rows;
  const generators = limitCombinations(planned, rows, planner);
  const generated = new Set(generators.map(({ column }) => column));
  const filled = rows.fields.all.filter((field) => !generated.has(field.id));
  const defaults = filled.map((field) => ({ column: field.id, value: defaultValue(field, stage.defaults, rows) }));
  const fill = (input: RowSet): RowSet => ({
    ...input,
    node: { kind: 'fill', input: input.node, generators, defaults },
  });
  if (!stage.takeLast) return fill(rows);
  const repeated = filled.filter((field) => !stage.defaults.some(({ field: { name } }) => sameField(name, field.name)));
  const slice = stage.generators.find(({ kind }) => kind === 'timeslice');
  const time = slice === undefined ? undefined : rows.fields.find(slice.field?.name ?? '_timeslice');
  if (time !== undefined) return takeLast(rows, fill, time, [...generated], repeated, planner);
  planner.notice('fillmissing.no-slices', 'takeLast repeats the slice before, but there are no slices to fill in.');
  return fill(rows);
};

function defaultValue(field: Field, defaults: readonly FillDefault[], rows: RowSet): Scalar {
  const wanted = defaults.find((each) => rows.fields.find(each.field.name)?.id === field.id)?.value;
  if (wanted?.kind === 'null') return nothing(field.type);
  if (wanted?.kind === 'number') return convert(numeral(wanted.value), field.type);
  if (wanted?.kind === 'string') return convert(text(textOf(wanted)), field.type);
  return { kind: 'constant', value: rows.transposed ? null : emptyValues[field.type], type: field.type };
}

function planGenerator(
  generator: FillGenerator,
  stage: FillmissingStage,
  rows: RowSet,
  planner: Planner,
): Generator | undefined {
  const name = generator.field?.name ?? '_timeslice';
  const field = rows.fields.find(name);
  if (field === undefined) {
    planner.invalid(
      'field.unknown',
      `There is no field "${name}" to fill. Group by it first.`,
      generator.field?.range ?? stage.keywordRange,
    );
    return undefined;
  }
  const values = fillValues(generator, field, stage, rows, planner);
  return values === undefined ? undefined : { column: field.id, type: field.type, values };
}

function fillValues(
  generator: FillGenerator,
  field: Field,
  stage: FillmissingStage,
  rows: RowSet,
  planner: Planner,
): FillValues | undefined {
  if (generator.kind === 'allValues') return { kind: 'distinct' };
  if (generator.kind === 'values')
    return {
      kind: 'listed',
      values: generator.values.map((literal) => convert(text(textOf(literal)), field.type)),
    };
  const { range } = planner.context;
  if (range === undefined) return { kind: 'listed', values: [] };
  const period = generator.period && periodOr('the length of the slices', generator.period, planner);
  if (period !== undefined) {
    const slices = alignedSlices({ kind: 'period', period }, range, planner.context);
    return { kind: 'series', start: sliceStart(range.from, slices), end: range.to, step: slices.width };
  }
  if (rows.slicing?.column === field.id)
    return { kind: 'series', start: rows.slicing.start, end: rows.slicing.end, step: rows.slicing.width };
  planner.invalid(
    'fillmissing.period',
    'fillmissing does not know how long a slice is. Write it out, for example timeslice(1h).',
    stage.keywordRange,
  );
  return undefined;
}
