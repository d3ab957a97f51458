/** `sesq dashboard`: the rows of every panel, or one HTML document. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { listDashboards, shippedFolder } from '../engine/dashboard/shipped.ts';
import type { PanelResult } from '../protocol/dashboard.ts';
import type { CommandContext } from './context.ts';
import { locator, sayErrors, unknownParameter } from './dashboard/fileProblems.ts';
import type { Done, Job } from './dashboard/job.ts';
import { jsonPieces } from './dashboard/jsonPieces.ts';
import { readDashboardRequest } from './dashboard/request.ts';
import type { DashboardFlags } from './dashboard/request.ts';
import { sawNoMessages, summarize, whyEmpty } from './dashboard/summary.ts';
import { writeWhole } from './dashboard/writeWhole.ts';
import { openEngine } from './openEngine.ts';
import type { ExitCode } from './outcome.ts';
import { exitCodes, inputProblem, usageProblem } from './outcome.ts';
import { progressLine } from './output/progress.ts';
import { counted } from './output/statistics.ts';
import { report, say } from './report.ts';

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
    if (file.kind === 'invalid') {
      await sayErrors(file, locate, context);
      return exitCodes.wrongInput;
    }
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
  if (sawNoMessages(results)) await say(context, await whyEmpty(job));
  const pieces = html === undefined && done !== undefined ? jsonPieces(done, results, job) : [html ?? ''];
  const failed = await writeWhole(pieces, request.output, context);
  if (failed !== undefined) return report(context, inputProblem(failed));
  await summarize(done, results, job);
  return [...results.values()].some(({ kind }) => kind === 'problem') ? exitCodes.wrongInput : exitCodes.done;
}
