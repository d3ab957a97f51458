/** Stages that find patterns and join, compare and group messages (language.md 3.8, 3.9). */
import type { Expression } from './expressions.ts';
import type { Duration, FieldName, NumberLiteral, StringLiteral } from './literals.ts';
import type { AnchorPattern } from './parsingStages.ts';
import type { NestedPipeline } from './pipelines.ts';
import type { TextRange } from './range.ts';
import type { StageOption } from './seriesStages.ts';
import type { StageBase } from './stageBase.ts';

export interface LogreduceStage extends StageBase {
  readonly kind: 'logreduce';
  readonly mode: 'signatures' | 'keys' | 'values';
  readonly source: FieldName | undefined;
  /** The fields of `values on a, b`. */
  readonly fields: readonly FieldName[];
  readonly groupBy: readonly FieldName[];
  readonly options: readonly StageOption[];
}

export interface LogcompareStage extends StageBase {
  readonly kind: 'logcompare';
  readonly shift: Duration;
  /** Where the scope of the other messages stands, with its brackets; it is left unread. */
  readonly baseline: TextRange | undefined;
}

export interface LogexplainStage extends StageBase {
  readonly kind: 'logexplain';
  readonly condition: Expression;
  readonly fields: readonly FieldName[];
}

/** `t1.field` */
export interface TableField {
  readonly table: string;
  readonly field: string;
  readonly range: TextRange;
}

export interface JoinTable {
  readonly pipeline: NestedPipeline;
  readonly alias: FieldName;
}

export interface JoinStage extends StageBase {
  readonly kind: 'join';
  readonly tables: readonly JoinTable[];
  readonly on: readonly { readonly left: TableField; readonly right: TableField }[];
  readonly timeWindow: Duration | undefined;
}

export interface ComposeStage extends StageBase {
  readonly kind: 'compose';
  readonly fields: readonly FieldName[];
  readonly maxResults: NumberLiteral | undefined;
  readonly keywords: boolean;
}

/** `with "*start*" in field as started`; without a pattern, one of `with states a, b in field`. */
export interface TransactionState {
  readonly pattern: StringLiteral | undefined;
  readonly field: FieldName | undefined;
  readonly state: FieldName;
}

export interface TransactionStage extends StageBase {
  readonly kind: 'transaction';
  readonly fields: readonly FieldName[];
  readonly fringe: Duration | undefined;
  readonly states: readonly TransactionState[];
  readonly resultsBy: 'transactions' | 'states' | 'flow';
}

export interface TransactionizeStage extends StageBase {
  readonly kind: 'transactionize';
  readonly fields: readonly FieldName[];
  readonly alias: FieldName | undefined;
  readonly options: readonly StageOption[];
  readonly pipeline: NestedPipeline | undefined;
}

export interface MergeItem {
  readonly field: FieldName;
  readonly mode: 'join' | 'takeDistinct' | 'takeFirst' | 'takeLast';
  readonly separator: StringLiteral | undefined;
  readonly alias: FieldName | undefined;
}

export interface MergeStage extends StageBase {
  readonly kind: 'merge';
  readonly items: readonly MergeItem[];
}

export interface SessionizeStage extends StageBase {
  readonly kind: 'sessionize';
  readonly patterns: readonly AnchorPattern[];
}

export interface TraceStage extends StageBase {
  readonly kind: 'trace';
  /** `+` follows messages forward in time, `-` backward, no sign both ways. */
  readonly direction: 'forward' | 'backward' | 'both';
  readonly pattern: StringLiteral;
  readonly start: StringLiteral;
}

/** A stage that is accepted and has no effect here: `infer`, `details`, a macro. */
export interface OpaqueStage extends StageBase {
  readonly kind: 'opaque';
  /** The operator word, or the text of the macro. */
  readonly name: string;
}
