/** Runs queries over a handful of messages in a database in memory, through planner and writer. */
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { checkDocument, parseDocument } from '../../server/src/language/index.ts';
import { planQuery } from '../../server/src/engine/plan/planQuery.ts';
import type { StepResult } from '../../server/src/engine/plan/steps.ts';
import type { PlanResult } from '../../server/src/engine/plan/planQuery.ts';
import type { Tables } from '../../server/src/engine/plan/tables.ts';
import { Executor } from '../../server/src/engine/results/execute.ts';
import { StepRunner } from '../../server/src/engine/results/steps.ts';
import { StoredResult } from '../../server/src/engine/results/storedResult.ts';
import { repairSurrogates } from '../../server/src/engine/sources/surrogates.ts';
import { duckdbDialect } from '../../server/src/engine/sql/duckdb/dialect.ts';
import { registerFunctions } from '../../server/src/engine/sql/duckdb/functions/register.ts';
import { writeSql } from '../../server/src/engine/sql/writer.ts';
import { CREATE_STORE } from '../../server/src/engine/store/schema.ts';
import type { ResultValue } from '../../server/src/protocol/engine.ts';

/** A message; an object stands for its JSON text. */
export interface TestMessage {
  readonly raw: string | object;
  /** Epoch milliseconds; messages without one are a second apart, the first the newest. */
  readonly time?: number;
  readonly category?: string;
  readonly path?: string;
}

export interface TestOptions {
  readonly timezone?: string;
  readonly range?: { readonly from: number; readonly to: number };
  readonly now?: number;
  /** Lookup tables; none unless given. */
  readonly tables?: Tables;
}

export interface TestResult {
  readonly columns: readonly string[];
  readonly types: readonly string[];
  readonly rows: readonly (readonly ResultValue[])[];
  readonly shape: string;
  readonly notices: readonly string[];
}

/** Noon of the day on which most test messages were written, in epoch milliseconds. */
export const noon = Date.UTC(2018, 3, 12, 12);

/** Messages with the given texts or JSON values, newest first. */
export function messages(...raw: readonly (string | object)[]): readonly TestMessage[] {
  return raw.map((each) => ({ raw: each }));
}

/** An empty database in memory. */
export async function openStore(threads = 1): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: String(threads) })).connect();
  for (const statement of CREATE_STORE) await connection.run(statement);
  registerFunctions(connection);
  return connection;
}

/**
 * Puts messages into a database in place of those that are there. `places` lists the messages by their index in the
 * order in which they are to lie in the table, which means nothing.
 */
export async function fillStore(
  connection: DuckDBConnection,
  input: readonly TestMessage[],
  places: Iterable<number> = input.keys(),
): Promise<void> {
  await connection.run('DELETE FROM messages');
  await connection.run('DELETE FROM files');
  const files = new Map<string, number>();
  const appender = await connection.createAppender('messages');
  for (const index of places) {
    const { raw = '', time, category = 'AWS/SES/Notifications', path = '/logs/ses.log' } = input[index] ?? {};
    const text = repaired(typeof raw === 'string' ? raw : JSON.stringify(raw));
    const key = `${category} ${path}`;
    if (!files.has(key)) {
      files.set(key, files.size + 1);
      await connection.run(
        "INSERT INTO files (file_id, path, category, host, collector, source, format, bytes, mtime_ms, detected_category, readable, records, rejected_count, from_ms, to_ms, kinds, rejected, notes) VALUES ($1, $2, $3, 'host-1', 'collector-1', 'source-1', 'ndjson', 0, 0, $3, true, 0, 0, NULL, NULL, '{}', '[]', '[]')",
        [files.size, path, category],
      );
    }
    appender.appendBigInt(BigInt(index + 1));
    appender.appendInteger(files.get(key) ?? 0);
    appender.appendBigInt(BigInt(time ?? noon - index * 1000));
    appender.appendVarchar('text');
    appender.appendBoolean(isJson(text));
    appender.appendVarchar(text);
    appender.appendBigInt(1n);
    appender.appendInteger(1);
    appender.appendBigInt(0n);
    appender.appendBigInt(0n);
    appender.appendNull();
    appender.endRow();
  }
  appender.closeSync();
}

