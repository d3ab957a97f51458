/** The tree of sources: categories, their files, and what was rejected in these. Pure. */
import { basename, dirname, relative, sep } from 'node:path';
import type { RejectedRecord, SourceFile, SourcesReport } from '../../../server/src/protocol/engine.ts';
import { counted, formatBytes, formatCount } from '../format.ts';
import type { CategoryNode, Fact, FileNode, FileState, MoreNode, RejectedNode } from './sourceNodes.ts';
import { deliveryParts, fullSpan, oneLine, shortSpan } from './sourceTexts.ts';

/** How the tree is written: the zone of its times, and the folders that paths are shown from. */
export interface TreeChoices {
  readonly timezone: string;
  /** Absolute paths of the workspace folders. */
  readonly folders: readonly string[];
}

/** So many rejected pieces of a file have a node of their own. */
const rejectedShown = 100;

/** Names of packed files that are recognised but not read. */
const packed = /\.(?:zip|tar|tgz|zst|bz2|xz|7z|sz|snappy|parquet)$/i;

/** The rows of the tree: categories by name, the files of each by path. */
export function sourcesTree({ files }: Pick<SourcesReport, 'files'>, choices: TreeChoices): readonly CategoryNode[] {
  const byCategory = new Map<string, SourceFile[]>();
  for (const file of files) {
    const known = byCategory.get(file.category);
    if (known === undefined) byCategory.set(file.category, [file]);
    else known.push(file);
  }
  return [...byCategory]
    .sort(([a], [b]) => compare(a, b))
    .map(([category, members]) => categoryNode(category, members, choices));
}

/** How many pieces of a file were rejected; only the first of them are listed. */
export function rejectedCount(file: SourceFile): number {
  return file.rejectedCount ?? file.rejected.length;
}

function categoryNode(category: string, files: readonly SourceFile[], choices: TreeChoices): CategoryNode {
  const sum = (count: (file: SourceFile) => number): number => files.reduce((total, file) => total + count(file), 0);
  const from = extreme(files, 'from', Math.min);
  const to = extreme(files, 'to', Math.max);
  const parts = [
    counted(files.length, 'file'),
    counted(
      sum(({ records }) => records),
      'record',
    ),
    rejectedText(sum(rejectedCount)),
    duplicatesText(sum(({ duplicates = 0 }) => duplicates)),
    shortSpan(from, to, choices.timezone),
  ];
  const label = oneLine(category) || 'No category';
  return {
    kind: 'category',
    id: `category\n${category}`,
    label,
    description: joined(parts, ' · '),
    spoken: joined(['Source category ' + label, ...parts], ', '),
    category,
    children: [...files].sort((a, b) => compare(a.path, b.path)).map((file) => fileNode(file, choices)),
  };
}

function fileNode(file: SourceFile, choices: TreeChoices): FileNode {
  const { path, category, bytes, from, to } = file;
  const isText = !isCompressed(file) && !packed.test(path);
  const counts = [
    counted(file.records, 'record'),
    rejectedText(rejectedCount(file)),
    duplicatesText(file.duplicates ?? 0),
    shortSpan(from, to, choices.timezone),
  ];
  const folder = folderOf(path, choices.folders);
  const name = oneLine(basename(path));
  const delivery = deliveryParts(name);
  return {
    kind: 'file',
    id: `file\n${path}`,
    label: delivery?.label ?? name,
    // Side bars are narrow and folders of logs are deep: they come last.
    description: joined([...counts, delivery?.account, folder], ' · '),
    spoken: joined([name, ...counts, folder === undefined ? undefined : `in ${folder}`], ', '),
    path,
    bytes,
    category,
    state: stateOf(file),
    isText,
    facts: factsOf(file, choices.timezone),
    children: rejectedNodes(file, isText),
  };
}

function factsOf(file: SourceFile, timezone: string): readonly Fact[] {
  const kinds = Object.entries(file.kinds).map(([kind, count]) => `${oneLine(kind)} ${formatCount(count)}`);
  const rejected = rejectedCount(file);
  return [
    ['Path', oneLine(file.path)],
    ['Category', oneLine(file.category)],
    ['Format', `${oneLine(file.format)}, ${formatBytes(file.bytes)}`],
    ['Records', joined([formatCount(file.records), kinds.length === 0 ? undefined : `(${kinds.join(', ')})`], ' ')],
    ['Span', fullSpan(file.from, file.to, timezone)],
    ...(rejected === 0 ? [] : [['Rejected', formatCount(rejected)] as const]),
    ...(file.duplicates === undefined ? [] : [['Duplicates', `${formatCount(file.duplicates)} left out`] as const]),
    ...file.notes.map((note): Fact => ['Note', oneLine(note)]),
  ];
}

function stateOf(file: SourceFile): FileState {
  if (rejectedCount(file) > 0) return 'rejected';
  if (file.records === 0) return 'empty';
  if (file.notes.length > 0) return 'noted';
  return isCompressed(file) ? 'compressed' : 'read';
}

function isCompressed({ format }: SourceFile): boolean {
  return format.endsWith('+gzip');
}

function rejectedNodes(file: SourceFile, isText: boolean): readonly (RejectedNode | MoreNode)[] {
  const { path, bytes, rejected } = file;
  const shown = rejected
    .slice(0, rejectedShown)
    .map((record, index) => rejectedNode(record, index, path, bytes, isText));
  const more = rejectedCount(file) - shown.length;
  if (more <= 0) return shown;
  const label = `${formatCount(more)} more`;
  const spoken = `${label} rejected in ${oneLine(basename(path))}, open the report`;
  return [...shown, { kind: 'more', id: `more\n${path}`, label, description: 'open the report', spoken, path }];
}

function rejectedNode(
  { line, column, reason }: RejectedRecord,
  index: number,
  path: string,
  bytes: number,
  isText: boolean,
): RejectedNode {
  const label = `${line}:${column}`;
  const description = oneLine(reason) || 'not readable';
  return {
    kind: 'rejected',
    id: `rejected\n${String(index)}\n${path}`,
    label,
    description,
    spoken: `Rejected: ${description}, line ${line}, column ${column}`,
    path,
    bytes,
    isText,
    line,
    column,
  };
}

/** The folder of a file from its workspace folder, with that folder's name when there are several; undefined for the folder itself. */
function folderOf(path: string, folders: readonly string[]): string | undefined {
  const inside = folders.filter((folder) => path.startsWith(folder.endsWith(sep) ? folder : folder + sep));
  // The innermost one: folders of a workspace may lie within each other.
  const root = inside.reduce<string | undefined>(
    (best, each) => (each.length > (best?.length ?? -1) ? each : best),
    undefined,
  );
  if (root === undefined) return oneLine(dirname(path));
  const parts = [folders.length > 1 ? basename(root) : '', relative(root, dirname(path))].filter((part) => part !== '');
  return parts.length === 0 ? undefined : oneLine(parts.join('/').replaceAll(sep, '/'));
}

function extreme(
  files: readonly SourceFile[],
  member: 'from' | 'to',
  choose: (a: number, b: number) => number,
): number | undefined {
  return files.reduce<number | undefined>((best, { [member]: time }) => {
    if (time === undefined) return best;
    return best === undefined ? time : choose(best, time);
  }, undefined);
}

function rejectedText(count: number): string | undefined {
  return count === 0 ? undefined : `${formatCount(count)} rejected`;
}

function duplicatesText(count: number): string | undefined {
  return count === 0 ? undefined : `${counted(count, 'duplicate')} left out`;
}

function joined(parts: readonly (string | undefined)[], separator: string): string {
  return parts.filter((part) => part !== undefined).join(separator);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
