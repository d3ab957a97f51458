/** `merge`: one row of all rows. */
import type { FieldName, MergeItem, MergeStage } from '../../../language/index.ts';
import { toText } from '../coerce.ts';
import { compare } from '../expressions/compare.ts';
import type { Planner, RowSet } from '../planner.ts';
import { numeral, text } from '../scalar.ts';
import { textOf } from '../templates.ts';
import { countRows, groupRows } from './aggregate.ts';
import { displayName, filter, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';
import { addWindow, partitionBy } from './windows.ts';

/** What stands between values unless the author says otherwise. */
const usualSeparator = '\n';

/** Without fields the messages themselves are put together. No rows stay no rows. */
export const planMerge: StagePlanner<MergeStage> = (stage, rows, planner) => {
  const items = stage.items.length > 0 ? stage.items : [wholeMessage(stage)];
  let input = rows;
  const aggregations = items.map((item) => {
    const merged = mergeField(item, input, planner);
    input = merged.rows;
    return merged.aggregation;
  });
  const count = countRows('', planner);
  const merged = groupRows(input, [], [...aggregations, count], planner);
  const kept = filter(merged, compare('>', { kind: 'column', id: count.id, type: 'long' }, numeral(0)));
  return { ...kept, fields: kept.fields.filter(({ id }) => id !== count.id) };
};

function wholeMessage({ range }: MergeStage): MergeItem {
  const field: FieldName = { kind: 'field', name: '_raw', range };
  return { field, mode: 'join', separator: undefined, alias: undefined };
}

type NamedAggregation = Parameters<typeof groupRows>[2][number];

function mergeField(
  { field, mode, separator, alias }: MergeItem,
  rows: RowSet,
  planner: Planner,
): { readonly rows: RowSet; readonly aggregation: NamedAggregation } {
  const value = readField(rows, field.name);
  const named = { name: alias?.name ?? displayName(rows, field), id: planner.newColumn() };
  if (mode === 'takeFirst' || mode === 'takeLast') {
    const name = mode === 'takeFirst' ? 'first' : 'last';
    return { rows, aggregation: { ...named, function: name, args: [value], type: value.type, condition: undefined } };
  }
  const between = separator === undefined ? usualSeparator : textOf(separator);
  const joined = { ...named, function: 'joined', type: 'text', condition: undefined } as const;
  if (mode === 'join') return { rows, aggregation: { ...joined, args: [toText(value), text(between)] } };
  const partition = partitionBy(rows, [field]);
  const place = addWindow(rows, { partition, function: 'position', type: 'long' }, planner);
  const onlyFirst = {
    kind: 'call',
    function: 'if',
    args: [compare('=', place.value, numeral(1)), toText(value), { kind: 'constant', value: null, type: 'text' }],
    type: 'text',
  } as const;
  return { rows: place.rows, aggregation: { ...joined, args: [onlyFirst, text(between)] } };
}
