/** Small tables of messages and pipelines over them, made from lists of numbers so that both shrink together. */
import { makeCondition, makeNumber, makeText, spell } from './differentialExpressions.ts';
import type { Names } from './differentialExpressions.ts';
import { makeMessage } from './differentialMessages.ts';
import type { DatedMessage } from './differentialMessages.ts';
import { Tape } from './differentialTape.ts';

export interface Case {
  readonly messages: readonly DatedMessage[];
  readonly query: string;
}

function add(list: string[], name: string): void {
  if (!list.includes(name)) list.push(name);
}

/** An expression stage; names of the three kinds stay apart, so that no field changes its kind. */
function computed(tape: Tape, names: Names): string {
  const kind = tape.pick(['numbers', 'texts', 'conditions'] as const);
  const name = `${kind.charAt(0)}${String(1 + tape.below(2))}`;
  const value = { numbers: makeNumber, texts: makeText, conditions: makeCondition }[kind](tape, names);
  add(names[kind], name);
  return kind === 'numbers' ? `num(${value}) as ${name}` : `${value} as ${name}`;
}

function sortKeys(tape: Tape, all: readonly string[]): string {
  return tape
    .some(all, 2)
    .map((name) => spell(tape, name))
    .map((name) => tape.pick([name, `${name} asc`, `+${name}`]))
    .join(', ');
}

const everyName = ({ texts, numbers, conditions }: Names): readonly string[] => [...texts, ...numbers, ...conditions];

const anchors = [
  ['"user=*,"', 'user'],
  ['"user=*"', 'user'],
  ['"*user=*, status=*;"', 'prefix', 'user', 'status'],
  ['"=*;*=*"', 'user', 'prefix', 'status'],
  ['"user=*," as user, "status=*;"', 'status'],
] as const;

function messageStage(tape: Tape, names: Names): string {
  const field = (): string => tape.pick(names.texts);
  return tape.pick([
    () => `where ${makeCondition(tape, names)}`,
    () => computed(tape, names),
    () => {
      const [pattern, ...fields] = tape.pick(anchors);
      for (const name of fields) add(names.texts, name);
      // What several patterns with nodrop give when some of them match is open.
      const nodrop = pattern.includes(' as ') ? '' : tape.pick([' nodrop', '']);
      return `parse field=t ${pattern} as ${fields.join(', ')}${nodrop}`;
    },
    () => {
      add(names.texts, 'word');
      const pattern = tape.pick([
        '(?<word>[a-z]+)=',
        'user=(?<word>\\\\w*)(?=,)',
        '(?<word>\\\\d+)',
        'status=(?<word>a|ok)?',
        '(?<word>"b",?)',
      ]);
      const quoted = `"${pattern.replaceAll('\\\\', '\\').replaceAll('"', '\\"')}"`;
      return `parse regex field=t ${quoted}${tape.pick(['', ' multi'])}${tape.pick([' nodrop', ''])}`;
    },
    () => {
      add(names.texts, 'inner');
      return `json field=o "${tape.pick(['b', 'c.d', 'b.e[0]', 'b.e[*]'])}" as inner${tape.pick([' nodrop', ''])}`;
    },
    () => {
      add(names.texts, 'cell');
      return `${tape.pick(['csv', 'split'])} t extract ${tape.pick(['1 as cell', 'cell, other', '_, cell'])}`;
    },
    () => `sort by ${sortKeys(tape, everyName(names))}`,
    () => `limit ${tape.pick(['1', '3', '100'])}`,
    () => `fields - ${tape.pick(['ip', 'list', 'none'])}`,
    () =>
      `${tape.pick([...names.texts, '5'])} / ${tape.pick(['0', 'm'])} as ratio | isNull(ratio) as none | fields - ratio`,
    () => `${tape.pick(names.texts)} as %"a copy" | toUpperCase(%"A Copy")`,
    () => {
      const name = tape.pick(['m', 'list']);
      names.texts = names.texts.filter((each) => each !== name);
      add(names.numbers, name);
      return `num(${spell(tape, name)})`;
    },
    () => `dedup ${tape.pick(['', 'consecutive ', '2 '])}by ${tape.some(everyName(names), 2).join(', ')}`,
    () =>
      `topk(${tape.pick(['1', '2'])}, ${tape.pick([...names.texts, ...names.numbers])}) by ${field()} | sort by ${field()}, _rank`,
  ])();
}

