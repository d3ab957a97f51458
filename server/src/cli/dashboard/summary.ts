/** What is said beside the rows of a dashboard, on standard error. */
import type { PanelResult } from '../../protocol/dashboard.ts';
import { noLogFiles } from '../input/logs.ts';
import { counted, formatCount } from '../output/statistics.ts';
import { formatTime } from '../output/time.ts';
import { say } from '../report.ts';
import type { Done, Job } from './job.ts';

/** Whether the panels that ran had no messages to look at. What is wrong with the others is said by itself. */
export function sawNoMessages(results: ReadonlyMap<string, PanelResult>): boolean {
  const ran = [...results.values()].filter((result) => result.kind === 'rows');
  return ran.length > 0 && ran.every(({ stats }) => stats.messagesTotal === 0);
}

/** Why there are no messages, in a sentence. */
export async function whyEmpty({ engine, request: { settings }, context }: Job): Promise<string> {
  const sources = await engine.sources({ signal: context.signal });
  if (sources.kind === 'ok' && sources.report.totals.files === 0) return noLogFiles(settings, sources.notes).message;
  return `No records were found in ${settings.logs.join(', ')}. "sesq sources" tells how the files were read.`;
}

/** Messages beside the rows: what is wrong with panels, notices, and figures when they are asked for. */
export async function summarize(
  done: Done | undefined,
  results: ReadonlyMap<string, PanelResult>,
  job: Job,
): Promise<void> {
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