function repaired(text: string): string {
  return isJson(text) ? Buffer.from(repairSurrogates(Buffer.from(text))).toString() : text;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** What planning has to know of a run over messages. */
export function context(
  options: TestOptions,
  input: readonly TestMessage[],
  text: string,
): Omit<Parameters<typeof planQuery>[1], 'steps'> {
  const times = input.map(({ time }, index) => time ?? noon - index * 1000);
  const whole = times.length === 0 ? undefined : { from: Math.min(...times), to: Math.max(...times) + 1 };
  return {
    range: options.range ?? whole,
    isWholeRange: options.range === undefined,
    now: options.now ?? noon,
    timezone: options.timezone ?? 'UTC',
    text,
    ...(options.tables === undefined ? {} : { tables: options.tables }),
  };
}

/** Plans a query that must be free of errors for the language core. */
export function plan(text: string, steps: readonly StepResult[] = []): PlanResult {
  const document = parseDocument(text);
  const query = document.cells[0]?.query;
  if (query === undefined) throw new Error('There is no query.');
  return planQuery(query, { ...context({}, [], text), steps });
}

/** Says that a query cannot be run, in the words that a user reads; anything else that is thrown is a failure. */
export class Refused extends Error {}

/** The answer to a query over messages. Throws on any diagnostic of severity error. */
export async function run(input: readonly TestMessage[], text: string, options: TestOptions = {}): Promise<TestResult> {
  const connection = await openStore();
  try {
    await fillStore(connection, input);
    return await ask(connection, input, text, options);
  } finally {
    connection.closeSync();
  }
}

/** The answer to a query over the messages that were put into a database. Throws like `run`. */
export async function ask(
  connection: DuckDBConnection,
  input: readonly TestMessage[],
  text: string,
  options: TestOptions = {},
): Promise<TestResult> {
  const document = parseDocument(text);
  const errors = checkDocument(document).filter(({ severity }) => severity === 'error');
  const query = document.cells[0]?.query;
  if (errors.length > 0 || query === undefined) throw new Refused(errors.map(({ message }) => message).join('\n'));
  return finish(connection, (steps, signal) => steps.plan(query, context(options, input, text), signal));
}

/** Plans and runs a query, and takes all its rows. Throws when it cannot be planned. */
export async function finish(
  connection: DuckDBConnection,
  plan: (steps: StepRunner, signal: AbortSignal) => ReturnType<StepRunner['plan']>,
): Promise<TestResult> {
  const executor = new Executor(connection);
  const signal = new AbortController().signal;
  const steps = new StepRunner(executor, duckdbDialect);
  try {
    const result = await plan(steps, signal);
    if (result.kind === 'invalid') throw new Refused(result.diagnostics.map(({ message }) => message).join('\n'));
    const { root, columns, shape } = result.plan;
    const chunks = await executor.run(writeSql(root, columns, duckdbDialect), signal);
    return {
      columns: columns.map(({ name }) => name),
      types: columns.map(({ type }) => type),
      rows: new StoredResult(chunks, columns.length).page(0, 100_000, undefined).rows,
      shape,
      notices: result.notices.map(({ code }) => code),
    };
  } finally {
    await steps.close();
  }
}

/** The values of some columns of the answer, row by row. */
export async function values(
  input: readonly TestMessage[],
  text: string,
  ...columns: readonly string[]
): Promise<readonly (readonly ResultValue[])[]> {
  const result = await run(input, text);
  return result.rows.map((row) => columns.map((name) => row[result.columns.indexOf(name)] ?? null));
}

/** The value of an expression over one message whose JSON keys are fields. */
export async function evaluate(
  expression: string,
  fields: Readonly<Record<string, string | number | null>> = {},
): Promise<ResultValue> {
  const stages = Object.entries(fields).map(([name, value]) =>
    value === null
      ? `| json "${name}" nodrop`
      : typeof value === 'number'
        ? `| ${String(value)} as ${name}`
        : `| json "${name}"`,
  );
  const texts = Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === 'string'));
  const [row] = await values(
    messages(texts),
    `* ${stages.join(' ')} | ${expression} as answer | fields answer`,
    'answer',
  );
  return row?.[0] ?? null;
}
