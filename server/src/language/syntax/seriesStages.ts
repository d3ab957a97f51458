/** Stages about time and series (language.md 3.5, 3.6, 3.8). */
import type { NullLiteral } from './expressions.ts';
import type { Duration, FieldName, NumberLiteral, StringLiteral, TemplateVariable } from './literals.ts';
import type { TextRange } from './range.ts';
import type { StageBase } from './stageBase.ts';

/** How long a slice is: a period, a number of buckets to aim at, or the whole range. */
export type TimesliceWidth =
  | { readonly kind: 'period'; readonly period: Duration }
  | { readonly kind: 'buckets'; readonly buckets: NumberLiteral }
  | { readonly kind: 'whole' };

export interface TimesliceStage extends StageBase {
  readonly kind: 'timeslice';
  readonly width: TimesliceWidth;
  readonly alias: FieldName | undefined;
}

export interface TransposeStage extends StageBase {
  readonly kind: 'transpose';
  readonly rows: readonly FieldName[];
  readonly columns: readonly FieldName[];
  /** Columns promised with `as`, in order. */
  readonly named: readonly FieldName[];
  /** False only when `as` lists columns and does not end with `*`. */
  readonly openEnded: boolean;
}

export type FillGenerator =
  | { readonly kind: 'timeslice'; readonly period: Duration | undefined; readonly field: FieldName | undefined }
  | { readonly kind: 'values'; readonly values: readonly StringLiteral[]; readonly field: FieldName }
  | { readonly kind: 'allValues'; readonly field: FieldName };

export interface FillDefault {
  readonly value: StringLiteral | NumberLiteral | NullLiteral;
  readonly field: FieldName;
}

export interface FillmissingStage extends StageBase {
  readonly kind: 'fillmissing';
  readonly generators: readonly FillGenerator[];
  readonly defaults: readonly FillDefault[];
  readonly takeLast: boolean;
}

/** A `name=value` option of outlier and its relatives. */
export interface StageOption {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly value: NumberLiteral | StringLiteral | FieldName | TemplateVariable | DirectionValue;
  /** `;strict` after the value, as `transactionize` knows it. */
  readonly strict: boolean;
}

/** `+`, `-` or `+-`. */
export interface DirectionValue {
  readonly kind: 'direction';
  readonly value: '+' | '-' | '+-';
  readonly range: TextRange;
}

export interface OutlierStage extends StageBase {
  readonly kind: 'outlier';
  readonly field: FieldName;
  readonly groupBy: readonly FieldName[];
  readonly options: readonly StageOption[];
}

export type RunningOperator = 'accum' | 'total' | 'diff' | 'backshift' | 'smooth' | 'rollingstd';

/** Operators that look along the rows in their present order. */
export interface RunningStage extends StageBase {
  readonly kind: 'running';
  readonly operator: RunningOperator;
  readonly field: FieldName;
  /** The number after the field: rows of the window, or rows to shift by. */
  readonly window: NumberLiteral | undefined;
  readonly alias: FieldName | undefined;
  readonly groupBy: readonly FieldName[];
}

export interface BinStage extends StageBase {
  readonly kind: 'bin';
  readonly field: FieldName;
  readonly options: readonly StageOption[];
}

/** `timeshift 1d 7 avg as name` */
export interface CompareShift {
  readonly shift: Duration;
  readonly count: NumberLiteral | undefined;
  readonly aggregate: 'avg' | 'min' | 'max' | undefined;
  readonly alias: FieldName | undefined;
}

export interface CompareStage extends StageBase {
  readonly kind: 'compare';
  readonly shifts: readonly CompareShift[];
}

export interface PredictStage extends StageBase {
  readonly kind: 'predict';
  readonly field: FieldName;
  readonly period: Duration;
  readonly options: readonly StageOption[];
}
