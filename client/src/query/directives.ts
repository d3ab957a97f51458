import type { NowChoice, TimeRangeChoice } from '../../../server/src/protocol/engine.ts';
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
const betweenTimes = /^(.+?)\s+to\s+(.+)$/i;
const assignment = /^([^\s=]+)\s*=\s*(.*)$/;

/**
 * Reads the value of `@time`: `last 24h`, `A to B`, a single start, or `all`. The texts are passed on as typed; the
 * engine reads instants and relative times and says what is wrong with one it cannot read.
 */
export function readTimeRange(value: string, now: NowChoice): TimeRangeChoice {
  const text = value.trim();
  if (text === '' || everything.test(text)) return {};
  const last = lastDuration.exec(text)?.[1];
  if (last !== undefined) {
    const from = `-${last.replace(/^-/, '').replace(/\s+/g, '')}`;
    // Ends are exclusive: when now is the newest record, an end at "now" would cut that record off.
    return now === 'data' ? { from } : { from, to: 'now' };
  }
  const [, from, to] = betweenTimes.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return { from: from.trim(), to: to.trim() };
  return { from: text };
}

/**
 * Reads the directives of a cell's text. The first title and the last time range
 * count; unknown directives are left to the language server. Never throws.
 */
export function readDirectives(cellText: string, now: NowChoice): CellDirectives {
  let title: string | undefined;
  let timeRange: TimeRangeChoice = {};
  const parameters: [string, string][] = [];
  for (const comment of leadingComments(cellText).comments) {
    const [, spelling, rawValue] = directive.exec(comment) ?? [];
    const name = spelling?.toLowerCase();
    const value = rawValue?.trim();
    if (name === undefined || value === undefined || value === '') continue;
    if (name === 'title') title ??= value;
    if (name === 'time') timeRange = readTimeRange(value, now);
    if (name === 'param') {
      const [, parameter, text] = assignment.exec(value) ?? [];
      if (parameter !== undefined && text !== undefined) parameters.push([parameter, unquote(text.trim())]);
    }
  }
  return { title, timeRange, parameters: Object.fromEntries(parameters) };
}

function unquote(text: string): string {
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text;
}