const aggregateForms: readonly ((tape: Tape, names: Names) => readonly [text: string, name: string, kind: 'numbers' | 'texts'])[] = [
  () => ['count', '_count', 'numbers'],
  (tape, names) => [`count(${tape.pick(everyName(names))}) as c`, 'c', 'numbers'],
  (tape, names) => [`count_distinct(${tape.some(everyName(names), 2).join(', ')}) as d`, 'd', 'numbers'],
  (tape, names) => [`sum(${tape.pick([...names.texts, ...names.numbers])}) as s`, 's', 'numbers'],
  (tape, names) => [`avg(${tape.pick([...names.texts, ...names.numbers])}) as v`, 'v', 'numbers'],
  (tape, names) => [`${tape.pick(['min', 'max'])}(${tape.pick([...names.texts, ...names.numbers])}) as w`, 'w', 'numbers'],
  (tape, names) => [`${tape.pick(['first', 'last'])}(${tape.pick(names.texts)}) as f`, 'f', 'texts'],
  (tape, names) => [`values(${tape.pick(names.texts)}) as l`, 'l', 'texts'],
  (tape, names) => [`pct(${tape.pick([...names.texts, ...names.numbers])}, ${tape.pick(['50', '90', '12.5'])}) as p`, 'p', 'numbers'],
  (tape, names) => [`${tape.pick(['stddev', 'median'])}(${tape.pick(names.texts)}) as e`, 'e', 'numbers'],
]; // prettier-ignore

/** An aggregation, and the names that are left after it. */
function aggregation(tape: Tape, names: Names): readonly [stage: string, names: Names] {
  const chosen = tape.some(aggregateForms, 3).map((form) => form(tape, names));
  const by = tape.oneIn(5) ? [] : tape.some([...names.texts, ...names.numbers], 2);
  const after: Names = {
    texts: by.filter((name) => names.texts.includes(name)),
    numbers: by.filter((name) => !names.texts.includes(name)),
    conditions: [],
  };
  for (const [, name, kind] of chosen) add(after[kind], name);
  if (after.texts.length === 0) after.texts.push('nothing');
  const grouping = by.length === 0 ? '' : ` by ${by.map((name) => spell(tape, name)).join(', ')}`;
  return [`${chosen.map(([aggregate]) => aggregate).join(', ')}${grouping}`, after];
}

function groupStage(tape: Tape, names: Names): string {
  const numeric = (): string => (names.numbers.length === 0 ? '_count' : tape.pick(names.numbers));
  const by = (): string => (tape.oneIn(2) ? ` by ${tape.pick(everyName(names))}` : '');
  return tape.pick([
    () => `sort by ${sortKeys(tape, everyName(names))}`,
    () => `limit ${tape.pick(['1', '2', '100'])}`,
    () =>
      `top ${tape.pick(['1', '2', '100'])} ${tape.pick(everyName(names))} by ${sortKeys(tape, everyName(names)).replace(/\+(\w+)/g, '$1 asc')}`,
    () => `where ${makeCondition(tape, names, 1)}`,
    () => `accum ${numeric()} as r${by()}`,
    () => `total ${numeric()} as r${by()}`,
    () => `diff ${numeric()} as r${by()}`,
    () => `smooth ${numeric()}, ${tape.pick(['2', '3'])} as r${by()}`,
    () => `rollingstd ${numeric()}, ${tape.pick(['2', '3'])} as r${by()}`,
    () => `backshift ${numeric()}, ${tape.pick(['1', '2'])} as r${by()}`,
    () => `bin ${numeric()} width=${tape.pick(['2', '5'])}, min=0, max=10 | fields - _bin_label`,
    () => `filter ${names.texts[0] ?? ''} in (top 2 ${names.texts[0] ?? ''} by ${numeric()})`,
    () => `dedup by ${tape.pick(everyName(names))}`,
    () => `topk(1, ${numeric()}) by ${names.texts[0] ?? ''} | sort by ${names.texts[0] ?? ''}, _rank`,
    () => `fields ${tape.some(everyName(names), 3).join(', ')}`,
  ])();
}

