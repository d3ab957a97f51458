import type { ByteWriter } from './byteWriter.ts';

/** What was wrong with a text, in words for users; each kind is reported once for a record. */
export const REPAIRS = [
  'raw line breaks in strings',
  'raw control characters in strings',
  'escapes that JSON does not know',
  'single quotes',
  'Python values',
  'numbers that JSON does not know',
  'field names without quotes',
  'missing commas',
  'commas too many',
  'comments',
  'quotes doubled as in CSV',
  'the rest left out after a mistake',
] as const;

export type RepairKind = (typeof REPAIRS)[number];

/** A repair and the index of the first byte that asked for it. */
export interface Repair {
  readonly kind: RepairKind;
  readonly at: number;
}

/** The bytes to read; all numbers are indexes into `bytes`. */
export interface RepairInput {
  readonly bytes: Uint8Array;
  /** The opening brace. */
  readonly start: number;
  readonly end: number;
  /** Nothing comes after `end`. */
  readonly final: boolean;
  /** Blanks before the value on its line: a line with no more of them that opens a record ends the attempt. */
  readonly indent: number;
}

export type RepairResult =
  /** `text` is valid JSON without insignificant blanks; the value ends before `end`. */
  | { readonly kind: 'repaired'; readonly text: Buffer; readonly end: number; readonly repairs: readonly Repair[] }
  | { readonly kind: 'more' }
  /** Not to be repaired, as the byte at `at` shows; `atEnd` when other bytes behind the end might change that. */
  | { readonly kind: 'failed'; readonly at: number; readonly atEnd: boolean };

/** The sound part of a record. */
export interface Salvage {
  /** Valid JSON. */
  readonly text: Buffer;
  readonly repairs: readonly RepairKind[];
}

/** What the readers of tokens share. */
export interface RepairState extends RepairInput {
  readonly out: ByteWriter;
  /** Notes a repair; only the first of a kind counts. */
  repaired(kind: RepairKind, at: number): void;
}

/** Where a token ended, or why there is none. */
export type TokenEnd = number | 'more' | 'bad';
