import type { TextRange } from './range.ts';

/** What every stage has. */
export interface StageBase {
  readonly range: TextRange;
  /** The operator word or words at the start of the stage; empty for an expression stage. */
  readonly keywordRange: TextRange;
}
