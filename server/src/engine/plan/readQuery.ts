/** From the text of a run to a checked syntax tree. */
import { checkDocument, parseDocument } from '../../language/index.ts';
import type { Diagnostic, Query } from '../../language/index.ts';
import type { QueryDiagnostic, RunQueryParams, RunQueryResult } from '../../protocol/engine.ts';
import { substituteTemplates } from './templates.ts';
import type { OffsetMap } from './templates.ts';

/** Why nothing ran. */
export type Problem = Exclude<RunQueryResult, { readonly kind: 'rows' }>;

/** A query without errors of syntax and meaning. */
export interface ReadQuery {
  readonly kind: 'query';
  readonly query: Query;
  readonly text: string;
  readonly originalOffset: OffsetMap;
  readonly diagnostics: readonly QueryDiagnostic[];
}

/** Puts in the parameters, parses and checks. Never throws. */
export function readQuery(params: RunQueryParams): ReadQuery | Problem {
  const { text, originalOffset } = substituteTemplates(params.query, params.parameters);
  const document = parseDocument(text);
  const query = document.cells[0]?.query;
  const diagnostics = checkDocument(document);
  if (diagnostics.some(({ severity }) => severity === 'error')) return refused(diagnostics, originalOffset);
  if (query === undefined || (query.scope === undefined && query.stages.length === 0)) {
    return invalid('There is no query to run. Begin with a search such as * or "Bounce".');
  }
  return {
    kind: 'query',
    query,
    text,
    originalOffset,
    diagnostics: diagnostics.map((each) => toQueryDiagnostic(each, originalOffset)),
  };
}

/** What there is to say about a query once it is known which fields settings give to messages. */
export function findingsOf(read: ReadQuery, customFields: readonly string[]): readonly QueryDiagnostic[] {
  if (customFields.length === 0) return read.diagnostics;
  return checkDocument(parseDocument(read.text), customFields).map((each) =>
    toQueryDiagnostic(each, read.originalOffset),
  );
}

function toQueryDiagnostic({ code, severity, message, range }: Diagnostic, originalOffset: OffsetMap): QueryDiagnostic {
  return { code, severity, message, start: originalOffset(range.start), end: originalOffset(range.end) };
}

/** A problem that is not in the text of the query. */
export function invalid(message: string): Problem {
  return { kind: 'invalid', message, diagnostics: [] };
}

/** Problems in the text of the query, at their places in what the author wrote. */
export function refused(diagnostics: readonly Diagnostic[], originalOffset: OffsetMap): Problem {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const message =
    errors.length === 1
      ? (errors[0]?.message ?? '')
      : `The query has ${String(errors.length)} errors. The first: ${errors[0]?.message ?? ''}`;
  return { kind: 'invalid', message, diagnostics: diagnostics.map((each) => toQueryDiagnostic(each, originalOffset)) };
}
