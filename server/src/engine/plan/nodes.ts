/**
 * The logical plan: relational steps over row sets, without a word of any database.
 * Every row set has, beside its columns, one hidden order; rows come out in that order.
 */
import type { ResultShape } from '../../protocol/engine.ts';
import type { ColumnId, Scalar, ValueType } from './scalar.ts';

/** What the store knows about a message. */
export type MessageAttribute =
  | 'raw'
  | 'time'
  | 'messageId'
  | 'isJson'
  | 'size'
  | 'format'
  | 'sourceCategory'
  | 'sourceName'
  | 'sourceHost'
  | 'source'
  | 'collector';

/** Half-open, epoch milliseconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** The messages of a time range, newest first. */
export interface ScanNode {
  readonly kind: 'scan';
  /** Undefined for all messages, those without a time included. */
  readonly range: TimeRange | undefined;
  /** Only messages of these files, or of files below these folders; absolute paths. All files when undefined. */
  readonly paths?: readonly string[];
  /** Without those that say what an earlier message says. */
  readonly withoutDuplicates?: true;
  readonly columns: readonly ScanColumn[];
  /** Fields of the messages that the store keeps columns for. */
  readonly fields?: readonly ScanField[];
}

/** An attribute of messages, or a field that settings give to the messages of some files, by its name. */
export type ScanColumn =
  | { readonly id: ColumnId; readonly attribute: MessageAttribute; readonly type: ValueType }
  | { readonly id: ColumnId; readonly attribute: 'custom'; readonly name: string; readonly type: 'text' };

/** A field of the JSON of a message, by its path as queries write it: its value as text, or whether it is a JSON null. */
export interface ScanField {
  readonly id: ColumnId;
  readonly path: string;
  readonly what: 'value' | 'isNull';
}

/** Adds columns; none of them reads another of the same node. */
export interface ExtendNode {
  readonly kind: 'extend';
  readonly input: PlanNode;
  readonly columns: readonly { readonly id: ColumnId; readonly value: Scalar }[];
}

/** Keeps the rows for which the condition is true. */
export interface FilterNode {
  readonly kind: 'filter';
  readonly input: PlanNode;
  readonly condition: Scalar;
}

/** One row for each match of a pattern; its groups become text columns. */
export interface ExplodeNode {
  readonly kind: 'explode';
  readonly input: PlanNode;
  readonly source: Scalar;
  /** True when the pattern is beyond linear-time engines. */
  readonly backtracking: boolean;
  /** The patterns match the same texts and differ only in what they capture. At least one. */
  readonly outputs: readonly { readonly id: ColumnId; readonly pattern: string; readonly group: number }[];
  /** Boolean column: whether the row stems from a match. */
  readonly matched: ColumnId;
  /** Keep a row without a match once, with nulls. */
  readonly keepUnmatched: boolean;
}

/** Functions over groups of rows; all of them pass over nulls. */
export type AggregateFunctionId =
  | 'countRows'
  | 'count'
  | 'countDistinct'
  | 'sum'
  | 'mean'
  | 'least'
  | 'greatest'
  | 'first'
  | 'last'
  | 'quantile'
  | 'deviation'
  | 'distinctValues'
  // the first argument where the second is greatest or least; of equal ones the first row counts
  | 'atGreatest'
  | 'atLeast'
  // all texts in the order of the rows, with the second argument between them
  | 'joined';

/** One value for each group. */
export interface Aggregation {
  readonly id: ColumnId;
  readonly function: AggregateFunctionId;
  readonly args: readonly Scalar[];
  readonly type: ValueType;
  /** Only rows for which this is true take part. */
  readonly condition: Scalar | undefined;
}

/** One row for each distinct tuple of keys, in order of first appearance; without keys exactly one row. */
export interface AggregateNode {
  readonly kind: 'aggregate';
  readonly input: PlanNode;
  readonly keys: readonly { readonly id: ColumnId; readonly value: Scalar }[];
  readonly aggregations: readonly Aggregation[];
}

/** A key to order by; nulls come last in both directions. */
export interface SortOrder {
  readonly value: Scalar;
  readonly ascending: boolean;
}

/** Reorders rows; rows with equal keys keep their order. */
export interface SortNode {
  readonly kind: 'sort';
  readonly input: PlanNode;
  readonly keys: readonly SortOrder[];
}

/** The first rows. */
export interface LimitNode {
  readonly kind: 'limit';
  readonly input: PlanNode;
  readonly count: number;
}

/** Columns computed from the rows around each row. */
export interface WindowNode {
  readonly kind: 'window';
  readonly input: PlanNode;
  readonly partition: readonly ColumnId[];
  /** Order inside a partition; the order of the rows when empty. */
  readonly order: readonly SortOrder[];
  readonly columns: readonly WindowColumn[];
}

