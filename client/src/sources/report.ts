import type { RejectedRecord, SourceFile, SourcesReport, StoreReport } from '../../../server/src/protocol/engine.ts';
import { counted, formatBytes, formatCount } from '../format.ts';
import { rejectedCount } from './sourcesTree.ts';
import { fullSpan } from './sourceTexts.ts';

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

/**
 * The line of the report for a file (absolute path), or for the piece of it at a place (zero-based) when that is listed;
 * undefined when the file is not in the report.
 */
export function lineOf(
  { links }: Pick<ReportText, 'links'>,
  path: string,
  place?: ReportLink['target'],
): number | undefined {
  const own = links.filter((link) => link.path === path);
  const piece = own.find(
    ({ target }, index) => index > 0 && target.line === place?.line && target.column === place.column,
  );
  return (piece ?? own[0])?.line;
}

/** Writes a sources report for reading: totals, then every file with what was rejected and why. Times are those of an IANA zone. */
export function writeReport(report: SourcesReport, timezone: string): ReportText {
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
    `${counted(totals.files, 'file')} · ${counted(totals.records, 'record')} · ${formatBytes(totals.bytes)} · ${formatCount(totals.rejected)} rejected${leftOut(totals.duplicates)}`,
    ...describeStore(report.store),
  );
  for (const file of report.files) {
    lines.push('');
    links.push({ line: lines.length, path: file.path, target: { line: 0, column: 0 } });
    lines.push(oneLine(file.path), ...describeFile(file, timezone));
    for (const rejected of file.rejected.slice(0, rejectedShown)) {
      links.push({
        line: lines.length,
        path: file.path,
        target: { line: Math.max(0, rejected.line - 1), column: Math.max(0, rejected.column - 1) },
      });
      lines.push(`    ${describeRejected(rejected)}`);
    }
    const more = rejectedCount(file) - Math.min(file.rejected.length, rejectedShown);
    if (more > 0) lines.push(`    and ${formatCount(more)} more`);
  }
  for (const offer of offers(report)) lines.push('', offer);
  return { text: lines.join('\n') + '\n', links };
}

function leftOut(duplicates: number | undefined): string {
  return duplicates === undefined ? '' : ` · ${counted(duplicates, 'duplicate')} left out`;
}

/** What settings would change. */
function offers({ repeated = 0, totals }: SourcesReport): readonly string[] {
  const says = repeated === 1 ? 'record says' : 'records say';
  return [
    ...(repeated === 0
      ? []
      : [
          `${formatCount(repeated)} ${says} the same as an earlier one: the setting sesq.records.deduplicate leaves such records out.`,
        ]),
    ...(totals.rejected === 0
      ? []
      : [
          'Rejected records are kept as text unless the setting sesq.records.lenient keeps the fields before the mistake.',
        ]),
  ];
}

function describeStore({ file, bytes, textBytes, limit }: StoreReport): readonly string[] {
  if (file === undefined) return [];
  const most = limit === 0 ? '' : `, limit ${formatBytes(limit)}`;
  return [`Store: ${formatBytes(bytes)} on disk for ${formatBytes(textBytes)} of text${most}`];
}

function describeFile(file: SourceFile, timezone: string): readonly string[] {
  const kinds = Object.entries(file.kinds)
    .map(([kind, count]) => `${kind} ${formatCount(count)}`)
    .join(', ');
  const facts: readonly (readonly [string, string])[] = [
    ['category', file.category],
    ['format', `${file.format}, ${formatBytes(file.bytes)}`],
    ['records', formatCount(file.records) + (kinds === '' ? '' : `  (${kinds})`)],
    ['span', fullSpan(file.from, file.to, timezone)],
    ...file.notes.map((note): readonly [string, string] => ['note', note]),
    ['rejected', formatCount(rejectedCount(file))],
    ...(file.duplicates === undefined ? [] : [['left out', counted(file.duplicates, 'duplicate')] as const]),
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
