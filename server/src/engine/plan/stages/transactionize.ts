/** `transactionize`: rows that share any of some fields, grouped transitively. */
import type {
  AggregateStage,
  FieldName,
  MergeItem,
  MergeStage,
  Stage,
  StageOption,
  TransactionizeStage,
} from '../../../language/index.ts';
import { groupRowsByValues } from '../../analytics/grouping.ts';
import type { GroupingOptions } from '../../analytics/grouping.ts';
import { mergeValues } from '../../analytics/mergeRows.ts';
import { toText } from '../coerce.ts';
import { fieldColumn } from '../fields.ts';
import type { Field } from '../fields.ts';
import type { Planner, RowSet } from '../planner.ts';
import { boolean, call, column, isNothing, nothing, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import type { Row } from '../steps.ts';
import { computeColumns, computeGroups } from './computed.ts';
import { displayName, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planTransactionize: StagePlanner<TransactionizeStage> = (stage, rows, planner) => {
  const prefix = stage.alias?.name ?? '_group';
  const added: readonly Field[] = [
    { name: prefix, type: 'long', id: planner.newColumn(), origin: 'query' },
    { name: `${prefix}_duration`, type: 'long', id: planner.newColumn(), origin: 'query' },
    { name: `${prefix}_size`, type: 'long', id: planner.newColumn(), origin: 'query' },
    { name: `${prefix}_orphaned`, type: 'boolean', id: planner.newColumn(), origin: 'query' },
  ];
  const keys = stage.fields.map(({ name }) => readField(rows, name));
  const time = [readField(rows, '_messageTime'), readField(rows, '_timeslice')].find((value) => !isNothing(value));
  const options = groupingOptions(stage);
  const keepOrphans = textOption(stage.options, 'keeporphans')?.toLowerCase() !== 'false';
  const values = [
    time ?? nothing('long'),
    holdsText(rows, textOption(stage.options, 'startswith')),
    holdsText(rows, textOption(stage.options, 'endswith')),
    ...keys,
  ];
  const grouped = computeColumns(
    rows,
    values,
    added,
    async (found, signal) => {
      const groups = await groupRowsByValues(found.map(asGroupedRow), options, signal);
      const cells = new Map<number, Row>();
      for (const [index, { members, duration, orphaned }] of groups.entries()) {
        if (orphaned && !keepOrphans) continue;
        for (const member of members) cells.set(member, [index + 1, duration, members.length, orphaned]);
      }
      return [...cells].sort(([a], [b]) => a - b).map(([position, row]) => [position, ...row]);
    },
    planner,
  );
  const fields = added.reduce((all, field) => all.define(field), grouped.fields);
  const [group] = added;
  const result = { ...grouped, fields };
  if (stage.pipeline === undefined || group === undefined) return result;
  return stage.pipeline.stages.reduce((before, each) => planInGroups(each, before, added, planner), result);
};

function asGroupedRow([time, starts, ends, ...keys]: Row): Parameters<typeof groupRowsByValues>[0][number] {
  return { keys, time: typeof time === 'number' ? time : null, starts: starts === true, ends: ends === true };
}

function option(options: readonly StageOption[], name: string): StageOption['value'] | undefined {
  return options.find((each) => each.name.toLowerCase() === name)?.value;
}

function numberOption(options: readonly StageOption[], name: string): number | undefined {
  const value = option(options, name);
  return value?.kind === 'number' && Number.isFinite(value.value) ? value.value : undefined;
}

function textOption(options: readonly StageOption[], name: string): string | undefined {
  const value = option(options, name);
  if (value?.kind === 'string') return value.value;
  return value?.kind === 'field' ? value.name : undefined;
}

function groupingOptions({ options }: TransactionizeStage): GroupingOptions {
  const cut = (name: string): GroupingOptions['start'] => {
    const found = options.find((candidate) => candidate.name === name);
    if (found === undefined) return 'none';
    return found.strict ? 'strict' : 'cut';
  };
  return {
    maxSpan: numberOption(options, 'maxspan'),
    maxPause: numberOption(options, 'maxpause'),
    maxLogs: numberOption(options, 'maxlogs'),
    start: cut('startswith'),
    end: cut('endswith'),
  };
}

function holdsText(rows: RowSet, wanted: string | undefined): Scalar {
  const raw = toText(readField(rows, '_raw'));
  if (wanted === undefined || isNothing(raw)) return boolean(false);
  return call('isTrue', 'boolean', call('hasText', 'boolean', raw, text(wanted)));
}

/** Stages that look at one row at a time mean the same in a group and over all of them. */
const rowStages: ReadonlySet<Stage['kind']> = new Set([
  'parse',
  'parseRegex',
  'json',
  'jsonAuto',
  'csv',
  'split',
  'keyvalue',
  'parseXml',
  'where',
  'expression',
  'withtime',
  'timeslice',
  'lookup',
  'geoip',
  'threat',
  'sort',
  'opaque',
]);

function planInGroups(stage: Stage, rows: RowSet, added: readonly Field[], planner: Planner): RowSet {
  if (stage.kind === 'merge') return mergeGroups(stage, rows, added, planner);
  if (stage.kind === 'aggregateStage') return aggregateGroups(stage, rows, added, planner);
  if (stage.kind === 'fields') {
    const kept = planner.planStages([stage], rows).fields;
    // What the groups are known by stays, out of sight.
    return {
      ...rows,
      fields: added.reduce(
        (all, field) => (all.find(field.name) ? all : all.define({ ...field, origin: 'hidden' })),
        kept,
      ),
    };
  }
  if (rowStages.has(stage.kind)) return planner.planStages([stage], rows);
  planner.unsupported('This stage inside "transactionize"', stage.keywordRange);
  return rows;
}

/** Each group for itself: the groups become one more key, out of sight. */
function aggregateGroups(stage: AggregateStage, rows: RowSet, added: readonly Field[], planner: Planner): RowSet {
  const keys = added
    .filter(({ name }) => !stage.groupBy.some((field) => field.name.toLowerCase() === name.toLowerCase()))
    .map(({ name }): FieldName => ({ kind: 'field', name, range: stage.range }));
  const result = planner.planStages([{ ...stage, groupBy: [...keys, ...stage.groupBy] }], rows);
  const hidden = new Set(keys.map(({ name }) => name));
  const fields = result.fields.all.map((field) =>
    hidden.has(field.name) ? { ...field, origin: 'hidden' as const } : field,
  );
  return { ...result, fields: fields.reduce((all, field) => all.define(field), result.fields) };
}

function wholeMessage({ range }: MergeStage): MergeItem {
  return { field: { kind: 'field', name: '_raw', range }, mode: 'join', separator: undefined, alias: undefined };
}

/** One row for each group, in the order in which groups appear. */
function mergeGroups(stage: MergeStage, rows: RowSet, added: readonly Field[], planner: Planner): RowSet {
  const items = stage.items.length > 0 ? stage.items : [wholeMessage(stage)];
  const values = items.map(({ field }) => readField(rows, field.name));
  const group = added.map(({ id, type }) => column(id, type));
  const made = items.map(({ field, mode, alias }, index) => ({
    name: alias?.name ?? displayName(rows, field),
    type: mode === 'takeFirst' || mode === 'takeLast' ? (values[index]?.type ?? ('text' as const)) : ('text' as const),
  }));
  const known = rows.fields.all.filter(({ name }) => added.some((field) => field.name === name)).map(fieldColumn);
  const merged = computeGroups(
    rows,
    [...(known.length === group.length ? known : group), ...values],
    [...added.map(({ name, type }) => ({ name, type })), ...made],
    (found) => {
      const groups = new Map<unknown, Row[]>();
      for (const row of found) {
        const members = groups.get(row[0]);
        if (members === undefined) groups.set(row[0], [row]);
        else members.push(row);
      }
      return [...groups.values()].map((members) => [
        ...(members[0] ?? []).slice(0, added.length),
        ...items.map(({ mode, separator }, index) =>
          mergeValues(
            members.map((row) => row[added.length + index] ?? null),
            mode,
            separator?.value ?? '\n',
          ),
        ),
      ]);
    },
    planner,
  );
  const names = new Set(added.map(({ name }) => name));
  const fields = merged.fields.all.map((field) =>
    names.has(field.name) ? { ...field, origin: 'hidden' as const } : field,
  );
  return { ...merged, fields: fields.reduce((all, field) => all.define(field), merged.fields) };
}
