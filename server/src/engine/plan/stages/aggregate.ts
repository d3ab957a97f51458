/** Aggregation stages: one row for each group. */
import { findAggregate } from '../../../language/index.ts';
import type { AggregateCall, AggregateStage, FieldName } from '../../../language/index.ts';
import { toDouble, toText } from '../coerce.ts';
import { Fields } from '../fields.ts';
import type { AggregateFunctionId, Aggregation } from '../nodes.ts';
import type { Planner, RowSet } from '../planner.ts';
import { call } from '../scalar.ts';
import type { Scalar, ValueType } from '../scalar.ts';
import { displayName, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

interface AggregateDefinition {
  readonly function: AggregateFunctionId;
  readonly output: string;
  readonly prepare: (value: Scalar) => Scalar;
  /** Type of the result; that of the argument when undefined. */
  readonly type: ValueType | undefined;
}

const same = (value: Scalar): Scalar => value;

/** Aggregates of one field, keyed by catalogue id. */
const definitions: Readonly<Record<string, AggregateDefinition>> = {
  sum: { function: 'sum', output: '_sum', prepare: toDouble, type: 'double' },
  avg: { function: 'mean', output: '_avg', prepare: toDouble, type: 'double' },
  min: { function: 'least', output: '_min', prepare: toDouble, type: 'double' },
  max: { function: 'greatest', output: '_max', prepare: toDouble, type: 'double' },
  first: { function: 'first', output: '_first', prepare: same, type: undefined },
  last: { function: 'last', output: '_last', prepare: same, type: undefined },
  stddev: { function: 'deviation', output: '_stddev', prepare: toDouble, type: 'double' },
  values: { function: 'distinctValues', output: '_values', prepare: toText, type: 'text' },
};

/** Aggregates of what `withtime` makes, which go by the time in it. */
const timedDefinitions: Readonly<Record<string, Pick<AggregateDefinition, 'function' | 'output'>>> = {
  most_recent: { function: 'atGreatest', output: '_mostrecent' },
  least_recent: { function: 'atLeast', output: '_leastrecent' },
};

/** Percentiles by aggregate. Samples are not needed here, so that `pct_sampling` is exact too. */
const percentileAggregates: ReadonlySet<string> = new Set(['pct', 'pct_sampling', 'median']);

interface NamedAggregation extends Aggregation {
  readonly name: string;
}

export const planAggregate: StagePlanner<AggregateStage> = (stage, rows, planner) => {
  const aggregations = stage.aggregates.flatMap((aggregate) => planAggregateCall(aggregate, rows, planner));
  return groupRows(rows, stage.groupBy, aggregations, planner);
};

/** Groups rows by fields; the keys come first among the fields of the result. */
export function groupRows(
  rows: RowSet,
  groupBy: readonly FieldName[],
  aggregations: readonly NamedAggregation[],
  planner: Planner,
): RowSet {
  let fields = new Fields([]);
  const keys = groupBy.map((field) => {
    const value = readField(rows, field.name);
    const id = planner.newColumn();
    fields = fields.define({ name: displayName(rows, field), id, type: value.type, origin: 'query' });
    return { id, value };
  });
  const keyFields = fields.all;
  for (const { name, id, type } of aggregations) fields = fields.define({ name, id, type, origin: 'query' });
  return {
    node: {
      kind: 'aggregate',
      input: rows.node,
      keys,
      aggregations: aggregations.map(({ id, function: name, args, type, condition }) => ({
        id,
        function: name,
        args,
        type,
        condition,
      })),
    },
    fields,
    shape: 'aggregates',
    matched: new Map(),
    slicing: continuedSlicing(rows, keys),
    message: undefined,
    transposed: false,
    keys: keyFields,
  };
}

/** Slices stay known as long as their column is a key. */
function continuedSlicing(
  rows: RowSet,
  keys: readonly { readonly id: string; readonly value: Scalar }[],
): RowSet['slicing'] {
  const { slicing } = rows;
  const key = keys.find(({ value }) => value.kind === 'column' && value.id === slicing?.column);
  return slicing === undefined || key === undefined ? undefined : { ...slicing, column: key.id };
}

/** `count` of rows. */
export function countRows(name: string, planner: Planner): NamedAggregation {
  return { name, id: planner.newColumn(), function: 'countRows', args: [], type: 'long', condition: undefined };
}

function planAggregateCall(aggregate: AggregateCall, rows: RowSet, planner: Planner): readonly NamedAggregation[] {
  const id = findAggregate(aggregate.name)?.id ?? aggregate.name.toLowerCase();
  const values = aggregate.args.filter((arg) => arg.kind === 'field').map((field) => readField(rows, field.name));
  const numbers = aggregate.args.filter((arg) => arg.kind === 'number').map((arg) => arg.value);
  const [value] = values;
  const named = (
    name: string,
    function_: AggregateFunctionId,
    args: readonly Scalar[],
    type: ValueType,
  ): NamedAggregation => ({
    name: aggregate.alias?.name ?? name,
    id: planner.newColumn(),
    function: function_,
    args,
    type,
    condition: undefined,
  });
  if (id === 'count')
    return [
      value === undefined
        ? countRows(aggregate.alias?.name ?? '_count', planner)
        : named('_count', 'count', [value], 'long'),
    ];
  if (value !== undefined) {
    if (id === 'count_distinct') return [named('_count_distinct', 'countDistinct', values.map(toText), 'long')];
    if (percentileAggregates.has(id))
      return quantiles(aggregate, id === 'median' ? [50] : numbers, value, rows, planner);
    const timed = Object.hasOwn(timedDefinitions, id) ? timedDefinitions[id] : undefined;
    if (timed !== undefined) {
      const source = toText(value);
      const args = [call('timedValue', 'text', source), call('timedTime', 'double', source)];
      return [named(timed.output, timed.function, args, 'text')];
    }
    const definition = Object.hasOwn(definitions, id) ? definitions[id] : undefined;
    if (definition !== undefined)
      return [
        named(definition.output, definition.function, [definition.prepare(value)], definition.type ?? value.type),
      ];
  }
  if (value === undefined && findAggregate(aggregate.name) !== undefined) {
    planner.invalid(
      'aggregate.argument-count',
      `"${aggregate.name}" needs a field, for example ${aggregate.name}(size).`,
      aggregate.range,
    );
  } else planner.unsupported(`The aggregate "${aggregate.name}"`, aggregate.nameRange);
  return [];
}

/** One column for each percentile; a single one may be renamed. */
function quantiles(
  aggregate: AggregateCall,
  percentiles: readonly number[],
  value: Scalar,
  rows: RowSet,
  planner: Planner,
): readonly NamedAggregation[] {
  const wanted = percentiles.length === 0 ? [50] : percentiles;
  if (wanted.some((percentile) => !(percentile >= 0 && percentile <= 100))) {
    planner.invalid(
      'aggregate.percentile',
      'Percentiles are numbers from 0 to 100, for example pct(size, 50, 95).',
      aggregate.range,
    );
    return [];
  }
  const source = aggregate.args.find((arg) => arg.kind === 'field');
  const field = source === undefined ? '' : displayName(rows, source);
  return wanted.map((percentile) => ({
    name:
      (wanted.length === 1 ? aggregate.alias?.name : undefined) ??
      (findAggregate(aggregate.name)?.id === 'median' ? '_median' : `_${field}_pct_${percentile}`),
    id: planner.newColumn(),
    function: 'quantile',
    args: [toDouble(value), { kind: 'constant', value: percentile / 100, type: 'double' }],
    type: 'double',
    condition: undefined,
  }));
}
