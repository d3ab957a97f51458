import { checkDocument } from '../analysis/check.ts';
import { complete, type Completion } from '../completion/complete.ts';
import type { Diagnostic, Fix, TextEdit } from '../diagnostics/diagnostic.ts';
import { parseDocument } from '../document/document.ts';
import { embeddedQueries, jsonEscaped, queriesIn, type EmbeddedQuery } from './embeddedQueries.ts';
import type { FileProblem } from './problems.ts';
import { inspectDashboard } from './readDashboard.ts';
import type { QueryFiles } from './queryFiles.ts';

/**
 * Every finding of a dashboard file and of the queries in it, in order of position. Never throws. `customFields`: see
 * `checkDocument`.
 */
export function checkDashboardText(
  text: string,
  queryFiles?: QueryFiles,
  customFields: readonly string[] = [],
): readonly Diagnostic[] {
  const { root, problems } = inspectDashboard(text, queryFiles);
  const queries = root === undefined ? [] : queriesIn(root, text);
  return [
    ...problems.map((problem) => ofFile(problem, text)),
    ...queries.flatMap((query) => ofQuery(query, customFields)),
  ].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** Proposals inside the queries of a dashboard file; none elsewhere. `customFields`: see `complete`. */
export function completeInDashboard(
  text: string,
  offset: number,
  customFields: readonly string[] = [],
): readonly Completion[] {
  for (const query of embeddedQueries(text)) {
    const inside = query.fromOffset(offset);
    if (inside === undefined) continue;
    return complete(parseDocument(query.text), inside, customFields)
      .filter(({ range }) => query.isInOneText(range))
      .map((completion) => ({
        ...completion,
        range: inFile(query, completion.range),
        insertText: completion.isSnippet ? escapedSnippet(completion.insertText) : jsonEscaped(completion.insertText),
      }));
  }
  return [];
}

const inFile = ({ toOffset }: EmbeddedQuery, { start, end }: Diagnostic['range']): Diagnostic['range'] => ({
  start: toOffset(start),
  end: toOffset(end),
});

/** In a snippet a backslash of the text is written twice, so each of those needs its own. */
function escapedSnippet(snippet: string): string {
  return snippet.replace(/\\([\\$}])|["\n\r\t]/g, (all, escaped: string | undefined) => {
    if (escaped === '\\') return String.raw`\\\\`;
    return escaped === undefined ? jsonEscaped(all).replaceAll('\\', '\\\\') : all;
  });
}

function ofFile({ code, severity, message, start, end, suggestion }: FileProblem, text: string): Diagnostic {
  const range = { start, end };
  const isText = text[start] === '"' && text[end - 1] === '"';
  const fixes: readonly Fix[] =
    suggestion === undefined || !isText
      ? []
      : [{ title: `Change to \`${suggestion}\``, edits: [{ range, newText: JSON.stringify(suggestion) }] }];
  return { code, severity, message, range, fixes };
}

function ofQuery(query: EmbeddedQuery, customFields: readonly string[]): readonly Diagnostic[] {
  return checkDocument(parseDocument(query.text), customFields).map((found) => ({
    ...found,
    range: inFile(query, found.range),
    fixes: found.fixes.flatMap((fix) => fixInFile(query, fix)),
  }));
}

/** A fix that would replace the quotes between two lines is left out. */
function fixInFile(query: EmbeddedQuery, { title, edits }: Fix): readonly Fix[] {
  if (!edits.every(({ range }) => query.isInOneText(range))) return [];
  const mapped = edits.map(({ range, newText }): TextEdit => ({
    range: inFile(query, range),
    newText: jsonEscaped(newText),
  }));
  return [{ title, edits: mapped }];
}
