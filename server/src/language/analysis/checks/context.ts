import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Cell } from '../../document/document.ts';
import type { AnalyzedQuery, AnalyzedStage } from '../analyze.ts';

/** What a check of a whole query sees. */
export interface QueryContext {
  /** The whole text. */
  readonly text: string;
  readonly cell: Cell;
  readonly analyzed: AnalyzedQuery;
  /** Every stage, those of nested pipelines included. */
  readonly stages: readonly AnalyzedStage[];
  /** Fields that settings give to messages, by their folded names. */
  readonly customFields: ReadonlySet<string>;
}

/** Looks at a query and says what is wrong with it. */
export type QueryCheck = (context: QueryContext) => readonly Diagnostic[];
