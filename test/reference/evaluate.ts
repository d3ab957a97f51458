/**
 * A slow, plain reading of the language reference: rows are objects in arrays, one function for each operator.
 * It shares the parser with the product and nothing else; the engine is compared with it.
 */
import { parseDocument } from '../../server/src/language/index.ts';
import type { FilterStage, Stage } from '../../server/src/language/index.ts';
import { finds } from './scope.ts';
import { aggregate, countFrequent, transpose } from './stages/grouping.ts';
import { json, parse, parseRegex, split } from './stages/parsing.ts';
import { bin, dedup, expression, fields, limit, sort, timeslice, top, topk, where, withtime } from './stages/rows.ts';
import { fillmissing, outlier, running } from './stages/series.ts';
import { read } from './table.ts';
import type { Facts, Table } from './table.ts';
import { tupleKey } from './values.ts';
import type { Value } from './values.ts';

export interface Message {
  readonly raw: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly category: string;
}

export interface Answer {
  readonly shape: Table['shape'];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** The fields that the query has made, of the rows of its answer. Throws for what the reference has no rule for. */
export function answer(messages: readonly Message[], text: string, facts: Omit<Facts, 'text'>): Answer {
  const query = parseDocument(text).cells[0]?.query;
  if (query === undefined) throw new Error('There is no query.');
  const items = messages
    .map(({ raw, time, category }) => ({
      fields: { _raw: raw, _messagetime: time, _sourcecategory: category },
      matched: new Set<string>(),
    }))
    .filter(({ fields: message }) => finds(query.scope, message))
    // Newest first; of equal times the one that was written first.
    .sort((a, b) => b.fields._messagetime - a.fields._messagetime);
  const start: Table = {
    shape: 'messages',
    columns: [],
    items,
    system: ['_raw', '_messagetime', '_sourcecategory'],
    slices: undefined,
    transposed: false,
  };
  const end = runStages(query.stages, start, { ...facts, text });
  return {
    shape: end.shape,
    columns: end.columns.map((name) => name.replace(/^cell:/, '')),
    rows: end.items.map(({ fields: row }) =>
      end.columns.map((name) => (name.startsWith('cell:') ? (row[name] ?? null) : read(row, name))),
    ),
  };
}

function runStages(stages: readonly Stage[], table: Table, facts: Facts): Table {
  return stages.reduce((before, stage) => runStage(stage, before, facts), table);
}

function runStage(stage: Stage, table: Table, facts: Facts): Table {
  switch (stage.kind) {
    case 'json':
      return json(stage, table);
    case 'parse':
      return parse(stage, table);
    case 'parseRegex':
      return parseRegex(stage, table);
    case 'csv':
    case 'split':
      return split(stage, table);
    case 'where':
      return where(stage, table, facts);
    case 'expression':
      return expression(stage, table, facts);
    case 'fields':
      return fields(stage, table);
    case 'aggregateStage':
      return aggregate(stage, table);
    case 'countFrequent':
      return countFrequent(stage, table);
    case 'sort':
      return sort(stage, table);
    case 'limit':
      return limit(stage, table);
    case 'top':
      return top(stage, table);
    case 'topk':
      return topk(stage, table);
    case 'dedup':
      return dedup(stage, table);
    case 'withtime':
      return withtime(stage, table);
    case 'timeslice':
      return timeslice(stage, table, facts);
    case 'bin':
      return bin(stage, table);
    case 'running':
      return running(stage, table);
    case 'outlier':
      return outlier(stage, table, facts);
    case 'fillmissing':
      return fillmissing(stage, table, facts);
    case 'transpose':
      return transpose(stage, table);
    case 'filter':
      return filter(stage, table, facts);
    default:
      throw new Error(`The reference has no rule for ${stage.kind}.`);
  }
}

/** Keeps the rows whose fields the child's rows have too. */
function filter(stage: FilterStage, table: Table, facts: Facts): Table {
  const names = stage.fields.map(({ name }) => name);
  const child = runStages(stage.pipeline.stages, table, facts);
  const known = new Set(child.items.map(({ fields: row }) => tupleKey(names.map((name) => read(row, name)))));
  return {
    ...table,
    items: table.items.filter(({ fields: row }) => known.has(tupleKey(names.map((name) => read(row, name))))),
  };
}
