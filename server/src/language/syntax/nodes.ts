/**
 * The typed syntax tree of a query. Every node carries the range of the text it was read from.
 * Nodes say what was written; what it means (fields, types, defaults) is the business of `analysis/`.
 */
import type { TextRange } from './range.ts';

/** A field name at a place where a field is read, defined or listed. */
export interface FieldName {
  readonly kind: 'field';
  /** The name without `%`, quotes or escapes, in the spelling of the author. Compare it with `sameField`. */
  readonly name: string;
  readonly range: TextRange;
}

/** A double-quoted string. */
export interface StringLiteral {
  readonly kind: 'string';
  /** The text with escapes resolved; what plain strings and anchors mean. */
  readonly value: string;
  /** The text between the quotes exactly as written; what regular expressions are read from. */
  readonly written: string;
  readonly range: TextRange;
}

/** A number; size suffixes (`1Ki`) and time suffixes (`15m`, in milliseconds) are already applied. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  readonly written: string;
  readonly range: TextRange;
}

/** A duration option such as the `15m` of `timeslice 15m`. */
export interface Duration {
  readonly kind: 'duration';
  readonly amount: number;
  readonly unit: DurationUnit;
  readonly milliseconds: number;
  readonly range: TextRange;
}

export type DurationUnit = 'w' | 'd' | 'h' | 'm' | 's' | 'ms' | 'us' | 'ns';

/** `/…/` after `matches` or in `replace`. */
export interface RegexLiteral {
  readonly kind: 'regex';
  /** The pattern between the slashes as written, `\/` included. */
  readonly written: string;
  readonly range: TextRange;
}

/** `{{name}}` or `{{{name}}}` standing for a whole operand. */
export interface TemplateVariable {
  readonly kind: 'template';
  readonly name: string;
  readonly range: TextRange;
}

// ---------------------------------------------------------------- expressions

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '%' | '=' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or' | 'contains';

export interface BinaryExpression {
  readonly kind: 'binary';
  /** Normalised: `==` is `=`, `<>` is `!=`, `&&` is `and`, `||` is `or`. */
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly operatorRange: TextRange;
  readonly range: TextRange;
}

export interface UnaryExpression {
  readonly kind: 'unary';
  readonly operator: '-' | 'not';
  readonly operand: Expression;
  readonly range: TextRange;
}

/** `value in (a, b)`; with `negated`, `value not in (a, b)`. */
export interface InExpression {
  readonly kind: 'in';
  readonly operand: Expression;
  readonly options: readonly Expression[];
  readonly negated: boolean;
  readonly range: TextRange;
}

/** `value matches "glob"` or `value matches /regex/`; the pattern may be any expression. */
export interface MatchesExpression {
  readonly kind: 'matches';
  readonly operand: Expression;
  readonly pattern: Expression;
  readonly negated: boolean;
  readonly range: TextRange;
}

/** `name(arguments)`. */
export interface CallExpression {
  readonly kind: 'call';
  /** As written; the catalogue resolves it without regard to case. */
  readonly name: string;
  readonly nameRange: TextRange;
  readonly args: readonly Expression[];
  readonly range: TextRange;
}

/** `condition ? then : otherwise`. */
export interface TernaryExpression {
  readonly kind: 'ternary';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
  readonly range: TextRange;
}

export interface BooleanLiteral {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly range: TextRange;
}

/** `null` where no field of that name exists. */
export interface NullLiteral {
  readonly kind: 'null';
  readonly range: TextRange;
}

export type Expression =
  | FieldName
  | StringLiteral
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | RegexLiteral
  | TemplateVariable
  | BinaryExpression
  | UnaryExpression
  | InExpression
  | MatchesExpression
  | CallExpression
  | TernaryExpression;

// ---------------------------------------------------------------- scope (the text before the first pipe)

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

export type ScopeNode = KeywordTerm | PhraseTerm | FieldTerm | EverythingTerm | ScopeNot | ScopeGroup;

// ---------------------------------------------------------------- stages

interface StageBase {
  readonly range: TextRange;
  /** The operator word or words at the start of the stage; empty for an expression stage. */
  readonly keywordRange: TextRange;
}

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
  | WhereStage
  | ExpressionStage
  | FieldsStage
  | AggregateStage
  | SortStage
  | TopStage
  | LimitStage
  | TimesliceStage
  | TransposeStage
  | FillmissingStage
  | OutlierStage
  | LookupStage
  | BrokenStage;

export type StageKind = Stage['kind'];

/** The stage node of one kind. */
export type StageOf<K extends StageKind> = Extract<Stage, { readonly kind: K }>;

/** One query: a scope and the stages after it. */
export interface Query {
  readonly kind: 'query';
  /** Undefined when the text before the first pipe is empty or could not be read. */
  readonly scope: ScopeNode | undefined;
  readonly scopeRange: TextRange;
  readonly stages: readonly Stage[];
  readonly range: TextRange;
}
