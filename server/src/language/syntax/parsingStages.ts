/** Stages that take fields out of text (language.md 3.1). */
import type { FieldName, NumberLiteral, StringLiteral } from './literals.ts';
import type { TextRange } from './range.ts';
import type { StageBase } from './stageBase.ts';

/** One anchor pattern of `parse` with the fields its wildcards fill. */
export interface AnchorPattern {
  readonly pattern: StringLiteral;
  readonly fields: readonly FieldName[];
}

export interface ParseStage extends StageBase {
  readonly kind: 'parse';
  readonly source: FieldName | undefined;
  readonly patterns: readonly AnchorPattern[];
  readonly nodrop: boolean;
}

export interface ParseRegexStage extends StageBase {
  readonly kind: 'parseRegex';
  readonly source: FieldName | undefined;
  readonly patterns: readonly StringLiteral[];
  readonly multi: boolean;
  readonly nodrop: boolean;
}

export interface JsonStage extends StageBase {
  readonly kind: 'json';
  readonly source: FieldName | undefined;
  readonly paths: readonly StringLiteral[];
  /** Parallel to `paths`, or empty when the fields are named by their paths. */
  readonly aliases: readonly FieldName[];
  readonly nodrop: boolean;
}

/** `json auto`: every key of the object becomes a field. */
export interface JsonAutoStage extends StageBase {
  readonly kind: 'jsonAuto';
  readonly source: FieldName | undefined;
  /** Empty for all keys. */
  readonly keys: readonly StringLiteral[];
  /** Parallel to `keys`, or empty. */
  readonly aliases: readonly FieldName[];
  readonly maxDepth: NumberLiteral | undefined;
  readonly refOnly: boolean;
  readonly extractArrays: boolean;
  readonly nodrop: boolean;
}

/** `1 as name`, `name`, or `_` to skip a column. */
export interface ColumnItem {
  /** One-based column when it was written. */
  readonly index: NumberLiteral | undefined;
  /** Undefined for `_`. */
  readonly field: FieldName | undefined;
}

/** `csv` and `split` differ in the delimiters they may have. */
export interface SplitStage extends StageBase {
  readonly kind: 'csv' | 'split';
  readonly source: FieldName;
  readonly options: readonly CharacterOption[];
  readonly items: readonly ColumnItem[];
}

/** `delim=':'`, `escape='\\'`, `quote='"'`. */
export interface CharacterOption {
  readonly name: string;
  readonly nameRange: TextRange;
  /** The character, or what stands in double quotes. */
  readonly value: string;
  readonly valueRange: TextRange;
}

export interface KeyvalueStage extends StageBase {
  readonly kind: 'keyvalue';
  readonly mode: 'infer' | 'regex' | 'auto';
  readonly source: FieldName | undefined;
  /** The expression of `regex` mode. */
  readonly pattern: StringLiteral | undefined;
  readonly delimiter: StringLiteral | undefined;
  readonly keys: readonly StringLiteral[];
  readonly aliases: readonly FieldName[];
  readonly refOnly: boolean;
  readonly nodrop: boolean;
}

export interface ParseXmlStage extends StageBase {
  readonly kind: 'parseXml';
  readonly source: FieldName | undefined;
  readonly paths: readonly StringLiteral[];
  readonly aliases: readonly FieldName[];
  readonly nodrop: boolean;
}
