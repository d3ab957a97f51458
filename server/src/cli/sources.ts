import type { LogFlags } from './args/settings.ts';
import { readSettings } from './args/settings.ts';
import { parseZone } from './args/zone.ts';
import type { CommandContext } from './context.ts';
import { noLogFiles } from './input/logs.ts';
import { openEngine } from './openEngine.ts';
import type { ExitCode } from './outcome.ts';
import { exitCodes, inputProblem } from './outcome.ts';
import { painter } from './output/colour.ts';
import type { ReportFormat } from './output/formats.ts';
import { progressLine } from './output/progress.ts';
import { offers, sourcesJson, sourcesText } from './output/sourcesReport.ts';
import { report, say } from './report.ts';

/** The options of `sesq sources` as commander hands them over. */
export interface SourcesFlags extends LogFlags {
  readonly format: ReportFormat;
  readonly timezone: string;
}

/** `sesq sources`: which files were found, how they were read, and what was rejected. */
export async function sources(flags: SourcesFlags, context: CommandContext): Promise<ExitCode> {
  const zone = parseZone(flags.timezone);
  if (zone.kind === 'problem') return report(context, zone);
  const settings = await readSettings(flags, context);
  if (settings.kind === 'problem') return report(context, settings);
  const opened = await openEngine(settings.value, context);
  if (opened.kind === 'problem') return report(context, opened);
  const engine = opened.value;
  try {
    const line = progressLine(context.err);
    const result = await engine.sources({ signal: context.signal, onProgress: line.update }).finally(line.clear);
    if (result.kind === 'invalid') return await report(context, inputProblem(result.message));
    if (result.report.totals.files === 0) {
      return await report(context, noLogFiles(settings.value, result.notes));
    }
    const text =
      flags.format === 'json'
        ? sourcesJson(result.report)
        : sourcesText(result.report, context.cwd, zone.value, painter(context.out.colours));
    await context.out.write(text);
    const offered = flags.format === 'text' ? offers(result.report, settings.value.lenient === true) : [];
    for (const note of [...result.notes, ...offered]) await say(context, note);
    return exitCodes.done;
  } finally {
    engine.close();
  }
}
