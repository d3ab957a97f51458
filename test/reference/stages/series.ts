/** Stages that look along the rows (language reference 3.5, 3.8). */
import type { FillmissingStage, OutlierStage, RunningStage } from '../../../server/src/language/index.ts';
import { extend, fold, groupItems, read, set, spelling } from '../table.ts';
import type { Facts, Item, Table } from '../table.ts';
import { toNumber, tupleKey } from '../values.ts';
import type { Value } from '../values.ts';
import { deviation, mean, sum } from './grouping.ts';

/** Computes a value for each row of a series from the numbers of the series up to it. */
function alongSeries(
  table: Table,
  field: string,
  groupBy: readonly string[],
  compute: (before: readonly number[], current: number | null, all: readonly number[]) => Value,
): ReadonlyMap<Item, Value> {
  const results = new Map<Item, Value>();
  for (const series of groupItems(table.items, groupBy, tupleKey)) {
    const all = series.map((item) => toNumber(read(item.fields, field)));
    const numbers = all.filter((value) => value !== null);
    for (const [index, item] of series.entries())
      results.set(
        item,
        compute(
          all.slice(0, index).filter((value) => value !== null),
          all[index] ?? null,
          numbers,
        ),
      );
  }
  return results;
}

const rules: Readonly<
  Record<
    RunningStage['operator'],
    (before: readonly number[], current: number | null, all: readonly number[], window: number | undefined) => Value
  >
> = {
  accum: (before, current) => (current === null ? null : sum([...before, current])),
  total: (_, __, all) => (all.length === 0 ? null : sum(all)),
  diff: (before, current) => (current === null || before.length === 0 ? null : (before.at(-1) ?? NaN) - current),
  backshift: (before, current, _, window = 1) => (current === null ? null : (before.at(-window) ?? null)),
  smooth: (before, current, _, window = 10) => (current === null ? null : mean([...before, current].slice(-window))),
  rollingstd: (before, current, _, window = 10) =>
    current === null ? null : deviation([...before, current].slice(-window)),
};

/** accum, total, diff, backshift, smooth, rollingstd */
export function running(stage: RunningStage, table: Table): Table {
  const results = alongSeries(
    table,
    stage.field.name,
    stage.groupBy.map(({ name }) => name),
    (before, current, all) => rules[stage.operator](before, current, all, stage.window?.value),
  );
  return extend(table, stage.alias?.name ?? `_${stage.operator}`, (item) => results.get(item) ?? null);
}

/** Bounds from the numbers before each row; the rows are in the order of their slices. */
export function outlier(stage: OutlierStage, table: Table, { range }: Facts): Table {
  const option = (name: string, usual: number): number => {
    const value = stage.options.find((each) => fold(each.name) === name)?.value;
    return value?.kind === 'number' ? value.value : usual;
  };
  const [window, threshold, consecutive] = [option('window', 10), option('threshold', 3), option('consecutive', 1)];
  const direction = stage.options.find(({ name }) => fold(name) === 'direction')?.value;
  const sides = direction?.kind === 'direction' ? direction.value : '+-';
  const name = spelling(table, stage.field.name);
  const results = new Map<Item, readonly (readonly [string, Value])[]>();
  for (const series of groupItems(
    table.items,
    stage.groupBy.map((field) => field.name),
    tupleKey,
  )) {
    let run = 0;
    for (const [index, item] of series.entries()) {
      const value = toNumber(read(item.fields, name));
      const past = series
        .slice(Math.max(0, index - window), index)
        .map((each) => toNumber(read(each.fields, name)))
        .filter((each) => each !== null);
      const isTrained = past.length === window && !isUnfinished(item);
      const [middle, spread] = [mean(past), deviation(past) * threshold];
      const isOutside =
        isTrained &&
        value !== null &&
        ((sides.includes('+') && value > middle + spread) || (sides.includes('-') && value < middle - spread));
      run = isOutside ? run + 1 : 0;
      results.set(item, [
        [`${name}_error`, isTrained && value !== null ? value - middle : null],
        [`${name}_lower`, isTrained ? middle - spread : null],
        [`${name}_upper`, isTrained ? middle + spread : null],
        [`${name}_indicator`, isOutside ? 1 : 0],
        [`${name}_violation`, run >= consecutive ? 1 : 0],
      ]);
    }
  }
  const columns = ['error', 'lower', 'upper', 'indicator', 'violation'].map((each) => `${name}_${each}`);
  return columns.reduce(
    (extended, column, index) => extend(extended, column, (_, row) => valueAt(table.items[row], index)),
    table,
  );

  /** The range cuts the last slice off, so it may have more to come. */
  function isUnfinished(item: Item): boolean {
    const start = toNumber(read(item.fields, '_timeslice'));
    return table.slices !== undefined && start !== null && start + table.slices.width > range.to;
  }

  function valueAt(item: Item | undefined, index: number): Value {
    return item === undefined ? null : (results.get(item)?.[index]?.[1] ?? null);
  }
}

/** A row for each missing combination, after the others; numbers are 0 there and everything else null. */
export function fillmissing(stage: FillmissingStage, table: Table, { range, offset }: Facts): Table {
  const generators = stage.generators.map((generator) => {
    if (generator.kind === 'allValues')
      return {
        name: generator.field.name,
        values: groupItems(table.items, [generator.field.name], tupleKey).map(([item]) =>
          read(item?.fields ?? {}, generator.field.name),
        ),
      };
    if (generator.kind === 'values')
      return { name: generator.field.name, values: generator.values.map(({ value }) => value as Value) };
    const width = generator.period?.milliseconds ?? table.slices?.width ?? NaN;
    const values: Value[] = [];
    for (let time = Math.floor((range.from + offset) / width) * width - offset; time < range.to; time += width)
      values.push(time);
    return { name: generator.field?.name ?? '_timeslice', values };
  });
  const names = generators.map(({ name }) => fold(name));
  const tuples = generators.reduce<readonly (readonly Value[])[]>(
    (all, { values }) => all.flatMap((tuple) => values.map((value) => [...tuple, value])),
    [[]],
  );
  const present = new Set(table.items.map(({ fields }) => tupleKey(names.map((each) => read(fields, each)))));
  const missing = new Map(
    tuples.map((tuple) => [tupleKey(tuple), tuple] as const).filter(([key]) => !present.has(key)),
  );
  const others = table.columns.filter((column) => !names.includes(fold(column)));
  const defaults = others.map((column) => {
    const wanted = stage.defaults.find(({ field }) => fold(field.name) === fold(column))?.value;
    if (wanted !== undefined) return [column, wanted.kind === 'null' ? null : wanted.value] as const;
    const isNumber = table.items.some(({ fields }) => typeof read(fields, column) === 'number');
    return [column, isNumber && !table.transposed ? 0 : null] as const;
  });
  const added = [...missing.values()].map((tuple): Item => ({
    fields: set({}, [...defaults, ...names.map((name, index) => [name, tuple[index] ?? null] as const)]),
    matched: new Set(),
  }));
  return { ...table, items: [...table.items, ...added] };
}
