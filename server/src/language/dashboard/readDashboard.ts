import type { Node } from 'jsonc-parser';
import type { Dashboard, ReadDashboardResult } from '../../protocol/dashboard.ts';
import { checkFile } from './checkFile.ts';
import { readJson } from './json.ts';
import { problem, type FileProblem } from './problems.ts';
import { onlyQueryFiles, type QueryFiles } from './queryFiles.ts';
import { nodeAt } from './tree.ts';
import { toDashboard } from './toDashboard.ts';
import { validate } from './validate.ts';

/** Everything known about a text after reading it. */
export interface InspectedDashboard {
  /** The JSON as far as it could be read; undefined when it is none. */
  readonly root: Node | undefined;
  /** Undefined when an error stands in the way. */
  readonly dashboard: Dashboard | undefined;
  /** In order of position. */
  readonly problems: readonly FileProblem[];
}

/**
 * Reads the text of a `*.sesdash.json` file. Never throws.
 *
 * The problems are in order of position. A file with an error is `invalid`, with one exception: a query file that
 * cannot be read leaves its panel with an empty query, and the error is among the `warnings` of the dashboard.
 * @param queryFiles reads a query file by its path as written; without it, such panels have an empty query and no
 * problem is told
 */
export function readDashboardText(text: string, queryFiles?: QueryFiles): ReadDashboardResult {
  const { dashboard, problems: found } = inspectDashboard(text, queryFiles);
  const problems = found.map(({ suggestion: _suggestion, ...problem }) => problem);
  return dashboard === undefined ? { kind: 'invalid', problems } : { kind: 'dashboard', dashboard, warnings: problems };
}

/** Reads a text like `readDashboardText`, and keeps what editors need: the tree and what may have been meant. */
export function inspectDashboard(text: string, readQueryFile?: QueryFiles): InspectedDashboard {
  const queryFiles = readQueryFile && onlyQueryFiles(readQueryFile);
  const json = readJson(text);
  if (json.kind === 'invalid') return { root: json.root, dashboard: undefined, problems: json.problems };
  const { root } = json;
  const version = versionProblem(root);
  if (version !== undefined) return { root, dashboard: undefined, problems: [version] };
  const { file, problems: formProblems } = validate(root);
  if (file === undefined) return { root, dashboard: undefined, problems: sorted(formProblems) };
  const problems = sorted([...formProblems, ...checkFile(file, root, queryFiles)]);
  const isFatal = problems.some(({ code, severity }) => severity === 'error' && code !== 'dashboard.query-file');
  return { root, dashboard: isFatal ? undefined : toDashboard(file, queryFiles ?? (() => undefined)), problems };
}

/** A file of another version is not compared with this version's schema: what it would say is beside the point. */
function versionProblem(root: Node): FileProblem | undefined {
  const version = nodeAt(root, ['version']);
  if (version === undefined || version.value === 1) return undefined;
  const message =
    typeof version.value === 'number' && version.value > 1
      ? `This dashboard was made by a newer version of the extension (format ${String(version.value)}; this one reads 1). Update the extension to open it.`
      : 'The version of a dashboard file is 1: write `"version": 1`.';
  return problem('dashboard.version', version, message);
}

function sorted(problems: readonly FileProblem[]): readonly FileProblem[] {
  return problems.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
