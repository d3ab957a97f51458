/** Stages that take fields out of text (language reference 3.1). */
import type { JsonStage, ParseRegexStage, ParseStage, SplitStage } from '../../../server/src/language/index.ts';
import { jsonAt } from '../json.ts';
import { anchorMatch, regexOf } from '../patterns.ts';
import { addNames, fold, read, set } from '../table.ts';
import type { Item, Table } from '../table.ts';
import { toText } from '../values.ts';
import type { Value } from '../values.ts';

type Captured = readonly (readonly [name: string, value: Value])[];

/** `json "a.b" as x nodrop` */
export function json(stage: JsonStage, table: Table): Table {
  const names = stage.paths.map(({ value }, index) => stage.aliases[index]?.name ?? value);
  const items = table.items.flatMap((item): readonly Item[] => {
    const text = toText(read(item.fields, stage.source?.name ?? '_raw'));
    const found = stage.paths.map(({ value }) => (text === null ? undefined : jsonAt(text, value)));
    if (!stage.nodrop && found.includes(undefined)) return [];
    const values = names.map((name, index): Captured[number] => {
      const each = found[index];
      return [name, each === undefined ? read(item.fields, name) : each.text];
    });
    return [{ ...item, fields: set(item.fields, values) }];
  });
  return { ...table, columns: addNames(table.columns, names), items };
}

/** `parse "a=*," as x nodrop` */
export function parse(stage: ParseStage, table: Table): Table {
  const names = stage.patterns.flatMap(({ fields }) => fields.map(({ name }) => name));
  const capture = (text: string): Captured | null => {
    const all: (readonly [string, Value])[] = [];
    for (const { pattern, fields } of stage.patterns) {
      const values = anchorMatch(text, pattern.value);
      if (values === null) return null;
      all.push(...fields.map(({ name }, index) => [name, values[index] ?? null] as const));
    }
    return all;
  };
  return parseFirst(table, stage.source?.name ?? '_raw', names, stage.nodrop, capture);
}

/** `parse regex "(?<x>…)" multi nodrop` */
export function parseRegex(stage: ParseRegexStage, table: Table): Table {
  const source = stage.source?.name ?? '_raw';
  const names = stage.patterns.flatMap(({ written }) => groupNames(written));
  if (!stage.multi)
    return parseFirst(table, source, names, stage.nodrop, (text) => {
      const found = stage.patterns.map(({ written }) => regexOf(written).exec(text));
      return found.includes(null) ? null : found.flatMap((match) => groups(match));
    });
  const [pattern] = stage.patterns;
  const items = table.items.flatMap((item): readonly Item[] => {
    const text = toText(read(item.fields, source));
    const found = text === null ? [] : [...text.matchAll(new RegExp(regexOf(pattern?.written ?? '').source, 'gu'))];
    if (found.length === 0) return unmatched(item, source, names, stage.nodrop);
    return found.map((match) => matched(item, source, groups(match), stage.nodrop));
  });
  return { ...table, columns: addNames(table.columns, names), items };
}

function groupNames(written: string): readonly string[] {
  return [...written.matchAll(/\(\?<(\w+)>/g)].map((match) => match[1] ?? '');
}

function groups(match: RegExpExecArray | null): Captured {
  return Object.entries(match?.groups ?? {}).map(([name, value]) => [name, (value as string | undefined) ?? null]);
}

function parseFirst(
  table: Table,
  source: string,
  names: readonly string[],
  nodrop: boolean,
  capture: (text: string) => Captured | null,
): Table {
  const items = table.items.flatMap((item): readonly Item[] => {
    const text = toText(read(item.fields, source));
    const values = text === null ? null : capture(text);
    return values === null ? unmatched(item, source, names, nodrop) : [matched(item, source, values, nodrop)];
  });
  return { ...table, columns: addNames(table.columns, names), items };
}

function matched(item: Item, source: string, values: Captured, nodrop: boolean): Item {
  return {
    fields: set(item.fields, values),
    matched: nodrop ? new Set([...item.matched, fold(source)]) : item.matched,
  };
}

/** Dropped unless this or an earlier pattern of the same source has `nodrop`; then fields keep what they had. */
function unmatched(item: Item, source: string, names: readonly string[], nodrop: boolean): readonly Item[] {
  if (!nodrop && !item.matched.has(fold(source))) return [];
  return [
    {
      ...item,
      fields: set(
        item.fields,
        names.map((name) => [name, read(item.fields, name)] as const),
      ),
    },
  ];
}

/** `split line delim=':' extract 1 as a, _, b` and `csv`. */
export function split(stage: SplitStage, table: Table): Table {
  const option = (name: string, usual: string): string =>
    stage.options.find((each) => fold(each.name) === name)?.value ?? usual;
  const [delimiter, quote, escape] = [option('delim', ','), option('quote', '"'), option('escape', '\\')];
  let position = 0;
  const wanted = stage.items.flatMap(({ index, field }) => {
    position = index?.value ?? position + 1;
    return field === undefined ? [] : [{ name: field.name, column: position }];
  });
  const items = table.items.map((item): Item => {
    const text = toText(read(item.fields, stage.source.name));
    const cells = text === null ? [] : splitLine(text, delimiter, quote, escape);
    const values = wanted.map(({ name, column }) => [name, cells[column - 1] ?? null] as const);
    return { ...item, fields: set(item.fields, values) };
  });
  return {
    ...table,
    columns: addNames(
      table.columns,
      wanted.map(({ name }) => name),
    ),
    items,
  };
}

/** One character after the other; the quotes around a value go away, and what they hold is data. */
function splitLine(text: string, delimiter: string, quote: string, escape: string): readonly string[] {
  const cells: string[] = [''];
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const last = cells.length - 1;
    if (character === escape && index + 1 < text.length) {
      index += 1;
      cells[last] += text.charAt(index);
    } else if (character === quote && (isQuoted || cells[last] === '')) isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) cells.push('');
    else cells[last] += character;
  }
  return cells;
}
