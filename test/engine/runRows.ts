/** Runs pipelines over rows that are given as such, past the scope and the parsing of messages. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { parseDocument } from '../../server/src/language/index.ts';
import type { Stage } from '../../server/src/language/index.ts';
import { Fields } from '../../server/src/engine/plan/fields.ts';
import type { Field } from '../../server/src/engine/plan/fields.ts';
import { Planner } from '../../server/src/engine/plan/planner.ts';
import type { PlanContext, RowSet } from '../../server/src/engine/plan/planner.ts';
import type { PlanResult } from '../../server/src/engine/plan/planQuery.ts';
import type { ValueType } from '../../server/src/engine/plan/scalar.ts';
import { planStage } from '../../server/src/engine/plan/stages/index.ts';
import { stepColumnName, StepNeeded } from '../../server/src/engine/plan/steps.ts';
import { duckdbDialect } from '../../server/src/engine/sql/duckdb/dialect.ts';
import { context, finish, noon, openStore, run } from './support.ts';
import type { TestMessage, TestOptions, TestResult } from './support.ts';

/** A row as examples write it: fields and their values. */
export type TestRow = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The answer of a pipeline (without a scope and a leading pipe) over given rows. They are messages, newest first, with
 * these fields beside their own, or the rows of an aggregation when `shape` says so; then they keep their order.
 */
export function runRows(
  input: readonly TestRow[],
  pipeline: string,
  { shape = 'messages', ...options }: TestOptions & { readonly shape?: RowSet['shape'] } = {},
): Promise<TestResult> {
  return shape === 'messages' ? runMessages(input, pipeline, options) : runGroups(input, pipeline, options);
}

/** The fields that a test can give a message; any other becomes a computed field. */
const messageFields = new Set(['_raw', '_messageTime', '_sourceCategory', '_sourceName']);

/** Fields of each message are written out as expressions, so that a part of the query that runs again has them too. */
function runMessages(rows: readonly TestRow[], pipeline: string, options: TestOptions): Promise<TestResult> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !messageFields.has(name));
  const stages = names.map((name) => {
    const value = rows.reduceRight(
      (rest, row, index) => `if(_messageId = ${String(index + 1)}, ${literal(row[name] ?? null, name)}, ${rest})`,
      'null',
    );
    return `${value} as %"${name.replaceAll('"', '\\"')}" | `;
  });
  const messages = rows.map(({ _raw, _messageTime, _sourceCategory }, index): TestMessage => ({
    raw: String(_raw ?? ''),
    time: typeof _messageTime === 'number' ? _messageTime : noon - index * 1000,
    category: String(_sourceCategory ?? 'test'),
  }));
  return run(messages, `* | ${stages.join('')}${pipeline}`, options);
}

function literal(value: TestRow[string] | undefined, name: string): string {
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
  return name === '_timeslice' ? `fromMillis(${String(value)})` : String(value);
}

async function runGroups(rows: readonly TestRow[], pipeline: string, options: TestOptions): Promise<TestResult> {
  const text = `* | ${pipeline}`;
  const document = parseDocument(text);
  const query = document.cells[0]?.query;
  const errors = document.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0 || query === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  const connection = await openStore();
  const start = await storeRows(connection, rows);
  const plan = (_: unknown, context: PlanContext): PlanResult => planFrom(start, query.stages, context);
  return finish(connection, (steps, signal) => steps.plan(query, context(options, [], text), signal, plan));
}

interface StartRows {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: ValueType }[];
}

async function storeRows(connection: DuckDBConnection, rows: readonly TestRow[]): Promise<StartRows> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => ({ name, type: columnType(name, rows) }));
  const list = columns.map(({ type }, index) => `${stepColumnName(index)} ${duckdbDialect.types[type]}`);
  await connection.run(`CREATE TABLE start_rows (${[...list, 'seq HUGEINT'].join(', ')})`);
  for (const [position, row] of rows.entries()) {
    const cells = columns.map(({ name, type }) => {
      const value = row[name] ?? null;
      return type === 'text' && value !== null ? String(value) : value;
    });
    const places = cells.map((_, index) => `$${String(index + 1)}`);
    await connection.run(`INSERT INTO start_rows VALUES (${[...places, String(position)].join(', ')})`, cells);
  }
  return { table: 'start_rows', columns };
}

/** A column of numbers only is one of numbers; of anything else, text. */
function columnType(name: string, rows: readonly TestRow[]): ValueType {
  if (name === '_timeslice') return 'time';
  const values = rows.map((row) => row[name] ?? null).filter((value) => value !== null);
  if (values.length === 0) return 'text';
  if (values.every((value) => typeof value === 'boolean')) return 'boolean';
  if (values.every((value) => Number.isSafeInteger(value))) return 'long';
  return values.every((value) => typeof value === 'number') ? 'double' : 'text';
}

/** What `planQuery` does, with the rows of a table instead of the messages of a scope. */
function planFrom({ table, columns }: StartRows, stages: readonly Stage[], context: PlanContext): PlanResult {
  const planner = new Planner(context);
  const stored = columns.map((column) => ({ ...column, id: planner.newColumn() }));
  const start: RowSet = {
    node: { kind: 'table', name: table, columns: stored },
    fields: new Fields(stored.map((column): Field => ({ ...column, origin: 'query' }))),
    shape: 'aggregates',
    matched: new Map(),
    slicing: undefined,
    message: undefined,
    transposed: false,
  };
  try {
    const rows = stages.reduce((before, stage) => planStage(stage, before, planner), start);
    if (planner.diagnostics.length > 0) return { kind: 'invalid', diagnostics: planner.diagnostics };
    const shown = rows.fields.all
      .filter(({ origin }) => origin === 'query')
      .map(({ id, name, type }) => ({ id, name, type }));
    return {
      kind: 'plan',
      plan: { root: rows.node, columns: shown, shape: rows.shape, scope: start.node },
      notices: planner.notices,
    };
  } catch (error) {
    if (!(error instanceof StepNeeded)) throw error;
    if (planner.diagnostics.length > 0) return { kind: 'invalid', diagnostics: planner.diagnostics };
    return { kind: 'step', step: error.step };
  }
}
