import type { Diagnostic } from '../language/index.ts';
import type { EngineProgress, QueryStats, RunQueryResult } from '../protocol/engine.ts';
import type { CommandContext, EngineHandle } from './context.ts';
import { findingsOf, hasError, newFindings, printFindings, worthSaying } from './findings.ts';
import { noLogFiles } from './input/logs.ts';
import { openEngine } from './openEngine.ts';
import type { ExitCode } from './outcome.ts';
import { engineProblem, exitCodes, inputProblem } from './outcome.ts';
import { rowFormats } from './output/formats.ts';
import { toJsonDiagnostic } from './output/json.ts';
import { progressLine } from './output/progress.ts';
import { counted, formatCount, statsLine } from './output/statistics.ts';
import { report, say } from './report.ts';
import type { RunFlags, RunRequest } from './runRequest.ts';
import { readRunRequest } from './runRequest.ts';

type RowsResult = Extract<RunQueryResult, { readonly kind: 'rows' }>;
type Refusal = Exclude<RunQueryResult, RowsResult>;

/** Rows asked from the engine and printed at a time. */
const pageSize = 2048;

/** A run under way. */
interface Job {
  readonly engine: EngineHandle;
  readonly request: RunRequest;
  /** Findings known before the engine was asked; none of them is an error. */
  readonly known: readonly Diagnostic[];
  readonly flags: RunFlags;
  readonly context: CommandContext;
}

/** `sesq run`: runs one query and prints its rows, or how it would be run. */
export async function run(file: string | undefined, flags: RunFlags, context: CommandContext): Promise<ExitCode> {
  const read = await readRunRequest(file, flags, context);
  if (read.kind === 'problem') return report(context, read);
  const request = read.value;
  const known = findingsOf(request);
  if (hasError(known)) {
    await printFindings(worthSaying(known), request, context.err);
    return exitCodes.wrongInput;
  }
  const opened = await openEngine(request.settings, context);
  if (opened.kind === 'problem') return report(context, opened);
  const engine = opened.value;
  try {
    const job = { engine, request, known, flags, context };
    return await (flags.explain ? explain(job) : execute(job));
  } finally {
    engine.close();
  }
}

async function execute(job: Job): Promise<ExitCode> {
  const { engine, request, known, flags, context } = job;
  const result = await withProgress(context, (tell) => engine.run(request.params, tell));
  if (result.kind !== 'rows') return refuse(result, job);
  const found = result.stats.messagesTotal === 0 ? await engine.sources({ signal: context.signal }) : undefined;
  // Logs that vanished meanwhile are none either.
  if (found !== undefined && (found.kind === 'invalid' || found.report.totals.files === 0)) {
    return report(context, noLogFiles(request.settings, found.kind === 'ok' ? found.notes : []));
  }
  const findings = [...known, ...newFindings(result.diagnostics, known, request)];
  if (flags.format !== 'json') await printFindings(worthSaying(findings), request, context.err);
  await printRows(result, findings, job);
  await printSummary(result, job);
  engine.release(result.resultId);
  return exitCodes.done;
}

async function explain(job: Job): Promise<ExitCode> {
  const { engine, request, known, context } = job;
  const result = await withProgress(context, (tell) => engine.explain(request.params, tell));
  if (result.kind !== 'explained') return refuse(result, job);
  await printFindings(worthSaying(known), request, context.err);
  await context.out.write(result.text.endsWith('\n') ? result.text : `${result.text}\n`);
  return exitCodes.done;
}

interface EngineContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: EngineProgress) => void;
}

async function withProgress<T>(context: CommandContext, work: (tell: EngineContext) => Promise<T>): Promise<T> {
  const line = progressLine(context.err);
  try {
    return await work({ signal: context.signal, onProgress: line.update });
  } finally {
    line.clear();
  }
}

async function refuse(result: Refusal, { request, known, context }: Job): Promise<ExitCode> {
  if (result.kind === 'failed') return report(context, engineProblem(result.message));
  const findings = [...known, ...newFindings(result.diagnostics, known, request)];
  await printFindings(worthSaying(findings), request, context.err);
  // The message only sums the findings up when there are any.
  return hasError(findings) ? exitCodes.wrongInput : report(context, inputProblem(result.message));
}

async function printRows(result: RowsResult, findings: readonly Diagnostic[], job: Job): Promise<void> {
  const { resultId, columns, stats } = result;
  const { engine, request, flags } = job;
  const { out, signal } = job.context;
  const writer = rowFormats[flags.format]({ zone: request.params.timezone, colours: out.colours });
  await out.write(writer.begin(columns));
  const wanted = Math.min(stats.rows, request.limit ?? stats.rows);
  for (let offset = 0; offset < wanted;) {
    signal.throwIfAborted();
    const limit = Math.min(pageSize, wanted - offset);
    const { rows } = await engine.page({ resultId, offset, limit, sort: undefined });
    if (rows.length === 0) break;
    await out.write(writer.rows(rows));
    offset += rows.length;
  }
  const diagnostics = findings.map((finding) => toJsonDiagnostic(finding, request.lines));
  await out.write(writer.end({ stats, diagnostics }));
}

/** Messages beside the rows: notices, how many rows there are, and what was left out. */
async function printSummary({ stats, notices }: RowsResult, { request, flags, context }: Job): Promise<void> {
  for (const { message } of notices) await say(context, message);
  const { limit } = request;
  if (flags.format === 'table') {
    if (stats.rows === 0) await say(context, `no rows.${matchedSentence(stats)}`);
    else if (flags.stats || context.out.isTerminal) await context.err.write(`${counted(stats.rows, 'row')}\n`);
  }
  if (limit !== undefined && limit < stats.rows && flags.format !== 'json') {
    await say(context, `${counted(stats.rows - limit, 'row')} beyond --limit not printed.`);
  }
  if (flags.stats) await context.err.write(`${statsLine(stats, request.params.timezone)}\n`);
}

function matchedSentence({ messagesMatched, messagesTotal }: QueryStats): string {
  if (messagesMatched === undefined || messagesTotal === undefined) return '';
  return ` ${formatCount(messagesMatched)} of ${counted(messagesTotal, 'message')} matched the scope and the time range.`;
}
