/** Rows between two stages: plain objects in arrays. */
import type { Value } from './values.ts';

/** Fields of a row by their names in lower case. */
export type Row = Readonly<Record<string, Value>>;

/** A row with what is known about it beside its fields. */
export interface Item {
  readonly fields: Row;
  /** Names (in lower case) of source fields that an earlier `nodrop` pattern has matched. */
  readonly matched: ReadonlySet<string>;
}

export interface Table {
  readonly shape: 'messages' | 'aggregates';
  /** Fields that the query has defined, in order, as first spelled. */
  readonly columns: readonly string[];
  readonly items: readonly Item[];
  /** Fields of messages that are always there, in lower case. */
  readonly system: readonly string[];
  /** What the last `timeslice` made. */
  readonly slices: { readonly field: string; readonly width: number } | undefined;
  /** True after `transpose`. */
  readonly transposed: boolean;
}

/** Facts that do not stand in the query. Times are epoch milliseconds. */
export interface Facts {
  readonly range: { readonly from: number; readonly to: number };
  /** How far the clocks of the session are ahead of UTC, in milliseconds. */
  readonly offset: number;
  readonly text: string;
}

/** The form in which names are compared. */
export function fold(name: string): string {
  return name.toLowerCase();
}

/** A field of a row; null when there is none. */
export function read(row: Row, name: string): Value {
  const key = fold(name);
  return Object.hasOwn(row, key) ? (row[key] ?? null) : null;
}

/** True when rows have a field of that name. */
export function hasField({ columns, system }: Table, name: string): boolean {
  return columns.some((each) => fold(each) === fold(name)) || system.includes(fold(name));
}

/** The spelling under which a field was first defined. */
export function spelling({ columns }: Table, name: string): string {
  return columns.find((each) => fold(each) === fold(name)) ?? name;
}

/** Names added to a list; those that are there already keep their place and spelling. */
export function addNames(columns: readonly string[], names: readonly string[]): readonly string[] {
  return names.reduce<readonly string[]>(
    (list, name) => (list.some((each) => fold(each) === fold(name)) ? list : [...list, name]),
    columns,
  );
}

/** The row with some fields set. */
export function set(row: Row, values: readonly (readonly [name: string, value: Value])[]): Row {
  return { ...row, ...Object.fromEntries(values.map(([name, value]) => [fold(name), value])) };
}

/** The table with a field of each row computed from the row. */
export function extend(table: Table, name: string, compute: (item: Item, index: number) => Value): Table {
  return {
    ...table,
    columns: addNames(table.columns, [name]),
    items: table.items.map((item, index) => ({
      ...item,
      fields: set(item.fields, [[name, compute(item, index)]]),
    })),
  };
}

/** Items by the tuple of some fields, groups in order of first appearance. */
export function groupItems(
  items: readonly Item[],
  names: readonly string[],
  key: (values: readonly Value[]) => string,
): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = key(names.map((name) => read(item.fields, name)));
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [item]);
    else known.push(item);
  }
  return [...groups.values()];
}
