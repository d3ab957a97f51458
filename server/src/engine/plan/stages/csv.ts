/** `csv` and `split`: fields from columns of delimited text. */
import type { SplitStage } from '../../../language/index.ts';
import type { Planner } from '../planner.ts';
import { column, isNothing, nothing } from '../scalar.ts';
import { readTexts } from '../textReaders.ts';
import { namedList } from './namedValues.ts';
import { textSource } from './sources.ts';
import { extend, extendHidden } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

const signs: Readonly<Record<string, 'delimiter' | 'escape' | 'quote'>> = {
  delim: 'delimiter',
  escape: 'escape',
  quote: 'quote',
};

/** Columns that a row does not have are null; no row is dropped. */
export const planSplit: StagePlanner<SplitStage> = (stage, rows, planner) => {
  const settings = { delimiter: ',', escape: '\\', quote: '"' };
  for (const { name, value, valueRange } of stage.options) {
    const sign = signs[name];
    if (sign === undefined) continue;
    if ([...value].length === 1) settings[sign] = value;
    else planner.invalid('option.value', `"${name}" takes one character in single quotes.`, valueRange);
  }
  const items = columnPositions(stage, planner);
  if (items.length === 0) return rows;
  const names = items.map(({ name }) => name);
  const source = textSource(stage.source.name, rows);
  if (isNothing(source))
    return extend(
      rows,
      names.map((name) => ({ name, value: nothing() })),
      planner,
    );
  const positions = items.map(({ position }) => position);
  const list = extendHidden(rows, readTexts('splitColumns', source, { ...settings, positions }), planner);
  return extend(list.rows, namedList(column(list.id, 'text'), names), planner);
};

/** A name without a number takes the column after the one before it; `_` passes over a column. */
function columnPositions(
  stage: SplitStage,
  planner: Planner,
): readonly { readonly name: string; readonly position: number }[] {
  let position = 0;
  return stage.items.flatMap(({ index, field }) => {
    position = index?.value ?? position + 1;
    if (!Number.isSafeInteger(position) || position < 1) {
      planner.invalid('column.number', 'Columns are counted from 1.', index?.range ?? stage.range);
      position = 0;
      return [];
    }
    return field === undefined ? [] : [{ name: field.name, position }];
  });
}
