import type { TextRange } from '../syntax/range.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Replaces the text of `range` by `newText`; an empty range inserts. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** A way to mend a problem, offered as a quick fix. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** How an editor may show the text: faded, or struck through. */
export type DiagnosticTag = 'unnecessary' | 'deprecated';

/** One finding about a query, with a place and a sentence for its author. */
export interface Diagnostic {
  /** Stable identifier from the table of codes; never changes its meaning. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and what to do about it. */
  readonly message: string;
  readonly range: TextRange;
  readonly fixes: readonly Fix[];
  readonly tag?: DiagnosticTag;
}
