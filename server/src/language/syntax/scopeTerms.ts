/** The text before the first pipe (language.md 2). */
import type { FieldName, StringLiteral } from './literals.ts';
import type { Subquery } from './pipelines.ts';
import type { TextRange } from './range.ts';

/** A bare word, possibly with the wildcards `*` and `?`. */
export interface KeywordTerm {
  readonly kind: 'keyword';
  readonly text: string;
  readonly range: TextRange;
}

/** A quoted phrase; wildcards inside are literal. */
export interface PhraseTerm {
  readonly kind: 'phrase';
  readonly text: StringLiteral;
  readonly range: TextRange;
}

/** `_sourceCategory=AWS/*` and every other `field=value`. */
export interface FieldTerm {
  readonly kind: 'fieldTerm';
  readonly field: FieldName;
  /** The value to compare with, escapes resolved. */
  readonly value: string;
  /** The same as it stands in the query, without quotes around it. */
  readonly written: string;
  /** True when the value was quoted, so that `*` and `?` are ordinary characters. */
  readonly quoted: boolean;
  readonly valueRange: TextRange;
  readonly range: TextRange;
}

/** Lone `*`. */
export interface EverythingTerm {
  readonly kind: 'everything';
  readonly range: TextRange;
}

export interface ScopeNot {
  readonly kind: 'scopeNot';
  readonly operand: ScopeNode;
  readonly range: TextRange;
}

/** Two or more terms; `and` is also what stands between two words with nothing between them. */
export interface ScopeGroup {
  readonly kind: 'scopeAnd' | 'scopeOr';
  readonly operands: readonly ScopeNode[];
  readonly range: TextRange;
}

/** A macro call in the scope. */
export interface MacroTerm {
  readonly kind: 'macro';
  /** The text between the back quotes. */
  readonly text: string;
  readonly range: TextRange;
}

export type ScopeNode =
  KeywordTerm | PhraseTerm | FieldTerm | EverythingTerm | MacroTerm | Subquery | ScopeNot | ScopeGroup;
