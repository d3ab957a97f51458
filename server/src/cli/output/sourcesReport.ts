import { relative, sep } from 'node:path';
import type { SourceFile, SourcesReport } from '../../protocol/engine.ts';
import { formatTime } from './time.ts';
import type { Paint } from './colour.ts';
import { layOut } from './grid.ts';
import { counted, formatBytes, formatCount } from './statistics.ts';
import { visible } from './visible.ts';

/** The report as one JSON document; times are epoch milliseconds, null when a file has none. */
export function sourcesJson(report: SourcesReport): string {
  const files = report.files.map((file) => ({
    path: file.path,
    category: file.category,
    format: file.format,
    records: file.records,
    kinds: file.kinds,
    from: file.from ?? null,
    to: file.to ?? null,
    rejected: file.rejected.map(({ line, column, reason }) => ({ line, column, reason })),
    ...(file.duplicates === undefined ? {} : { duplicates: file.duplicates }),
    notes: file.notes,
  }));
  const { totals } = report;
  const sums = {
    files: totals.files,
    records: totals.records,
    rejected: totals.rejected,
    bytes: totals.bytes,
    ...(totals.duplicates === undefined ? {} : { duplicates: totals.duplicates }),
  };
  return `${JSON.stringify({ files, totals: sums }, undefined, 2)}\n`;
}

/** The report for people: a table of files, their notes, the rejected records with their places, and the sums. */
export function sourcesText(report: SourcesReport, cwd: string, zone: string, paint: Paint): string {
  const name = (file: SourceFile): string => visible(shortPath(file.path, cwd));
  const header = ['FILE', 'CATEGORY', 'FORMAT', 'RECORDS', 'REJECTED', 'FROM', 'TO', 'KINDS'];
  const rows = report.files.map((file) => [
    name(file),
    visible(file.category),
    file.format,
    formatCount(file.records),
    formatCount(rejectedCount(file)),
    timeText(file.from, zone),
    timeText(file.to, zone),
    Object.entries(file.kinds)
      .map(([kind, count]) => `${kind} ${formatCount(count)}`)
      .join(', '),
  ]);
  const table = layOut([header, ...rows], ['left', 'left', 'left', 'right', 'right', 'left', 'left', 'left']);
  const headerEnd = table.indexOf('\n');
  const notes = report.files.flatMap((file) => file.notes.map((note) => `${name(file)}: ${visible(note)}\n`));
  const rejected = report.files.flatMap((file) => {
    const more = rejectedCount(file) - file.rejected.length;
    return [
      ...file.rejected.map(
        ({ line, column, reason }) =>
          `${paint('bold', `${name(file)}:${String(line)}:${String(column)}`)} ${paint('yellow', 'rejected')} ${visible(reason)}\n`,
      ),
      ...(more > 0 ? [`${paint('bold', name(file))} ${paint('yellow', 'rejected')} ${formatCount(more)} more\n`] : []),
    ];
  });
  const duplicates = report.files.flatMap((file) =>
    file.duplicates === undefined || file.duplicates === 0
      ? []
      : [`${name(file)}: ${counted(file.duplicates, 'duplicate')} left out\n`],
  );
  return [
    paint('bold', table.slice(0, headerEnd)),
    table.slice(headerEnd),
    ...notes,
    ...duplicates,
    ...rejected,
    sums(report),
    storeSize(report),
  ].join('');
}

/** What options would change about the report, in sentences. */
export function offers({ repeated = 0, totals }: SourcesReport, lenient: boolean): readonly string[] {
  const says = repeated === 1 ? 'record says' : 'records say';
  return [
    ...(repeated === 0
      ? []
      : [`${formatCount(repeated)} ${says} the same as an earlier one; --deduplicate leaves such records out.`]),
    ...(totals.rejected === 0 || lenient
      ? []
      : ['Rejected records are kept as text; --lenient keeps the fields before the mistake as a record.']),
  ];
}

/** Only the first rejected pieces of a file are listed. */
function rejectedCount(file: SourceFile): number {
  return file.rejectedCount ?? file.rejected.length;
}

/** What the logs take on disk beside their own size; nothing for a store in memory. */
function storeSize({ store: { file, bytes, textBytes, limit } }: SourcesReport): string {
  if (file === undefined) return '';
  const share = textBytes === 0 ? '' : ` (${String(Math.round((bytes / textBytes) * 100))} %)`;
  const most = limit === 0 ? '' : `, limit ${formatBytes(limit)}`;
  return `store ${visible(file)}: ${formatBytes(bytes)} for ${formatBytes(textBytes)} of text${share}${most}\n`;
}

function sums({ totals }: SourcesReport): string {
  const { files, records, rejected, bytes, duplicates } = totals;
  const left = duplicates === undefined ? '' : `${counted(duplicates, 'duplicate')} left out, `;
  return `${counted(files, 'file')}, ${counted(records, 'record')}, ${formatCount(rejected)} rejected, ${left}${formatBytes(bytes)}\n`;
}

function timeText(time: number | undefined, zone: string): string {
  return time === undefined ? '-' : formatTime(time, zone);
}

/** Relative to the current folder when the file is in it. */
function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '..' || short.startsWith(`..${sep}`) ? path : short;
}
