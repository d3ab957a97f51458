import type { JSONPath, Node } from 'jsonc-parser';
import { closest } from '../diagnostics/didYouMean.ts';
import { timeProblem, timeRangeProblem } from '../document/timeRange.ts';
import { variableNames } from '../templates/templateVariables.ts';
import type { DashboardFile, FileTimeRange } from './fileTypes.ts';
import { gridColumns } from './kinds.ts';
import { overlaps } from './layout.ts';
import { problem, type FileProblem } from './problems.ts';
import { isQueryFile, type QueryFiles } from './queryFiles.ts';
import { sourceVariableNames } from './sourceVariables.ts';
import { toQuery } from './toDashboard.ts';
import { placeOf } from './tree.ts';
import { variableCycles } from './variableCycles.ts';
import { isSourceVariable } from './variableNames.ts';

interface FileContext {
  readonly file: DashboardFile;
  readonly root: Node;
  readonly queryFiles: QueryFiles | undefined;
}

const checks: readonly ((context: FileContext) => readonly FileProblem[])[] = [
  checkTimeRanges,
  checkIds,
  checkLayout,
  checkQueryFiles,
  checkVariableUses,
  checkSourceVariables,
  checkVariableCycles,
];

/** What is wrong with a file that fits the schema. */
export function checkFile(file: DashboardFile, root: Node, queryFiles?: QueryFiles): readonly FileProblem[] {
  return checks.flatMap((check) => check({ file, root, queryFiles }));
}

function checkTimeRanges({ file, root }: FileContext): readonly FileProblem[] {
  const check = (range: FileTimeRange | undefined, path: JSONPath): readonly FileProblem[] => {
    if (range === undefined) return [];
    const found: readonly (readonly [string | undefined, JSONPath])[] =
      typeof range === 'string'
        ? [[timeRangeProblem(range), path]]
        : Object.entries(range).map(([end, time]) => [timeProblem(String(time)), [...path, end]]);
    return found.flatMap(([message, place]) =>
      message === undefined ? [] : [problem('dashboard.time-range', placeOf(root, place), message)],
    );
  };
  return [
    ...check(file.timeRange, ['timeRange']),
    ...file.panels.flatMap((panel, index) => check(panel.timeRange, ['panels', index, 'timeRange'])),
  ];
}

function checkIds({ file, root }: FileContext): readonly FileProblem[] {
  const check = (list: string, member: string, names: readonly string[], what: string): readonly FileProblem[] => {
    const seen = new Set<string>();
    return names.flatMap((name, index) => {
      if (!seen.has(name.toLowerCase())) {
        seen.add(name.toLowerCase());
        return [];
      }
      const message = `Another ${what} is already called \`${name}\`. Give each its own name.`;
      return [problem('dashboard.duplicate-id', placeOf(root, [list, index, member]), message)];
    });
  };
  const variables = (file.variables ?? []).map(({ name }) => name);
  return [
    ...check(
      'panels',
      'id',
      file.panels.map(({ id }) => id),
      'panel',
    ),
    ...check('variables', 'name', variables, 'variable'),
  ];
}

function checkLayout({ file, root }: FileContext): readonly FileProblem[] {
  return file.panels.flatMap(({ layout }, index) => {
    if (layout === undefined) return [];
    const place = placeOf(root, ['panels', index, 'layout']);
    if (layout.x + layout.width > gridColumns) {
      const message = `The panel leaves the ${String(gridColumns)} columns of the grid: it is shown inside of them.`;
      return [problem('dashboard.layout', place, message)];
    }
    const other = file.panels.slice(0, index).find((earlier) => earlier.layout && overlaps(earlier.layout, layout));
    if (other === undefined) return [];
    return [problem('dashboard.layout', place, `The panel covers a part of \`${other.title}\`. Move one of them.`)];
  });
}

function checkQueryFiles({ file, root, queryFiles }: FileContext): readonly FileProblem[] {
  if (queryFiles === undefined) return [];
  return file.panels.flatMap(({ queryFile }, index) => {
    if (queryFile === undefined || queryFiles(queryFile) !== undefined) return [];
    const message = isQueryFile(queryFile)
      ? `The file \`${queryFile}\` cannot be read. Paths are relative to the dashboard file.`
      : `\`${queryFile}\` cannot be a query file. Name a \`.sesq\` file by its path from the dashboard file.`;
    return [problem('dashboard.query-file', placeOf(root, ['panels', index, 'queryFile']), message)];
  });
}

/** Queries of panels and variables with the variables they use. */
function uses({
  file,
  queryFiles,
}: FileContext): readonly { readonly path: JSONPath; readonly names: readonly string[] }[] {
  const panels = file.panels.map((panel, index) => {
    const member = panel.query === undefined ? 'queryFile' : 'query';
    const text = panel.query === undefined ? (queryFiles?.(panel.queryFile ?? '') ?? '') : toQuery(panel.query);
    return { path: ['panels', index, member], names: variableNames(text) };
  });
  const variables = (file.variables ?? []).flatMap((variable, index) =>
    variable.kind === 'query'
      ? [{ path: ['variables', index, 'query'], names: variableNames(toQuery(variable.query)) }]
      : [],
  );
  return [...variables, ...panels];
}

function checkVariableUses(context: FileContext): readonly FileProblem[] {
  const { file, root } = context;
  const known = [...(file.variables ?? []).map(({ name }) => name), ...sourceVariableNames];
  const folded = new Set(known.map((name) => name.toLowerCase()));
  const check = (name: string, path: JSONPath): readonly FileProblem[] => {
    if (folded.has(name.toLowerCase())) return [];
    const near = closest(name, known);
    const hint = near === undefined ? 'It counts as `*`, which is everything.' : `Did you mean \`${near}\`?`;
    const message = `The dashboard has no variable called \`${name}\`. ${hint}`;
    return [problem('dashboard.unknown-variable', placeOf(root, path), message)];
  };
  return [
    ...uses(context).flatMap(({ path, names }) => [...new Set(names)].flatMap((name) => check(name, path))),
    ...file.panels.flatMap(({ drillDown }, index) =>
      // The variables of another dashboard are not known here.
      drillDown?.variable === undefined || drillDown.dashboard !== undefined
        ? []
        : check(drillDown.variable, ['panels', index, 'drillDown', 'variable']),
    ),
  ];
}

function checkSourceVariables({ file, root }: FileContext): readonly FileProblem[] {
  return (file.variables ?? []).flatMap(({ name }, index) => {
    if (!isSourceVariable(name)) return [];
    const message = `Every dashboard has the variable \`${name}\`: it stands for the logs that are chosen for all dashboards. This one is not used.`;
    return [problem('dashboard.own-variable', placeOf(root, ['variables', index, 'name']), message)];
  });
}

function checkVariableCycles({ file, root }: FileContext): readonly FileProblem[] {
  return variableCycles(file.variables ?? []).map(({ index, way }) => {
    const steps = way.map((name) => `\`${name}\``).join(' uses ');
    const message = `The values of this variable depend on themselves: ${steps}. Leave one of them out.`;
    return problem('dashboard.variable-cycle', placeOf(root, ['variables', index, 'query']), message);
  });
}
