import type { StageRule } from '../parser/sesqParser.ts';

/** Types of values as far as they are known before a query runs. */
export type ValueType = 'text' | 'number' | 'boolean' | 'time' | 'any';

interface CatalogRecord {
  /** Stable identifier; the engine binds to it. */
  readonly id: string;
  /** Every spelling, the usual one first; compared without regard to case. */
  readonly names: readonly string[];
  /** One sentence in plain words. */
  readonly summary: string;
  /** How it is written, with the parts to replace in angle brackets. */
  readonly syntax: string;
  /** A query that uses it, to be shown and run. */
  readonly example: string;
}

/** A stage operator. */
export interface OperatorRecord extends CatalogRecord {
  readonly kind: 'operator';
  /** The grammar rule that reads what follows the operator's words. */
  readonly rule: StageRule;
  /** Option words it knows, for highlighting and completion. */
  readonly keywords: readonly string[];
  /** What completion inserts, with LSP tab stops. */
  readonly snippet: string;
}

/** A parameter of a function. */
export interface Parameter {
  readonly name: string;
  readonly type: ValueType;
  readonly optional?: boolean;
  /** True for a last parameter that may be repeated. */
  readonly repeated?: boolean;
}

/** A scalar function of expressions. */
export interface FunctionRecord extends CatalogRecord {
  readonly kind: 'function';
  readonly parameters: readonly Parameter[];
  readonly returns: ValueType;
}

/** A function over the rows of a group. */
export interface AggregateRecord extends CatalogRecord {
  readonly kind: 'aggregate';
  /** How many fields it takes; `count` takes none or one. */
  readonly fields: { readonly min: number; readonly max: number };
  /** Name of its column when the author gives none. */
  readonly output: string;
  readonly returns: ValueType;
}
