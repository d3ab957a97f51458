import { checkDocument, LineIndex, parseDocument } from '../language/index.ts';
import type { Diagnostic } from '../language/index.ts';
import type { CommandContext } from './context.ts';
import { hasError, printFindings } from './findings.ts';
import { readCustomFields } from './input/customFields.ts';
import { readQueryFile } from './input/queryText.ts';
import { resolveSourcesFiles } from './input/sourcesFiles.ts';
import type { ExitCode } from './outcome.ts';
import { exitCodes } from './outcome.ts';
import type { ReportFormat } from './output/formats.ts';
import type { JsonDiagnostic } from './output/json.ts';
import { toJsonDiagnostic } from './output/json.ts';
import { counted } from './output/statistics.ts';
import { report } from './report.ts';

/** The options of `sesq check` as commander hands them over. */
export interface CheckFlags {
  readonly format: ReportFormat;
  readonly sources?: readonly string[];
}

interface JsonFile {
  readonly file: string;
  readonly diagnostics: readonly JsonDiagnostic[];
}

/** `sesq check`: every finding in the files. A file that cannot be read is told on stderr and counts as an error. */
export async function check(files: readonly string[], flags: CheckFlags, context: CommandContext): Promise<ExitCode> {
  const sourcesFiles = await resolveSourcesFiles(flags.sources ?? [], context.cwd);
  if (sourcesFiles.kind === 'problem') return report(context, sourcesFiles);
  const customFields = await readCustomFields(sourcesFiles.value);
  if (customFields.kind === 'problem') return report(context, customFields);
  let exitCode: ExitCode = exitCodes.done;
  const all: Diagnostic[] = [];
  const json: JsonFile[] = [];
  for (const file of files) {
    const source = await readQueryFile(file, context.cwd);
    if (source.kind === 'problem') {
      exitCode = await report(context, source);
      continue;
    }
    const { name, text } = source.value;
    const lines = new LineIndex(text);
    const findings = checkDocument(parseDocument(text), customFields.value);
    all.push(...findings);
    json.push({ file: name, diagnostics: findings.map((finding) => toJsonDiagnostic(finding, lines)) });
    if (flags.format === 'text') await printFindings(findings, { source: source.value, lines }, context.out);
  }
  if (flags.format === 'json') await context.out.write(`${JSON.stringify(json, undefined, 2)}\n`);
  else if (context.out.isTerminal) await context.err.write(summary(json.length, all));
  return hasError(all) ? exitCodes.wrongInput : exitCode;
}

function summary(files: number, findings: readonly Diagnostic[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return `${counted(files, 'file')}, ${counted(errors, 'error')}, ${counted(findings.length - errors, 'other finding')}\n`;
}