/**
 * An aggregate over a frame of rows, both ends counted back from the current row (`from` 3, `to` 1: the three before it).
 * `first` is the value of the first row of the frame, null or not; `position` counts the rows up to the current one.
 */
export interface WindowColumn {
  readonly id: ColumnId;
  readonly function: 'mean' | 'deviation' | 'count' | 'sum' | 'first' | 'position';
  /** Not read by `position`. */
  readonly value: Scalar;
  /** `start` is the first row of the partition. */
  readonly from: number | 'start';
  /** `end` is the last row of the partition. */
  readonly to: number | 'end';
}

/** Where the values of a filled column come from. */
export type FillValues =
  | { readonly kind: 'distinct' }
  | { readonly kind: 'listed'; readonly values: readonly Scalar[] }
  /** `start`, `start + step` … below `end`. */
  | { readonly kind: 'series'; readonly start: number; readonly end: number; readonly step: number };

/** Appends a row for every missing combination of the generated values. */
export interface FillNode {
  readonly kind: 'fill';
  readonly input: PlanNode;
  readonly generators: readonly { readonly column: ColumnId; readonly type: ValueType; readonly values: FillValues }[];
  /** Values of the other columns in appended rows; null where a column is not listed. */
  readonly defaults: readonly { readonly column: ColumnId; readonly value: Scalar }[];
}

/** Rows that a step has computed and put into a table. */
export interface TableNode {
  readonly kind: 'table';
  /** Generated name. */
  readonly name: string;
  /** In the order of the table's columns. */
  readonly columns: readonly { readonly id: ColumnId; readonly type: ValueType }[];
}

/** Rows of a part of a plan that were put into a table, with the order they have. */
export interface MaterializedNode {
  readonly kind: 'materialized';
  /** Generated name. */
  readonly name: string;
  /** How many explodes the order numbers in the table hold. */
  readonly explodes: number;
}

/** Columns of the two sides of a join that must be equal; both of one type. */
export interface JoinPair {
  readonly left: ColumnId;
  readonly right: ColumnId;
}

/** Pairs of rows, in the order of the left side and then of the right one. At least one pair of columns. */
export interface JoinNode {
  readonly kind: 'join';
  /** `outer` also keeps rows without a partner, those of the right side last. */
  readonly mode: 'inner' | 'outer';
  /** The left side. */
  readonly input: PlanNode;
  readonly right: PlanNode;
  readonly on: readonly JoinPair[];
  /** True when null equals null. */
  readonly nullsMatch: boolean;
  /** What is taken from each side, and what it is called from here on. */
  readonly columns: readonly { readonly id: ColumnId; readonly side: 'left' | 'right'; readonly source: ColumnId }[];
}

/** Keeps the rows that have a partner on the right side; null equals null. At least one pair of columns. */
export interface SemiJoinNode {
  readonly kind: 'semiJoin';
  readonly input: PlanNode;
  readonly right: PlanNode;
  readonly on: readonly JoinPair[];
}

/** Rows that several parts of a plan read; the same object is computed once. */
export interface SharedNode {
  readonly kind: 'shared';
  readonly input: PlanNode;
  /** All columns that anybody may read. */
  readonly columns: readonly ColumnId[];
}

/**
 * Adds columns of the rows of a table that agree with each row. Rows without one stay and get nulls; a row with several
 * comes once for each, in the order of the table.
 */
export interface LookupNode {
  readonly kind: 'lookup';
  readonly input: PlanNode;
  readonly table: PlanNode;
  /** Texts that have to be equal; null equals nothing. At least one. */
  readonly on: readonly { readonly left: Scalar; readonly right: ColumnId }[];
  /** Whether all of them have to be equal or one is enough. */
  readonly match: 'all' | 'any';
  /** True when no row can agree with several of the table. */
  readonly unique: boolean;
  /** Columns of the table. */
  readonly columns: readonly ColumnId[];
}

export type PlanNode =
  | ScanNode
  | ExtendNode
  | FilterNode
  | ExplodeNode
  | AggregateNode
  | SortNode
  | LimitNode
  | WindowNode
  | FillNode
  | TableNode
  | MaterializedNode
  | LookupNode
  | JoinNode
  | SemiJoinNode
  | SharedNode;

/** A column of the answer: where it is and how it is called on screen. */
export interface PlanColumn {
  readonly id: ColumnId;
  readonly name: string;
  readonly type: ValueType;
}

/** A plan ready to be written in a dialect. */
export interface QueryPlan {
  readonly root: PlanNode;
  readonly columns: readonly PlanColumn[];
  readonly shape: ResultShape;
  /** The messages that the scope and the time range let through. */
  readonly scope: PlanNode;
}
