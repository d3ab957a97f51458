/** What is wrong with a panel. */
import type { PanelResult } from '../../protocol/dashboard.ts';
import type { QueryDiagnostic } from '../../protocol/engine.ts';
import type { Problem } from '../plan/readQuery.ts';
import { describeFailure, isAbort } from '../results/failure.ts';

/** The answer of a panel that has no rows to show. */
export type PanelProblem = Extract<PanelResult, { readonly kind: 'problem' }>;

/** A query that failed. Rethrows when the caller has had enough. */
export function failed(error: unknown, signal: AbortSignal): PanelProblem {
  signal.throwIfAborted();
  if (isAbort(error)) throw error;
  return problem(describeFailure(error), []);
}

/** A query that was refused, with places in the query as written. */
export function toProblem(found: Problem, originalOffset: (offset: number) => number): PanelProblem {
  if (found.kind === 'failed') return problem(found.message, []);
  const diagnostics = found.diagnostics.map((each) => ({
    ...each,
    start: originalOffset(each.start),
    end: originalOffset(each.end),
  }));
  return problem(found.message, diagnostics);
}

/** A panel that has no rows to show. */
export function problem(message: string, diagnostics: readonly QueryDiagnostic[]): PanelProblem {
  return { kind: 'problem', message, diagnostics };
}
