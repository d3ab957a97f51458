import type { VisualizationKind } from '../../../server/src/protocol/dashboard.ts';
import type { TimeRangeChoice } from '../../../server/src/protocol/engine.ts';
import { leadingComments } from './cells.ts';

/** What the leading comment lines of a cell ask for. */
export interface CellDirectives {
  readonly title: string | undefined;
  readonly timeRange: TimeRangeChoice;
  readonly parameters: Readonly<Record<string, string>>;
}

const directive = /^\/\/\s*@(\w+)\s+(.+)$/;
const lastDuration = /^last\s+(.+)$/i;
const everything = /^all(\s+data)?$/i;
const between = /\s+to\s+/i;
const assignment = /^([^\s=]+)\s*=\s*(.*)$/;

/**
 * Reads the value of `@time`: `last 24h`, `A to B`, a single start, or `all`. The texts are passed on as typed; the
 * engine reads instants and relative times and says what is wrong with one it cannot read.
 */
export function readTimeRange(value: string): TimeRangeChoice {
  const text = value.trim();
  if (text === '' || everything.test(text)) return {};
  const last = lastDuration.exec(text)?.[1];
  // Without an end it ends now.
  if (last !== undefined) return { from: `-${last.replace(/^-/, '').replace(/\s+/g, '')}` };
  const [from = '', to, ...more] = text.split(between);
  return to === undefined || more.length > 0 ? { from: text } : { from, to };
}

/**
 * Reads the directives of a cell's text. The first title and the last time range
 * count; unknown directives are left to the language server. Never throws.
 */
export function readDirectives(cellText: string): CellDirectives {
  let title: string | undefined;
  let timeRange: TimeRangeChoice = {};
  const parameters: [string, string][] = [];
  for (const comment of leadingComments(cellText).comments) {
    const [, spelling, rawValue] = directive.exec(comment) ?? [];
    const name = spelling?.toLowerCase();
    const value = rawValue?.trim();
    if (name === undefined || value === undefined || value === '') continue;
    if (name === 'title') title ??= value;
    if (name === 'time') timeRange = readTimeRange(value);
    if (name === 'param') {
      const [, parameter, text] = assignment.exec(value) ?? [];
      if (parameter !== undefined && text !== undefined) parameters.push([parameter, unquote(text.trim())]);
    }
  }
  return { title, timeRange, parameters: Object.fromEntries(parameters) };
}

/** Kinds of charts as `@chart` names them. */
const chartKinds: Readonly<Record<string, VisualizationKind>> = {
  table: 'table',
  bar: 'bar',
  column: 'column',
  'stacked column': 'stackedColumn',
  line: 'line',
  'line + column': 'lineColumn',
  area: 'area',
  pie: 'pie',
  'single value': 'singleValue',
  map: 'map',
  outlier: 'outlier',
};

/** The kind of chart that a cell's first `@chart` asks for; undefined without one, or for a kind that does not exist. */
export function readChart(cellText: string): VisualizationKind | undefined {
  for (const comment of leadingComments(cellText).comments) {
    const [, name, value] = directive.exec(comment) ?? [];
    if (name?.toLowerCase() !== 'chart' || value === undefined) continue;
    const key = value.trim().toLowerCase().replace(/\s+/g, ' ');
    return Object.hasOwn(chartKinds, key) ? chartKinds[key] : undefined;
  }
  return undefined;
}

function unquote(text: string): string {
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text;
}
