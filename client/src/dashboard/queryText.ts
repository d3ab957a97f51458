/** Queries of panels as texts of their own. Pure. */
import type { TimeRangeChoice } from '../../../server/src/protocol/engine.ts';

/** A range as the directive `@time` writes it; undefined when all data is meant. */
export function timeDirective({ from, to }: TimeRangeChoice): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  const last = /^-(\d+[a-z]+)$/i.exec(from ?? '')?.[1];
  if (last !== undefined && (to === undefined || to === 'now')) return `last ${last}`;
  if (from !== undefined && to !== undefined) return `${from} to ${to}`;
  return from ?? `1970-01-01T00:00:00Z to ${to}`;
}

/** The text of a `.sesq` document: title and range as directives, then the query. */
export function queryDocument(title: string, range: TimeRangeChoice, query: string, note?: string): string {
  const time = timeDirective(range);
  const lines = [
    `// @title ${oneLine(title)}`,
    ...(time === undefined ? [] : [`// @time ${oneLine(time)}`]),
    ...(note === undefined ? [] : [`// ${oneLine(note)}`]),
    query,
  ];
  return `${lines.join('\n')}\n`;
}

/** The query of messages limited to files and to what is below folders; absolute paths, none for all. */
export function limitedTo(query: string, paths: readonly string[], separator: string): string {
  if (paths.length === 0) return query;
  const conditions = paths.flatMap((path) => {
    const folder = path.endsWith(separator) ? path : path + separator;
    return [`_sourceName = ${quoted(path)}`, `_sourceName matches ${quoted(`${folder}*`)}`];
  });
  return `${query}\n| where ${conditions.join(' or ')}`;
}

/** What a query of its own says when the dashboard is limited to some files and it is not. */
export function limitNote(paths: readonly string[]): string | undefined {
  return paths.length === 0 ? undefined : `The dashboard is limited to ${paths.join(', ')}; this query reads all logs.`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
