/** `fillmissing`: rows for combinations that the data lacks. */
import type { FillDefault, FillGenerator, FillmissingStage } from '../../../language/index.ts';
import { alignSlices, sliceStart } from '../../time/slices.ts';
import { convert } from '../coerce.ts';
import type { Field } from '../fields.ts';
import type { FillNode, FillValues } from '../nodes.ts';
import type { Planner, RowSet } from '../planner.ts';
import { nothing, numeral, text } from '../scalar.ts';
import type { Scalar, ValueType } from '../scalar.ts';
import { replaceUnbound } from '../templates.ts';
import type { StagePlanner } from './stagePlanner.ts';

type Generator = FillNode['generators'][number];

const emptyValues: Record<ValueType, string | number | boolean | null> = {
  long: 0,
  double: 0,
  boolean: false,
  text: null,
  time: null,
};

export const planFillmissing: StagePlanner<FillmissingStage> = (stage, rows, planner) => {
  if (stage.takeLast) planner.unsupported('The option "takeLast"', stage.keywordRange);
  const generators = stage.generators
    .map((generator) => planGenerator(generator, stage, rows, planner))
    .filter((generator) => generator !== undefined);
  if (generators.length === 0) return rows;
  const generated = new Set(generators.map(({ column }) => column));
  const defaults = rows.fields.all
    .filter((field) => !generated.has(field.id))
    .map((field) => ({ column: field.id, value: defaultValue(field, stage.defaults, rows) }));
  return { ...rows, node: { kind: 'fill', input: rows.node, generators, defaults } };
};

function defaultValue(field: Field, defaults: readonly FillDefault[], rows: RowSet): Scalar {
  const wanted = defaults.find((each) => rows.fields.find(each.field.name)?.id === field.id)?.value;
  if (wanted?.kind === 'null') return nothing(field.type);
  if (wanted?.kind === 'number') return convert(numeral(wanted.value), field.type);
  if (wanted?.kind === 'string') return convert(text(replaceUnbound(wanted.value)), field.type);
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
      values: generator.values.map(({ value }) => convert(text(replaceUnbound(value)), field.type)),
    };
  const { range, timezone } = planner.context;
  if (range === undefined) return { kind: 'listed', values: [] };
  if (generator.period !== undefined) {
    const slices = alignSlices({ kind: 'period', period: generator.period }, range, timezone);
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
