/** `threatip` and `threatlookup`: what a list of threats knows about values. */
import type { ThreatStage } from '../../../language/index.ts';
import { toText } from '../coerce.ts';
import type { Planner, RowSet } from '../planner.ts';
import { call, column, isNothing, nothing } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import type { CellValue, Row, StepColumn } from '../steps.ts';
import { columnIndex } from '../tables.ts';
import type { ListedTable } from '../tables.ts';
import { cellText, lookUpRows, storeRows } from './lookupJoin.ts';
import { extend, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

const threatTable = 'sumo://threat/cs';

/** Columns under which lists keep what is asked for, the first that is there counts. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  actor: ['actor', 'actors'],
  actors: ['actors', 'actor'],
  malicious_confidence: ['malicious_confidence', 'confidence', 'threatlevel'],
  confidence: ['confidence', 'malicious_confidence', 'threatlevel'],
  raw_threat: ['raw_threat', 'raw'],
  fields: ['fields', 'raw'],
  indicator: ['indicator', 'threat', 'ioc', 'value', 'ip'],
  threat_type: ['threat_type', 'type'],
};

const threatipColumns = ['actor', 'malicious_confidence', 'raw_threat', 'type'];

const threatlookupColumns = [
  'actors',
  'confidence',
  'fields',
  'id',
  'imported',
  'indicator',
  'kill_chain',
  'num_matches',
  'source',
  'threat_type',
  'type',
  'updated',
  'valid_from',
  'valid_until',
];

const prefix = '_threatlookup.';

/** Words for how sure a threat is, the surest last. */
const confidences = ['unverified', 'low', 'medium', 'high'];

function find(table: ListedTable, name: string): number | undefined {
  for (const alias of aliases[name] ?? [name]) {
    const index = columnIndex(table.columns, alias);
    if (index !== undefined) return index;
  }
  return undefined;
}

export const planThreat: StagePlanner<ThreatStage> = (stage, rows, planner) => {
  const names = stage.operator === 'threatip' ? threatipColumns : threatlookupColumns.map((name) => prefix + name);
  const nulls = (): RowSet =>
    extend(
      rows,
      names.map((name) => ({ name, value: nothing(name === `${prefix}num_matches` ? 'long' : 'text') })),
      planner,
    );
  const table = planner.tables.resolve(threatTable);
  if (table.kind !== 'rows') {
    if (table.kind === 'missing') planner.notice('lookup.missing', table.reason);
    return nulls();
  }
  const indicator = find(table, 'indicator');
  if (indicator === undefined) {
    planner.notice('threat.no-indicator', 'The table of threats has no column "indicator", so it matches nothing.');
    return nulls();
  }
  if (stage.operator === 'threatlookup') return lookUpThreats(stage, table, indicator, rows, planner);
  const [field] = stage.fields;
  const value = toText(readField(rows, field?.name ?? ''));
  // A column that the list lacks stands for null: its number is beyond those of any row.
  const outputs = threatipColumns.map((name) => ({ name, column: find(table, name) ?? table.columns.length }));
  return lookUpRows(table, [{ column: indicator, value }], outputs, rows, planner);
};

/** One row for each match of any of the fields; or only the best one, of the first field that is on the list. */
function lookUpThreats(
  stage: ThreatStage,
  table: ListedTable,
  indicator: number,
  rows: RowSet,
  planner: Planner,
): RowSet {
  const values = stage.fields
    .map((field) => toText(readField(rows, field.name)))
    .filter((value) => !isNothing(value))
    .map((value) => call('lower', 'text', value));
  const stored = storeRows(listThreats(stage, table, indicator), freshColumns(planner), rows, planner);
  const sides = stage.singleIndicator ? values.map((value) => [value]) : values.length > 0 ? [values] : [];
  let { node } = rows;
  let found: readonly Scalar[] = freshColumns(planner).map(({ type }) => nothing(type));
  for (const side of sides.toReversed()) {
    const columns = freshColumns(planner);
    const [key, ...cells] = columns.map(({ id, type }) => column(id, type));
    if (key === undefined) continue;
    node = {
      kind: 'lookup',
      input: node,
      table: { ...stored, columns },
      on: side.map((left) => ({ left, right: key.id })),
      match: 'any',
      unique: stage.singleIndicator,
      columns: columns.map(({ id }) => id),
    };
    const isMissing = call('isNull', 'boolean', key);
    const others = found.slice(1);
    found = [key, ...cells.map((cell, index) => call('if', cell.type, isMissing, others[index] ?? nothing(), cell))];
  }
  const added = threatlookupColumns.map((name, index) => ({
    name: prefix + name,
    value: found[index + 1] ?? nothing(),
  }));
  return extend({ ...rows, node }, added, planner);
}

/** The indicator and what is told about it. */
function freshColumns(planner: Planner): readonly StepColumn[] {
  return ['indicator', ...threatlookupColumns].map((name) => ({
    id: planner.newColumn(),
    type: name === 'num_matches' ? 'long' : 'text',
  }));
}

/** The lines of the list by folded indicator, the surest first; only that one when a single one is wanted. */
function listThreats({ source, singleIndicator }: ThreatStage, table: ListedTable, indicator: number): readonly Row[] {
  const [sourceColumn, confidence] = [columnIndex(table.columns, 'source'), find(table, 'confidence')];
  const groups = new Map<string, Row[]>();
  for (const row of table.rows) {
    const key = cellText(row[indicator] ?? null)?.toLowerCase();
    if (key === undefined || key === '') continue;
    if (source !== undefined && sourceColumn !== undefined && row[sourceColumn] !== source.value) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const sureness = (row: Row): number => rank(confidence === undefined ? null : (row[confidence] ?? null));
  return [...groups].flatMap(([key, group]) => {
    const ordered = group.toSorted((a, b) => sureness(b) - sureness(a));
    return (singleIndicator ? ordered.slice(0, 1) : ordered).map((row) => [
      key,
      ...threatlookupColumns.map((name): CellValue => {
        if (name === 'num_matches') return group.length;
        const index = find(table, name);
        return index === undefined ? null : cellText(row[index] ?? null);
      }),
    ]);
  });
}

function rank(confidence: CellValue): number {
  const number = Number(confidence ?? 0);
  return Number.isNaN(number) ? confidences.indexOf(String(confidence).toLowerCase()) : number;
}
