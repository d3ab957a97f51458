/** Aggregation (language reference 3.4 and 5). */
import type {
  AggregateCall,
  AggregateStage,
  CountFrequentStage,
  TransposeStage,
} from '../../../server/src/language/index.ts';
import { addNames, fold, groupItems, read, set, spelling } from '../table.ts';
import type { Item, Table } from '../table.ts';
import { order, toNumber, toText, tupleKey } from '../values.ts';
import type { Value } from '../values.ts';

const noMatches: ReadonlySet<string> = new Set();

/** Groups rows: the columns are the keys and then one for each aggregate. */
export function aggregate(stage: AggregateStage, table: Table): Table {
  const keys = stage.groupBy.map(({ name }) => spelling(table, name));
  const outputs = stage.aggregates.flatMap(columnsOf);
  const groups = keys.length === 0 ? [table.items] : groupItems(table.items, keys, tupleKey);
  const items = groups.map((group): Item => {
    const values = keys.map((key) => [key, read(group[0]?.fields ?? {}, key)] as const);
    const results = outputs.map(({ name, compute }) => [name, compute(group)] as const);
    return { fields: set({}, [...values, ...results]), matched: noMatches };
  });
  return {
    shape: 'aggregates',
    columns: addNames(
      keys,
      outputs.map(({ name }) => name),
    ),
    items,
    system: [],
    slices: keys.some((key) => fold(key) === fold(table.slices?.field ?? '')) ? table.slices : undefined,
    transposed: false,
  };
}

interface Output {
  readonly name: string;
  readonly compute: (items: readonly Item[]) => Value;
}

function columnsOf({ name, args, alias }: AggregateCall): readonly Output[] {
  const id = name.toLowerCase();
  const fields = args.flatMap((arg) => (arg.kind === 'field' ? [arg.name] : []));
  const numbers = args.flatMap((arg) => (arg.kind === 'number' ? [arg.value] : []));
  const [field = ''] = fields;
  const valuesOf = (items: readonly Item[]): readonly Exclude<Value, null>[] =>
    items.map((item) => read(item.fields, field)).filter((value) => value !== null);
  const numbersOf = (items: readonly Item[]): readonly number[] =>
    valuesOf(items)
      .map(toNumber)
      .filter((value) => value !== null);
  const one = (usual: string, compute: Output['compute']): readonly Output[] => [
    { name: alias?.name ?? usual, compute },
  ];
  const ofNumbers = (usual: string, compute: (numbers: readonly number[]) => number): readonly Output[] =>
    one(usual, (items) => (numbersOf(items).length === 0 ? null : compute(numbersOf(items))));
  switch (id) {
    case 'count':
      return one('_count', (items) => (field === '' ? items.length : valuesOf(items).length));
    case 'count_distinct':
      return one('_count_distinct', (items) => {
        const tuples = items.map((item) => fields.map((each) => read(item.fields, each)));
        return new Set(tuples.filter((tuple) => !tuple.includes(null)).map(tupleKey)).size;
      });
    case 'sum':
      return ofNumbers('_sum', sum);
    case 'avg':
      return ofNumbers('_avg', mean);
    case 'min':
      return ofNumbers('_min', (all) => Math.min(...all));
    case 'max':
      return ofNumbers('_max', (all) => Math.max(...all));
    case 'stddev':
      return ofNumbers('_stddev', deviation);
    case 'median':
      return ofNumbers('_median', (all) => percentile(all, 50));
    case 'pct':
      return (numbers.length === 0 ? [50] : numbers).flatMap((each) => {
        const usual = `_${field}_pct_${String(each)}`;
        const output = ofNumbers(usual, (all) => percentile(all, each));
        return numbers.length > 1 ? output.map((column) => ({ ...column, name: usual })) : output;
      });
    case 'first':
      return one('_first', (items) => valuesOf(items)[0] ?? null);
    case 'last':
      return one('_last', (items) => valuesOf(items).at(-1) ?? null);
    case 'values':
      return one('_values', (items) => {
        const distinct = [...new Set(valuesOf(items).map(String))].sort(order).slice(0, 100);
        return distinct.length === 0 ? null : distinct.join('\n');
      });
    case 'most_recent':
    case 'least_recent':
      return one(id === 'most_recent' ? '_mostrecent' : '_leastrecent', (items) =>
        recent(valuesOf(items), id === 'most_recent'),
      );
    default:
      throw new Error(`The reference has no aggregate ${name}.`);
  }
}

