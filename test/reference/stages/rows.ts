/** Stages that keep, drop, compute or reorder rows and fields (language reference 3.2 to 3.4). */
import type {
  BinStage,
  DedupStage,
  ExpressionStage,
  FieldsStage,
  LimitStage,
  SortKey,
  SortStage,
  TimesliceStage,
  TopkStage,
  TopStage,
  WhereStage,
  WithtimeStage,
} from '../../../server/src/language/index.ts';
import { evaluate } from '../expressions.ts';
import { extend, fold, groupItems, hasField, read, set, spelling } from '../table.ts';
import type { Facts, Item, Table } from '../table.ts';
import { order, toCondition, toNumber, tupleKey } from '../values.ts';
import { countFrequent } from './grouping.ts';

export function where(stage: WhereStage, table: Table, facts: Facts): Table {
  return { ...table, items: table.items.filter(({ fields }) => toCondition(evaluate(stage.condition, fields, facts))) };
}

/** Without `as`, a function of one field rewrites that field. */
export function expression(stage: ExpressionStage, table: Table, facts: Facts): Table {
  const { expression: node, alias } = stage;
  const fields = node.kind === 'call' ? node.args.filter((arg) => arg.kind === 'field') : [];
  const name = alias?.name ?? (fields.length === 1 ? fields[0]?.name : undefined);
  if (name === undefined) throw new Error('The reference wants a name for this.');
  return extend(table, name, ({ fields: row }) => evaluate(node, row, facts));
}

/** Dropped fields are gone for the stages after it; messages keep the fields of their own. */
export function fields(stage: FieldsStage, table: Table): Table {
  const listed = stage.fields.map(({ name }) => fold(name));
  const columns =
    stage.mode === 'drop'
      ? table.columns.filter((name) => !listed.includes(fold(name)))
      : [...new Set(listed)].flatMap((name) => table.columns.filter((each) => fold(each) === name));
  const names = [
    ...columns.map(fold),
    ...table.system.filter((name) => stage.mode === 'keep' || !listed.includes(name)),
  ];
  const items = table.items.map((item) => ({
    ...item,
    fields: Object.fromEntries(Object.entries(item.fields).filter(([name]) => names.includes(name))),
  }));
  return { ...table, columns, items, system: table.system.filter((name) => names.includes(name)) };
}

/** Stable; nulls come last whatever the direction. */
export function sortBy(items: readonly Item[], keys: readonly SortKey[]): readonly Item[] {
  return [...items].sort((a, b) => {
    for (const { field, ascending } of keys) {
      const [left, right] = [read(a.fields, field.name), read(b.fields, field.name)];
      if (left === null || right === null) {
        if (left === right) continue;
        return left === null ? 1 : -1;
      }
      const difference = order(left, right);
      if (difference !== 0) return ascending ? difference : -difference;
    }
    return 0;
  });
}

export function sort(stage: SortStage, table: Table): Table {
  return { ...table, items: sortBy(table.items, stage.keys) };
}

export function limit(stage: LimitStage, table: Table): Table {
  return { ...table, items: table.items.slice(0, stage.count.value) };
}

/** On messages without a field to order by, the values are counted. */
export function top(stage: TopStage, table: Table): Table {
  const isCount = (name: string): boolean => ['count', '_count'].includes(fold(name));
  if (
    table.shape === 'messages' &&
    stage.keys.every(({ field: { name } }) => isCount(name) && !hasField(table, name))
  ) {
    const counted = countFrequent({ ...stage, kind: 'countFrequent' }, table);
    const items = counted.items.map((item) => ({
      ...item,
      fields: set(item.fields, [['_count', read(item.fields, '_approxcount')]]),
    }));
    const columns = counted.columns.map((name) => (name === '_approxcount' ? '_count' : name));
    return { ...counted, columns, items: items.slice(0, stage.count.value) };
  }
  return { ...table, items: sortBy(table.items, stage.keys).slice(0, stage.count.value) };
}

/** The rows with the largest values of each group, with their rank. */
export function topk(stage: TopkStage, table: Table): Table {
  const keys = stage.fields.map((field) => ({ field, ascending: false }));
  const groups = groupItems(
    table.items,
    stage.groupBy.map(({ name }) => name),
    tupleKey,
  );
  const items = groups.flatMap((group) =>
    sortBy(group, keys)
      .slice(0, stage.count.value)
      .map((item, index) => ({ ...item, fields: set(item.fields, [['_rank', index + 1]]) })),
  );
  return extend({ ...table, items }, '_rank', ({ fields: row }) => read(row, '_rank'));
}

export function dedup(stage: DedupStage, table: Table): Table {
  const names = stage.groupBy.length === 0 ? ['_raw'] : stage.groupBy.map(({ name }) => name);
  const seen = new Map<string, number>();
  let last: string | undefined;
  const items = table.items.filter(({ fields: row }) => {
    const key = tupleKey(names.map((name) => read(row, name)));
    if (stage.consecutive && key !== last) seen.clear();
    last = key;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times <= (stage.count?.value ?? 1);
  });
  return { ...table, items };
}

/** A JSON object of the value and the time of the message. */
export function withtime(stage: WithtimeStage, table: Table): Table {
  const name = stage.field.name;
  return extend(table, `${spelling(table, name)}_withtime`, ({ fields: row }) =>
    JSON.stringify({ value: read(row, name), timestamp: read(row, '_messagetime') }),
  );
}

const firstMonday = 4 * 86_400_000;

/** Slices of a fixed width on the clock of the session. */
export function timeslice(stage: TimesliceStage, table: Table, { offset }: Facts): Table {
  if (stage.width.kind !== 'period') throw new Error('The reference knows slices of a period only.');
  const { milliseconds: width, unit } = stage.width.period;
  const origin = (unit === 'w' ? firstMonday : 0) - offset;
  const name = stage.alias?.name ?? '_timeslice';
  const sliced = extend(table, name, ({ fields: row }) => {
    const time = toNumber(read(row, '_messagetime')) ?? NaN;
    return Math.floor((time - origin) / width) * width + origin;
  });
  const items = sliced.items.map((item) => ({
    ...item,
    fields: set(item.fields, [['__timeslice_end', (toNumber(read(item.fields, name)) ?? NaN) + width]]),
  }));
  return { ...sliced, items, system: [...sliced.system, '__timeslice_end'], slices: { field: fold(name), width } };
}

/** Values below the first bin fall into it, those above the last one into that. */
export function bin(stage: BinStage, table: Table): Table {
  const option = (name: string): number => {
    const value = stage.options.find((each) => fold(each.name) === name)?.value;
    return value?.kind === 'number' ? value.value : NaN;
  };
  const [width, least, most] = [option('width'), option('min'), option('max')];
  const lower = (item: Item): number | null => {
    const value = toNumber(read(item.fields, stage.field.name));
    if (value === null) return null;
    const index = Math.floor((Math.min(Math.max(value, least), most) - least) / width);
    return least + Math.min(index, Math.ceil((most - least) / width) - 1) * width;
  };
  const withLower = extend(table, '_bin_lower', lower);
  return extend(withLower, '_bin_upper', (item) => {
    const low = lower(item);
    return low === null ? null : low + width;
  });
}
