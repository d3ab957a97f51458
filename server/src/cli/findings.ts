import type { Diagnostic } from '../language/index.ts';
import { checkDocument } from '../language/index.ts';
import type { QueryDiagnostic } from '../protocol/engine.ts';
import type { Output } from './context.ts';
import { painter } from './output/colour.ts';
import { diagnosticText } from './output/diagnostics.ts';
import type { RunRequest } from './runRequest.ts';

/**
 * The findings about the query to run, in the places of the whole text. None for a query with `{{parameters}}`:
 * only with their values put in is it the query that runs, and that is the engine's work.
 */
export function findingsOf({ document, range, params, customFields }: RunRequest): readonly Diagnostic[] {
  if (params.query.includes('{{')) return [];
  const isLast = range.end === document.text.length;
  return checkDocument(document, customFields).filter(
    ({ range: { start } }) => range.start <= start && (start < range.end || isLast),
  );
}

/** Findings of the engine moved to the places of the whole text, without those already known. */
export function newFindings(
  reported: readonly QueryDiagnostic[],
  known: readonly Diagnostic[],
  { range }: RunRequest,
): readonly Diagnostic[] {
  return reported
    .map(({ code, severity, message, start, end }) => ({
      code,
      severity,
      message,
      range: { start: start + range.start, end: end + range.start },
      fixes: [],
    }))
    .filter((found) => !known.some((other) => other.code === found.code && other.range.start === found.range.start));
}

/** True when a query with these findings cannot run. */
export function hasError(findings: readonly Diagnostic[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** What someone who runs a query wants to hear of; hints are for `check` and the editor. */
export function worthSaying(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
}

/** Writes findings for people. */
export async function printFindings(
  findings: readonly Diagnostic[],
  { source, lines }: Pick<RunRequest, 'source' | 'lines'>,
  output: Output,
): Promise<void> {
  const paint = painter(output.colours);
  for (const finding of findings) await output.write(diagnosticText(finding, source, lines, paint));
}
