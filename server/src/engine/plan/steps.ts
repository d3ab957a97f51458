/**
 * Work that must be done before the rest of a query can be planned: columns that depend on the data, and stages that
 * SQL has no words for. The planner asks for a step, its caller runs it and plans again with the result.
 */
import type { ResultNotice } from '../../protocol/engine.ts';
import type { PlanNode } from './nodes.ts';
import type { ColumnId, ValueType } from './scalar.ts';

/** A value of a row outside the database; longs are numbers within 2^53 and bigints beyond. */
export type CellValue = string | number | bigint | boolean | null;

export type Row = readonly CellValue[];

/** A column of rows that go into or come out of a step. */
export interface StepColumn {
  readonly id: ColumnId;
  readonly type: ValueType;
}

/** Tells the user something about the answer that only the rows can say. */
export type Notify = (code: string, message: string) => void;

/**
 * Turns the rows of a stage into those after it, in order. Must not keep or change its input. Long ones are async and
 * call `breathe` now and then, so that they can be stopped.
 */
export type RowComputation = (
  rows: readonly Row[],
  signal: AbortSignal,
  notify: Notify,
) => readonly Row[] | Promise<readonly Row[]>;

/** Lets other work run, and throws the signal's reason once it is aborted. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}

export type PlanStep =
  /** The rows of some columns, in order, for the planner to read. */
  | { readonly kind: 'read'; readonly node: PlanNode; readonly columns: readonly StepColumn[] }
  /** Rows through a computation into a table that a `table` node reads. */
  | {
      readonly kind: 'compute';
      readonly node: PlanNode;
      readonly columns: readonly StepColumn[];
      readonly output: readonly StepColumn[];
      readonly compute: RowComputation;
    };

/** What came of a step. */
export type StepResult =
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  /** Generated name of a table; its columns are `v0`, `v1` … in the order of the step's output, and `seq`. */
  | { readonly kind: 'table'; readonly name: string; readonly notices?: readonly ResultNotice[] };

/** The name of a column of a step's table, by its position. */
export function stepColumnName(position: number): string {
  return `v${String(position)}`;
}

/** Thrown inside the planner when a step has no result yet; never leaves it. */
export class StepNeeded extends Error {
  readonly step: PlanStep;

  constructor(step: PlanStep) {
    super('step');
    this.step = step;
  }
}
