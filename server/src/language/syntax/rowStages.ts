/** Stages that filter, compute, group, order and enrich rows (language.md 3.2 to 3.4, 3.7). */
import type { Expression } from './expressions.ts';
import type { FieldName, NumberLiteral, StringLiteral } from './literals.ts';
import type { NestedPipeline } from './pipelines.ts';
import type { TextRange } from './range.ts';
import type { StageBase } from './stageBase.ts';

export interface WhereStage extends StageBase {
  readonly kind: 'where';
  readonly condition: Expression;
}

/** `expression as name`, or an expression alone. */
export interface ExpressionStage extends StageBase {
  readonly kind: 'expression';
  readonly expression: Expression;
  readonly alias: FieldName | undefined;
}

export interface FieldsStage extends StageBase {
  readonly kind: 'fields';
  /** `keep` lists what stays; `drop` (`fields -`) what goes. */
  readonly mode: 'keep' | 'drop';
  readonly fields: readonly FieldName[];
}

/** One function of an aggregation stage. */
export interface AggregateCall {
  readonly kind: 'aggregate';
  /** As written; the catalogue resolves it without regard to case. */
  readonly name: string;
  readonly nameRange: TextRange;
  readonly args: readonly (FieldName | NumberLiteral)[];
  readonly alias: FieldName | undefined;
  readonly range: TextRange;
}

export interface AggregateStage extends StageBase {
  readonly kind: 'aggregateStage';
  readonly aggregates: readonly AggregateCall[];
  readonly groupBy: readonly FieldName[];
}

export interface SortKey {
  readonly field: FieldName;
  /** Descending unless the author said otherwise. */
  readonly ascending: boolean;
}

export interface SortStage extends StageBase {
  readonly kind: 'sort';
  readonly keys: readonly SortKey[];
}

export interface TopStage extends StageBase {
  readonly kind: 'top';
  readonly count: NumberLiteral;
  readonly fields: readonly FieldName[];
  readonly keys: readonly SortKey[];
}

export interface LimitStage extends StageBase {
  readonly kind: 'limit';
  readonly count: NumberLiteral;
}

export interface DedupStage extends StageBase {
  readonly kind: 'dedup';
  readonly consecutive: boolean;
  readonly count: NumberLiteral | undefined;
  readonly groupBy: readonly FieldName[];
}

export interface FilterStage extends StageBase {
  readonly kind: 'filter';
  readonly fields: readonly FieldName[];
  readonly pipeline: NestedPipeline;
}

export interface WithtimeStage extends StageBase {
  readonly kind: 'withtime';
  readonly field: FieldName;
}

export interface CountFrequentStage extends StageBase {
  readonly kind: 'countFrequent';
  readonly fields: readonly FieldName[];
}

export interface TopkStage extends StageBase {
  readonly kind: 'topk';
  readonly count: NumberLiteral;
  readonly fields: readonly FieldName[];
  readonly groupBy: readonly FieldName[];
}

export interface LookupOutput {
  readonly column: FieldName;
  readonly alias: FieldName | undefined;
}

export interface LookupPair {
  readonly left: FieldName;
  /** Undefined when a single name stands for both sides. */
  readonly right: FieldName | undefined;
}

export interface LookupStage extends StageBase {
  readonly kind: 'lookup';
  /** Empty for `*`. */
  readonly outputs: readonly LookupOutput[];
  readonly table: LookupTable;
  readonly on: readonly LookupPair[];
}

export interface LookupTable {
  /** As written, for example `geo://location`, or the string of `path://"…"`. */
  readonly uri: string;
  readonly range: TextRange;
}

export interface GeoipStage extends StageBase {
  readonly kind: 'geoip';
  readonly field: FieldName;
  /** Columns asked for beyond the usual ones. */
  readonly columns: readonly FieldName[];
}

export interface ThreatStage extends StageBase {
  readonly kind: 'threat';
  readonly operator: 'threatip' | 'threatlookup';
  readonly fields: readonly FieldName[];
  readonly singleIndicator: boolean;
  readonly source: StringLiteral | undefined;
}

export interface CatStage extends StageBase {
  readonly kind: 'cat';
  readonly table: LookupTable;
}

export interface SaveStage extends StageBase {
  readonly kind: 'save';
  readonly append: boolean;
  readonly table: LookupTable;
}
