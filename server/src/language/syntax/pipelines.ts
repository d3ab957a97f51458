/** Queries, the stages they are made of, and queries inside queries. */
import type {
  ParseStage,
  ParseRegexStage,
  JsonStage,
  JsonAutoStage,
  SplitStage,
  KeyvalueStage,
  ParseXmlStage,
} from './parsingStages.ts';
import type {
  WhereStage,
  DedupStage,
  FilterStage,
  ExpressionStage,
  FieldsStage,
  WithtimeStage,
  AggregateStage,
  CountFrequentStage,
  TopkStage,
  SortStage,
  TopStage,
  LimitStage,
  LookupStage,
  GeoipStage,
  ThreatStage,
  CatStage,
  SaveStage,
} from './rowStages.ts';
import type {
  TimesliceStage,
  TransposeStage,
  FillmissingStage,
  CompareStage,
  RunningStage,
  BinStage,
  OutlierStage,
  PredictStage,
} from './seriesStages.ts';
import type {
  LogreduceStage,
  LogcompareStage,
  LogexplainStage,
  JoinStage,
  ComposeStage,
  TransactionStage,
  TransactionizeStage,
  MergeStage,
  SessionizeStage,
  TraceStage,
  OpaqueStage,
} from './analyticsStages.ts';
import type { TextRange } from './range.ts';
import type { ScopeNode } from './scopeTerms.ts';
import type { StageBase } from './stageBase.ts';

/** A stage that could not be read; its operator is known when its first word was. */
export interface BrokenStage extends StageBase {
  readonly kind: 'broken';
  /** Catalogue id of the operator when the first word named one. */
  readonly operator: string | undefined;
}

export type Stage =
  | ParseStage
  | ParseRegexStage
  | JsonStage
  | JsonAutoStage
  | SplitStage
  | KeyvalueStage
  | ParseXmlStage
  | WhereStage
  | DedupStage
  | FilterStage
  | ExpressionStage
  | FieldsStage
  | WithtimeStage
  | AggregateStage
  | CountFrequentStage
  | TopkStage
  | SortStage
  | TopStage
  | LimitStage
  | TimesliceStage
  | TransposeStage
  | FillmissingStage
  | CompareStage
  | RunningStage
  | BinStage
  | OutlierStage
  | PredictStage
  | LookupStage
  | GeoipStage
  | ThreatStage
  | CatStage
  | SaveStage
  | LogreduceStage
  | LogcompareStage
  | LogexplainStage
  | JoinStage
  | ComposeStage
  | TransactionStage
  | TransactionizeStage
  | MergeStage
  | SessionizeStage
  | TraceStage
  | OpaqueStage
  | BrokenStage;

export type StageKind = Stage['kind'];

/** The stage node of one kind. */
export type StageOf<K extends StageKind> = Stage extends infer S
  ? S extends { readonly kind: infer Kind }
    ? K extends Kind
      ? S
      : never
    : never
  : never;

/** One query: a scope and the stages after it. */
export interface Query {
  readonly kind: 'query';
  /** Undefined when the text before the first pipe is empty or could not be read. */
  readonly scope: ScopeNode | undefined;
  readonly scopeRange: TextRange;
  readonly stages: readonly Stage[];
  readonly range: TextRange;
}

/** A query inside a query: `[subquery: … | compose f]`. */
export interface Subquery {
  readonly kind: 'subquery';
  /** `from=(…)` and `to=(…)` as written, without the brackets. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly pipeline: NestedPipeline;
  readonly range: TextRange;
}

/** A pipeline in brackets. `join`, `filter` and `transactionize` run theirs on the rows around it, without a scope. */
export interface NestedPipeline {
  readonly kind: 'pipeline';
  /** Read for subqueries; elsewhere a scope has no meaning and is left unread. */
  readonly scope: ScopeNode | undefined;
  readonly stages: readonly Stage[];
  readonly range: TextRange;
}
