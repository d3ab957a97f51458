/** How the scalar functions of the language become scalars of a plan: one entry for each, keyed by catalogue id. */
import type { Expression } from '../../../language/index.ts';
import type { TextRange } from '../../../language/syntax/range.ts';
import type { Fields } from '../fields.ts';
import type { Planner } from '../planner.ts';
import type { RegexPattern } from '../regexPattern.ts';
import type { Scalar } from '../scalar.ts';

/** A planned argument; a regular expression literal is only an argument, never a value. */
export interface Argument {
  readonly value: Scalar;
  readonly regex: RegexPattern | undefined;
  readonly range: TextRange;
}

/** A call of a function in the query. */
export interface FunctionCall {
  readonly name: string;
  readonly range: TextRange;
  /** The arguments as written, for functions that take more than values. */
  readonly written: readonly Expression[];
  /** What the arguments may refer to. */
  readonly fields: Fields;
  readonly args: readonly Argument[];
  readonly planner: Planner;
}

/** One function: how many arguments it takes and what it computes from them. */
export interface FunctionPlanner {
  readonly least: number;
  readonly most: number;
  /** `values` are the arguments' scalars, as many as allowed; the result may report problems to the planner. */
  readonly plan: (values: readonly Scalar[], call: FunctionCall) => Scalar;
}

/** Entries of a function table. */
export type FunctionTable = Readonly<Record<string, FunctionPlanner>>;

/** The text of a constant; undefined for a value that depends on the row. */
export function constantText(value: Scalar | undefined): string | undefined {
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined;
}

/** A function of exactly one argument. */
export function unary(plan: (value: Scalar) => Scalar): FunctionPlanner {
  return { least: 1, most: 1, plan: ([value]) => plan(required(value)) };
}

/** A function of exactly two arguments. */
export function binary(plan: (a: Scalar, b: Scalar) => Scalar): FunctionPlanner {
  return { least: 2, most: 2, plan: ([a, b]) => plan(required(a), required(b)) };
}

/** A function without arguments. */
export function nullary(plan: (planner: Planner) => Scalar): FunctionPlanner {
  return { least: 0, most: 0, plan: (_, call) => plan(call.planner) };
}

/** The value; the table's bounds were checked before, so it is there. */
export function required<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('An argument within the bounds of the table is missing.');
  return value;
}
