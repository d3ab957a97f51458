import type { QueryStats, ResultColumn, ResultValue } from '../../protocol/engine.ts';
import type { JsonDiagnostic } from './json.ts';

/** The values of one row, in the order of the columns. */
export type Row = readonly ResultValue[];

/** What comes after the rows. */
export interface ResultTail {
  readonly stats: QueryStats;
  readonly diagnostics: readonly JsonDiagnostic[];
}

/** Turns a result into text piece by piece, so that a result of any size passes through. */
export interface RowWriter {
  begin(columns: readonly ResultColumn[]): string;
  rows(rows: readonly Row[]): string;
  end(tail: ResultTail): string;
}

/** What the look of a result depends on. */
export interface WriterOptions {
  /** Zone that times are shown in. */
  readonly zone: string;
  readonly colours: boolean;
}
