import type { RejectedRecord, SourceFile, SourcesReport } from '../../../server/src/protocol/engine.ts';
import { counted, formatBytes, formatCount } from '../format.ts';

/** A line of the report that leads to a place in a log file. Lines of the report and `column` are zero-based. */
export interface ReportLink {
  readonly line: number;
  readonly path: string;
  readonly target: { readonly line: number; readonly column: number };
}

/** The report as text, and where it leads. */
export interface ReportText {
  readonly text: string;
  readonly links: readonly ReportLink[];
}

const rejectedShown = 200;

/** Writes a sources report for reading: totals, then every file with what was rejected and why. */
export function writeReport(report: SourcesReport): ReportText {
  const lines: string[] = [];
  const links: ReportLink[] = [];
  const { totals } = report;
  lines.push('Log sources', '');
  if (report.files.length === 0) {
    lines.push(
      'No log files were found.',
      'Put SES notification or CloudTrail files into the workspace folder, or name them in the setting sesq.logs.',
    );
    return { text: lines.join('\n') + '\n', links };
  }
  lines.push(
    `${counted(totals.files, 'file')} · ${counted(totals.records, 'record')} · ${formatBytes(totals.bytes)} · ${formatCount(totals.rejected)} rejected`,
  );
  for (const file of report.files) {
    lines.push('');
    links.push({ line: lines.length, path: file.path, target: { line: 0, column: 0 } });
    lines.push(oneLine(file.path), ...describeFile(file));
    for (const rejected of file.rejected.slice(0, rejectedShown)) {
      links.push({
        line: lines.length,
        path: file.path,
        target: { line: Math.max(0, rejected.line - 1), column: Math.max(0, rejected.column - 1) },
      });
      lines.push(`    ${describeRejected(rejected)}`);
    }
    const more = file.rejected.length - rejectedShown;
    if (more > 0) lines.push(`    and ${formatCount(more)} more`);
  }
  return { text: lines.join('\n') + '\n', links };
}

function describeFile(file: SourceFile): readonly string[] {
  const kinds = Object.entries(file.kinds)
    .map(([kind, count]) => `${kind} ${formatCount(count)}`)
    .join(', ');
  const facts: readonly (readonly [string, string])[] = [
    ['category', file.category],
    ['format', `${file.format}, ${formatBytes(file.bytes)}`],
    ['records', formatCount(file.records) + (kinds === '' ? '' : `  (${kinds})`)],
    ['span', formatSpan(file.from, file.to)],
    ...file.notes.map((note): readonly [string, string] => ['note', note]),
    ['rejected', formatCount(file.rejected.length)],
  ];
  return facts.map(([name, value]) => `  ${name.padEnd(10)}${oneLine(value)}`);
}

function describeRejected(rejected: RejectedRecord): string {
  return `${rejected.line}:${rejected.column}  ${oneLine(rejected.reason)}`;
}

/** Names of files and reasons may hold line breaks; a report line must not. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}

function formatSpan(from: number | undefined, to: number | undefined): string {
  if (from === undefined || to === undefined) return 'no time found';
  return `${formatInstant(from)} to ${formatInstant(to)}`;
}

function formatInstant(epoch: number): string {
  const date = new Date(epoch);
  if (Number.isNaN(date.getTime())) return String(epoch);
  return (
    date
      .toISOString()
      .replace('T', ' ')
      .replace(/\.000Z$|Z$/, '') + ' UTC'
  );
}