/** A stage that needs a certain aggregation before it, with that aggregation. */
function pair(tape: Tape, names: Names): readonly string[] {
  const key = tape.pick(names.texts);
  const slice = `timeslice ${tape.pick(['1m', '1h', '1d', '1w', '7m'])}`;
  return tape.pick([
    () => [slice, `count by _timeslice, ${key}`, `transpose row _timeslice column ${key}`],
    () => [`count by ${key}, type`, `transpose row ${key} column type as Bounce, %"Other"`],
    () => [`count as c, max(n) as x by ${key}, type`, `transpose row type column ${key}`],
    () => [`count by k, g, type`, `transpose row type column k, g`],
    () => ['timeslice 1d', `count by _timeslice, type`, 'fillmissing timeslice(1d), values all in type', 'sort by _timeslice, type'],
    () => [`count, first(k) as f by ${key}`, `fillmissing values("a", "zz") in ${key} with -1 for _count`, `sort by ${key}`],
    () => [`count by k, type`, 'fillmissing values all in k, values all in type', 'sort by k, type asc, _count'],
    () => ['timeslice 1m', 'count by _timeslice', 'sort by _timeslice asc', `outlier _count window=${tape.pick(['1', '2'])}, threshold=${tape.pick(['1', '2', '3'])}, direction=${tape.pick(['+-', '+', '-'])}`],
    () => [slice, 'count by _timeslice', 'sort by _timeslice'],
    () => [`count_frequent ${key}`],
    () => [`top 2 ${key}`],
    () => [`withtime k`, `${tape.pick(['most_recent', 'least_recent'])}(k_withtime) as r by type`],
    () => [`count by k, type`, 'sum(_count) as s, max(_count) by k', 'sort by s, k'],
  ])(); // prettier-ignore
}

const scopes = ['*', 'Bounce', '"type"', 'not Bounce', 'ann or bob', 'user*', '_sourceCategory=AWS/SES/*', 'type=bounce', '(Bounce or Delivery) "\\"k\\":\\"a\\""', '!(type="Delivery")', '"user=ann"', '*ounce k=a*']; // prettier-ignore

/** A case from a tape of numbers. */
export function makeCase(tapeOfMessages: readonly number[], tapeOfQuery: readonly number[]): Case {
  const tape = new Tape(tapeOfMessages);
  const messages = Array.from({ length: tape.below(11) }, () => makeMessage(tape));
  return { messages, query: makeQuery(new Tape(tapeOfQuery)) };
}

function makeQuery(tape: Tape): string {
  const stages = [tape.pick(scopes), 'json "k", "g", "n", "m", "t", "ip", "list", "o", "type" nodrop'];
  if (tape.oneIn(2)) stages.push(`json "${tape.pick(['list[*].x', 'list[0].x', 'o.b', 'o.c', 'o.c.d', 'no.where', 'list[5]'])}" as deep${tape.pick([' nodrop', ''])}`); // prettier-ignore
  const names: Names = { texts: ['n', 'm', 'k', 'g', 't', 'ip', 'list', 'o', 'type'], numbers: [], conditions: [] };
  for (let count = tape.below(4); count > 0; count -= 1) stages.push(messageStage(tape, names));
  const ending = tape.below(4);
  if (ending === 0) stages.push(...pair(tape, names));
  else if (ending > 1) {
    const [stage, after] = aggregation(tape, names);
    stages.push(stage);
    for (let count = tape.below(3); count > 0; count -= 1) {
      const next = groupStage(tape, after);
      stages.push(next);
      if (next.startsWith('fields')) break;
    }
  }
  return stages.join(' | ');
}