/** Of equal times the first one counts. */
function recent(values: readonly Value[], newest: boolean): Value {
  const all = values
    .map((value) => JSON.parse(String(value)) as { readonly value: Value; readonly timestamp: number })
    .filter(({ value }) => value !== null);
  const times = all.map(({ timestamp }) => timestamp);
  const wanted = newest ? Math.max(...times) : Math.min(...times);
  return all.find(({ timestamp }) => timestamp === wanted)?.value ?? null;
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

export function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}

/** Of the whole population. */
export function deviation(numbers: readonly number[]): number {
  const middle = mean(numbers);
  return Math.sqrt(mean(numbers.map((each) => (each - middle) ** 2)));
}

/** Linear between the closest ranks. */
function percentile(numbers: readonly number[], percent: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const rank = (percent / 100) * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(rank)] ?? NaN, sorted[Math.ceil(rank)] ?? NaN];
  return low + (high - low) * (rank - Math.floor(rank));
}

/** Counts groups, the biggest first. */
export function countFrequent(stage: CountFrequentStage, table: Table): Table {
  const keys = stage.fields.map(({ name }) => spelling(table, name));
  const groups = [...groupItems(table.items, keys, tupleKey)].sort((a, b) => b.length - a.length);
  return {
    shape: 'aggregates',
    columns: [...keys, '_approxcount'],
    items: groups.map((group) => ({
      fields: set({}, [
        ...keys.map((key) => [key, read(group[0]?.fields ?? {}, key)] as const),
        ['_approxcount', group.length],
      ]),
      matched: noMatches,
    })),
    system: [],
    slices: undefined,
    transposed: false,
  };
}

/** Values of some fields become columns. */
export function transpose(stage: TransposeStage, table: Table): Table {
  const rowKeys = stage.rows.map(({ name }) => spelling(table, name));
  const columnKeys = stage.columns.map(({ name }) => name);
  const used = [...rowKeys, ...columnKeys].map(fold);
  const cells = table.columns.filter((name) => !used.includes(fold(name)));
  const nameOf = (item: Item): string => columnKeys.map((key) => toText(read(item.fields, key)) ?? '').join('|');
  const promised = stage.named.map(({ name }) => name);
  const found = [...new Set(table.items.map(nameOf))].sort(order).slice(0, 300);
  const names =
    promised.length > 0 && !stage.openEnded
      ? promised
      : [...promised, ...found.filter((name) => !promised.includes(name))];
  const outputs = names.flatMap((name) =>
    cells.map((cell) => ({ value: name, cell, name: cells.length === 1 ? name : `${name}_${cell}` })),
  );
  const items = groupItems(table.items, rowKeys, tupleKey).map((group): Item => ({
    // Columns are told apart by case, unlike fields, so these keep their spelling.
    fields: {
      ...set(
        {},
        rowKeys.map((key) => [key, read(group[0]?.fields ?? {}, key)] as const),
      ),
      ...Object.fromEntries(
        outputs.map(({ name, value, cell }) => {
          const values = group.filter((item) => nameOf(item) === value).map((item) => read(item.fields, cell));
          return [`cell:${name}`, values.find((each) => each !== null) ?? null];
        }),
      ),
    },
    matched: noMatches,
  }));
  return {
    ...table,
    columns: [...rowKeys, ...outputs.map(({ name }) => `cell:${name}`)],
    items,
    transposed: true,
  };
}
