import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SesqDocument } from '../document/document.ts';
import { checkCalls } from './checkCalls.ts';
import { checkStage } from './checkStages.ts';

/** Everything wrong with a text, syntax and meaning, ordered by position. */
export function checkDocument(document: SesqDocument): readonly Diagnostic[] {
  const meaning = document.cells.flatMap(({ query }) =>
    query.stages.flatMap((stage) => [...checkCalls(stage), ...checkStage(stage, query)]),
  );
  return [...document.diagnostics, ...meaning].toSorted(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
}
