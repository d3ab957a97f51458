import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CommandContext, EngineHandle } from '../../server/src/cli/context.ts';
import { runCommandLine } from '../../server/src/cli/program.ts';
import type {
  EngineSettings,
  QueryStats,
  ResultColumn,
  ResultValue,
  RunQueryParams,
  RunQueryResult,
} from '../../server/src/protocol/engine.ts';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

// ---------------------------------------------------------------- the built program

const bundle = join(import.meta.dirname, '..', '..', 'dist', 'sesq.cjs');

/** For `before`: skips a suite of the built program where it has not been built. */
export function needsBundle(this: Mocha.Context): void {
  if (existsSync(bundle)) return;
  console.log('      skipped: dist/sesq.cjs is not built');
  this.skip();
}

/** Runs the built program to its end. */
export function sesq(args: readonly string[], options: { cwd?: string; input?: string } = {}): Ended {
  const { NO_COLOR: _noColor, SESQ_DEBUG: _debug, ...env } = process.env;
  const ended = spawnSync(process.execPath, [bundle, ...args], {
    cwd: options.cwd ?? tmpdir(),
    input: options.input ?? '',
    encoding: 'utf8',
    env,
  });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

/** A folder of its own for a test, with the given files in it; `remove` when done. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'sesq-cli-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

// ---------------------------------------------------------------- the program with an engine of our own

const stats: QueryStats = {
  messagesMatched: 3,
  messagesTotal: 5,
  rows: 0,
  elapsed: 12.4,
  loading: 8,
  range: { from: 0, to: 60_000 },
  now: 60_000,
};

/** A good answer of the engine with these rows. */
export function rowsResult(
  columns: readonly ResultColumn[],
  rows: readonly (readonly ResultValue[])[],
): { readonly result: RunQueryResult; readonly rows: readonly (readonly ResultValue[])[] } {
  const answer: RunQueryResult = {
    kind: 'rows',
    resultId: '1',
    shape: 'aggregates',
    columns,
    stats: { ...stats, rows: rows.length },
    notices: [],
    diagnostics: [],
  };
  return { result: answer, rows };
}

export interface FakeEngine {
  readonly result: RunQueryResult | Error;
  /** Why it does not open. */
  readonly open?: Error;
  readonly rows?: readonly (readonly ResultValue[])[];
  readonly sources?: Awaited<ReturnType<EngineHandle['sources']>>;
}

export interface FakeRun extends Ended {
  readonly settings: EngineSettings | undefined;
  readonly params: RunQueryParams | undefined;
  readonly isClosed: boolean;
}

/** Runs the program in this process with a prepared engine, capturing what it says and asks. */
export async function runWith(
  engine: FakeEngine,
  args: readonly string[],
  options: {
    readonly stdin?: string;
    readonly cwd?: string;
    readonly signal?: AbortSignal;
    readonly tty?: boolean;
  } = {},
): Promise<FakeRun> {
  const written = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    isTerminal: options.tty ?? false,
    colours: options.tty ?? false,
    write: (text: string) => {
      written[name] += text;
      return Promise.resolve();
    },
  });
  const seen: { settings: EngineSettings | undefined; params: RunQueryParams | undefined; isClosed: boolean } = {
    settings: undefined,
    params: undefined,
    isClosed: false,
  };
  const handle: EngineHandle = {
    run: (params) => {
      seen.params = params;
      return engine.result instanceof Error ? Promise.reject(engine.result) : Promise.resolve(engine.result);
    },
    explain: (params) => {
      seen.params = params;
      return Promise.resolve({ kind: 'explained', text: 'the plan' });
    },
    sources: () => Promise.resolve(engine.sources ?? { kind: 'invalid', message: 'No sources.' }),
    page: ({ offset, limit }) =>
      Promise.resolve({
        offset,
        total: engine.rows?.length ?? 0,
        rows: engine.rows?.slice(offset, offset + limit) ?? [],
      }),
    release: () => undefined,
    get dashboards(): never {
      throw new Error('The prepared engine has no dashboards.');
    },
    close: () => {
      seen.isClosed = true;
    },
  };
  const context: CommandContext = {
    out: output('out'),
    err: output('err'),
    readStdin: () => Promise.resolve(options.stdin ?? ''),
    cwd: options.cwd ?? tmpdir(),
    signal: options.signal ?? new AbortController().signal,
    openEngine: (settings) => {
      seen.settings = settings;
      return engine.open === undefined ? Promise.resolve(handle) : Promise.reject(engine.open);
    },
  };
  const code = await runCommandLine(args, context);
  return { code, ...written, ...seen };
}
