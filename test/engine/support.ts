/** Runs queries over a handful of messages in a database in memory, through planner and writer. */
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { checkDocument, parseDocument } from '../../server/src/language/index.ts';
import { planQuery } from '../../server/src/engine/plan/planQuery.ts';
import type { PlanResult } from '../../server/src/engine/plan/planQuery.ts';
import { Executor } from '../../server/src/engine/results/execute.ts';
import { StoredResult } from '../../server/src/engine/results/storedResult.ts';
import { duckdbDialect } from '../../server/src/engine/sql/duckdb/dialect.ts';
import { registerRegexFunctions } from '../../server/src/engine/sql/duckdb/regexFunctions.ts';
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

async function load(input: readonly TestMessage[]): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  for (const statement of CREATE_STORE) await connection.run(statement);
  const files = new Map<string, number>();
  for (const [index, { raw, time, category = 'AWS/SES/Notifications', path = '/logs/ses.log' }] of input.entries()) {
    const text = typeof raw === 'string' ? raw : JSON.stringify(raw);
    const key = `${category} ${path}`;
    if (!files.has(key)) {
      files.set(key, files.size + 1);
      await connection.run(
        "INSERT INTO files VALUES ($1, $2, $3, 'host-1', 'collector-1', 'source-1', 'ndjson', 0, 0, $3, true, 0, 0, NULL, NULL, '{}', '[]', '[]')",
        [files.size, path, category],
      );
    }
    await connection.run('INSERT INTO messages VALUES ($1, $2, $3, $4, $5, $6, 1, 1, 0, 0)', [
      index + 1,
      files.get(key) ?? 0,
      BigInt(time ?? noon - index * 1000),
      'text',
      isJson(text),
      text,
    ]);
  }
  registerRegexFunctions(connection);
  return connection;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function context(
  options: TestOptions,
  input: readonly TestMessage[],
  text: string,
): Omit<Parameters<typeof planQuery>[1], 'probed'> {
  const times = input.map(({ time }, index) => time ?? noon - index * 1000);
  const whole = times.length === 0 ? undefined : { from: Math.min(...times), to: Math.max(...times) + 1 };
  return {
    range: options.range ?? whole,
    isWholeRange: options.range === undefined,
    now: options.now ?? noon,
    timezone: options.timezone ?? 'UTC',
    text,
  };
}

/** Plans a query that must be free of errors for the language core. */
export function plan(text: string, probed: readonly (readonly string[])[] = []): PlanResult {
  const document = parseDocument(text);
  const query = document.cells[0]?.query;
  if (query === undefined) throw new Error('There is no query.');
  return planQuery(query, { ...context({}, [], text), probed });
}

/** The answer to a query over messages. Throws on any diagnostic of severity error. */
export async function run(input: readonly TestMessage[], text: string, options: TestOptions = {}): Promise<TestResult> {
  const document = parseDocument(text);
  const errors = checkDocument(document).filter(({ severity }) => severity === 'error');
  const query = document.cells[0]?.query;
  if (errors.length > 0 || query === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  const connection = await load(input);
  const executor = new Executor(connection);
  const signal = new AbortController().signal;
  const probed: string[][] = [];
  for (;;) {
    const result = planQuery(query, { ...context(options, input, text), probed });
    if (result.kind === 'invalid') throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
    if (result.kind === 'probe') {
      const chunks = await executor.run(writeSql(result.node, [{ id: result.key }], duckdbDialect), signal);
      probed.push(chunks.flatMap((chunk) => chunk.getColumnValues(0).map(String)));
      continue;
    }
    const { root, columns, shape } = result.plan;
    const chunks = await executor.run(writeSql(root, columns, duckdbDialect), signal);
    const rows = new StoredResult(chunks, columns.length).page(0, 100_000, undefined).rows;
    return {
      columns: columns.map(({ name }) => name),
      types: columns.map(({ type }) => type),
      rows,
      shape,
      notices: result.notices.map(({ code }) => code),
    };
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
