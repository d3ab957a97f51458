/** `sesq dashboard`: the rows of every panel, or one HTML document. */
import { existsSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sourceVariableNames } from '../language/index.ts';
import { listDashboards, shippedFolder } from '../engine/dashboard/shipped.ts';
import { LineIndex } from '../language/index.ts';
import type {
  DashboardProblem,
  DashboardSource,
  PanelResult,
  ReadDashboardResult,
  RunDashboardResult,
} from '../protocol/dashboard.ts';
import type { CommandContext, EngineHandle } from './context.ts';
import { readDashboardRequest } from './dashboard/request.ts';
import type { DashboardFlags, DashboardRequest } from './dashboard/request.ts';
import { noLogFiles } from './input/logs.ts';
import { openEngine } from './openEngine.ts';
import type { ExitCode } from './outcome.ts';
import { exitCodes, inputProblem, usageProblem } from './outcome.ts';
import { dashboardJsonWriter, jsonPanel } from './output/dashboardJson.ts';
import { progressLine } from './output/progress.ts';
import { counted, formatCount } from './output/statistics.ts';
import { formatTime } from './output/time.ts';
import { report, say } from './report.ts';

/** Rows asked from the engine and printed at a time. */
const pageSize = 2048;

type Done = Extract<RunDashboardResult, { readonly kind: 'done' }>;

interface Job {
  readonly engine: EngineHandle;
  readonly request: DashboardRequest;
  readonly flags: DashboardFlags;
  readonly context: CommandContext;
}

/** Runs one dashboard; without a target, says which dashboards come along. */
export async function dashboard(
  given: string | undefined,
  givenFlags: DashboardFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { target, flags } = targetAfterLogs(given, givenFlags, context.cwd);
  if (target === undefined) return list(context);
  const read = await readDashboardRequest(target, flags, context);
  if (read.kind === 'problem') return report(context, read);
  const request = read.value;
  const opened = await openEngine(request.settings, context);
  if (opened.kind === 'problem') return report(context, opened);
  const engine = opened.value;
  try {
    const file = await engine.dashboards.read(request.source);
    const locate = locator(target, request.source);
    if (file.kind === 'invalid') return await refuse(file, locate, context);
    for (const warning of file.warnings) await say(context, `${locate(warning)}${warning.message}`);
    const wrong = unknownParameter(file, request);
    if (wrong !== undefined) return await report(context, usageProblem(wrong));
    return await execute({ engine, request, flags, context });
  } finally {
    engine.close();
  }
}

/** `--logs` takes every path that follows, so `--logs FOLDER bounced` needs its dashboard handed back. */
function targetAfterLogs(
  target: string | undefined,
  flags: DashboardFlags,
  cwd: string,
): { readonly target: string | undefined; readonly flags: DashboardFlags } {
  const last = flags.logs?.at(-1);
  if (target !== undefined || flags.logs === undefined || last === undefined) return { target, flags };
  const isTarget = last.endsWith('.sesdash.json') || (/^[\w-]+$/.test(last) && !existsSync(resolve(cwd, last)));
  return isTarget ? { target: last, flags: { ...flags, logs: flags.logs.slice(0, -1) } } : { target, flags };
}

/** Ids and titles of the dashboards that come along. */
async function list(context: CommandContext): Promise<ExitCode> {
  const all = await listDashboards(shippedFolder());
  const width = Math.max(0, ...all.map(({ id }) => id.length));
  for (const { id, title, panels } of all)
    await context.out.write(`${id.padEnd(width)}  ${title} (${counted(panels, 'panel')})\n`);
  return exitCodes.done;
}

type Locate = (problem: DashboardProblem) => string;

/** What stands before a message about a dashboard: `file:line:column `, nothing for one that has no file of the user's. */
function locator(target: string, source: DashboardSource): Locate {
  if (source.kind === 'shipped') return () => '';
  const lines = new LineIndex(source.text);
  return ({ start }) => {
    const { line, character } = lines.positionAt(start);
    return `${target}:${String(line + 1)}:${String(character + 1)} `;
  };
}

/** Every error of the file, one a line. */
async function refuse(
  { problems }: Extract<ReadDashboardResult, { readonly kind: 'invalid' }>,
  locate: Locate,
  context: CommandContext,
): Promise<ExitCode> {
  const errors = problems.filter(({ severity }) => severity === 'error');
  for (const error of errors) await say(context, `${locate(error)}${error.message}`);
  return exitCodes.wrongInput;
}

function unknownParameter(
  { dashboard: { variables } }: Extract<ReadDashboardResult, { readonly kind: 'dashboard' }>,
  { view }: DashboardRequest,
): string | undefined {
  const known = variables.map(({ name }) => name);
  const isKnown = (name: string): boolean => known.some((each) => each.toLowerCase() === name.toLowerCase());
  const unknown = Object.keys(view.variables).find((name) => !isKnown(name));
  if (unknown === undefined) return undefined;
  const all = [...known, ...sourceVariableNames];
  return `The dashboard has no variable "${unknown}" (from --param). It has: ${all.join(', ')}.`;
}

