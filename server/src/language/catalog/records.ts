import type { StageRule } from '../parser/sesqParser.ts';

/** Types of values as far as they are known before a query runs. */
export type ValueType = 'text' | 'number' | 'boolean' | 'time' | 'json' | 'any';

/** A cell of an example. */
export type ExampleValue = string | number | boolean | null;

/** A row of an example; `_raw` is the text of the message. */
export type ExampleRow = Readonly<Record<string, ExampleValue>>;

/** A pipeline with rows before and after it. Only the fields of `output` are compared. */
export interface Example {
  /** Begins at the first stage, without a scope and without the leading pipe. */
  readonly pipeline: string;
  readonly input: readonly ExampleRow[];
  readonly output: readonly ExampleRow[];
}

/** What a dashboard panel or a live search may do with something (language.md 7.3). */
export interface Restrictions {
  /** `never`, or only after the first aggregation. */
  readonly dashboard?: 'never' | 'afterAggregation';
  /** Not in searches that are kept up to date as messages arrive. */
  readonly live?: 'never';
}

interface CatalogRecord {
  /** Stable identifier; the engine binds to it. */
  readonly id: string;
  /** Every spelling, the usual one first; compared without regard to case. */
  readonly names: readonly string[];
  /** One sentence in plain words. */
  readonly summary: string;
  /** How it is written, with the parts to replace in angle brackets and what may be left out in square ones. */
  readonly syntax: string;
  /** What the summary leaves out: options, defaults, order, surprises. Markdown, a few sentences. */
  readonly documentation: string;
  /** What it does with null and with values of another kind, in one sentence. */
  readonly nulls: string;
  readonly examples: readonly Example[];
  /** Limits of the hosted product, in words. */
  readonly limits?: string;
  /** What to use instead, for names that are only kept for old queries. */
  readonly deprecated?: string;
  readonly restrictions?: Restrictions;
}

/** Where a stage may stand and what it leaves. */
export type Phase =
  /** On messages and on aggregate rows. */
  | 'any'
  /** Makes aggregate rows. */
  | 'aggregates'
  /** Only on aggregate rows. */
  | 'afterAggregation'
  /** Only on messages. */
  | 'messages';

/** A stage operator. */
export interface OperatorRecord extends CatalogRecord {
  readonly kind: 'operator';
  /** The grammar rule that reads what follows the operator's words. */
  readonly rule: StageRule;
  readonly phase: Phase;
  /** Option words it knows, for highlighting and completion. */
  readonly keywords: readonly string[];
  /** Names of the columns it adds by itself, `<field>` standing for its field. */
  readonly outputs?: readonly string[];
  /** True when brackets in it hold pipelines of their own. */
  readonly nestedPipelines?: boolean;
  /** What completion inserts, with LSP tab stops. */
  readonly snippet: string;
}

/** A parameter of a function. */
export interface Parameter {
  readonly name: string;
  readonly type: ValueType;
  readonly summary: string;
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
  /** True when numbers may follow the field, as the percentiles of `pct`. */
  readonly numbers?: boolean;
  /** Name of its column when the author gives none; `<field>` and `<n>` stand for its arguments. */
  readonly output: string;
  readonly returns: ValueType;
}