async function execute(job: Job): Promise<ExitCode> {
  const { engine, request, flags, context } = job;
  const { source, view } = request;
  const results = new Map<string, PanelResult>();
  const line = progressLine(context.err);
  const params = { operation: 'dashboard', source, view };
  const follow = {
    signal: context.signal,
    onProgress: line.update,
    onPanel: ({ panelId, result }: { readonly panelId: string; readonly result: PanelResult }) => {
      results.set(panelId, result);
    },
  };
  let html: string | undefined;
  let done: Done | undefined;
  try {
    if (flags.format === 'html') {
      const answer = await engine.dashboards.report(params, follow);
      if (answer.kind === 'invalid') return await report(context, inputProblem(answer.message));
      html = answer.html;
    } else {
      const answer = await engine.dashboards.run(params, follow);
      if (answer.kind === 'invalid') return await report(context, inputProblem(answer.message));
      done = answer;
    }
  } finally {
    line.clear();
  }
  // Without any message every panel is empty, which is an answer, but hardly the one that was hoped for.
  if (isEmpty(results)) await say(context, await whyEmpty(job));
  const pieces = html === undefined && done !== undefined ? jsonPieces(done, results, job) : [html ?? ''];
  const failed = await write(pieces, request.output, context);
  if (failed !== undefined) return report(context, inputProblem(failed));
  await summarize(done, results, job);
  return [...results.values()].some(({ kind }) => kind === 'problem') ? exitCodes.wrongInput : exitCodes.done;
}

async function* jsonPieces(done: Done, results: ReadonlyMap<string, PanelResult>, job: Job): AsyncGenerator<string> {
  const { id, title, panels } = done.dashboard;
  const writer = dashboardJsonWriter();
  yield writer.begin(id, title);
  for (const panel of panels) {
    const result = results.get(panel.id);
    const isRows = result?.kind === 'rows';
    const answer = isRows ? { columns: result.columns } : { error: result?.message ?? 'The panel was not run.' };
    const json = jsonPanel(panel, answer);
    yield writer.panel(json);
    if (isRows) yield* rowPieces(result, writer.rows, job);
    yield writer.endPanel(json);
  }
  yield writer.end();
}

async function* rowPieces(
  { resultId, total }: Extract<PanelResult, { readonly kind: 'rows' }>,
  toText: (rows: Extract<PanelResult, { readonly kind: 'rows' }>['rows']) => string,
  { engine, context }: Job,
): AsyncGenerator<string> {
  for (let offset = 0; offset < total;) {
    context.signal.throwIfAborted();
    const { rows } = await engine.page({ resultId, offset, limit: pageSize, sort: undefined });
    if (rows.length === 0) break;
    yield toText(rows);
    offset += rows.length;
  }
  engine.release(resultId);
}

/** Writes to a file, which appears only when it is whole, or to standard output; gives what went wrong. */
async function write(
  pieces: Iterable<string> | AsyncIterable<string>,
  output: string | undefined,
  context: CommandContext,
): Promise<string | undefined> {
  if (output === undefined) {
    for await (const piece of pieces) await context.out.write(piece);
    return undefined;
  }
  const partial = `${output}.${String(process.pid)}.tmp`;
  try {
    const file = await open(partial, 'w');
    try {
      for await (const piece of pieces) await writeFile(file, piece);
    } finally {
      await file.close();
    }
    await rename(partial, output);
    return undefined;
  } catch (error) {
    await rm(partial, { force: true });
    if (context.signal.aborted) throw error;
    return `"${output}" cannot be written: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}.`;
  }
}

function isEmpty(results: ReadonlyMap<string, PanelResult>): boolean {
  return [...results.values()].every((result) => result.kind === 'problem' || result.stats.messagesTotal === 0);
}

async function whyEmpty({ engine, request: { settings }, context }: Job): Promise<string> {
  const sources = await engine.sources({ signal: context.signal });
  if (sources.kind === 'ok' && sources.report.totals.files === 0) return noLogFiles(settings).message;
  return `No records were found in ${settings.logs.join(', ')}. "sesq sources" tells how the files were read.`;
}

/** Messages beside the rows: what is wrong with panels, notices, and figures when they are asked for. */
async function summarize(done: Done | undefined, results: ReadonlyMap<string, PanelResult>, job: Job): Promise<void> {
  const { flags, request, context } = job;
  const said = new Set<string>();
  for (const [id, result] of results) {
    if (result.kind === 'problem') await say(context, `${id}: ${result.message}`);
    else for (const { message } of result.notices) said.add(message);
  }
  for (const message of said) await say(context, message);
  if (request.output !== undefined && context.out.isTerminal) await say(context, `wrote ${request.output}.`);
  if (flags.stats !== true) return;
  for (const [id, result] of results)
    if (result.kind === 'rows')
      await context.err.write(`${id}: ${counted(result.total, 'row')}, ${formatCount(result.stats.elapsed)} ms\n`);
  if (done !== undefined) await context.err.write(`${doneLine(done, request.view.timezone)}\n`);
}

function doneLine({ records, range, now, elapsed }: Done, zone: string): string {
  return [
    counted(records.cloudTrail, 'CloudTrail event'),
    counted(records.sesNotifications, 'SES notification'),
    `${formatCount(records.other)} other`,
    `${formatCount(elapsed)} ms`,
    ...(range === undefined ? [] : [`from ${formatTime(range.from, zone)} to ${formatTime(range.to, zone)}`]),
    ...(now === undefined ? [] : [`now is ${formatTime(now, zone)}`]),
  ].join(', ');
}
