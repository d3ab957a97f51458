/** What a database must be able to say. The writer knows the shape of statements, the dialect their words. */
import type { AggregateFunctionId, ExplodeNode, MessageAttribute, ScanField, WindowColumn } from '../plan/nodes.ts';
import type { ScalarFunctionId, ValueType } from '../plan/scalar.ts';

/** Makes the text of a call from the texts of its arguments, each of which may be used several times. */
export type Template = (args: readonly string[]) => string;

/** Texts that an explode is written from. */
export interface ExplodeTexts {
  readonly from: string;
  readonly source: string;
  /** Columns carried through, quoted. */
  readonly carried: readonly string[];
  /** Quoted names with patterns and group numbers. */
  readonly outputs: readonly { readonly name: string; readonly pattern: string; readonly group: string }[];
  readonly matched: string;
  readonly order: string;
  /** True when the order numbers still have room for the position of a match. */
  readonly orderHasRoom: boolean;
}

export interface SqlDialect {
  readonly name: string;
  readonly types: Readonly<Record<ValueType, string>>;
  readonly scalars: Readonly<Record<ScalarFunctionId, Template>>;
  /** `order` is the text of the row order, for those that look at the first or last row. */
  readonly aggregates: Readonly<Record<AggregateFunctionId, (args: readonly string[], order: string) => string>>;
  readonly windows: Readonly<Record<WindowColumn['function'], Template>>;
  /** Where messages are kept: an expression for each attribute and for their order. */
  readonly messages: MessageTable;
  /** The one place where names are quoted. */
  readonly identifier: (name: string) => string;
  /** The placeholder of the n-th parameter, the first is 1. */
  readonly parameter: (position: number) => string;
  readonly cast: (expression: string, type: ValueType) => string;
  /** The body of a query with one row for each match. */
  readonly explode: (node: ExplodeNode, texts: ExplodeTexts) => string;
  /** A one-column table expression of numbers from `start` below `end`. */
  readonly series: (start: string, end: string, step: string, column: string) => string;
}

export interface MessageTable {
  /** `FROM` text, with the files joined when an attribute needs them; `parameter` gives the placeholder of a text. */
  readonly from: (needsFiles: boolean, parameter: (value: string) => string) => string;
  readonly attributes: Readonly<
    Record<MessageAttribute, { readonly expression: string; readonly needsFiles: boolean }>
  >;
  /** A field that settings give to messages, and that needs the files; `name` is the placeholder of its name. */
  readonly custom: (name: string) => string;
  /** A field that messages have columns for. */
  readonly field: (field: ScanField) => string;
  /** True for messages of the files whose paths are `exact` or begin with one of `below`; both are placeholders. */
  readonly within: (exact: readonly string[], below: readonly string[]) => string;
  /** True for messages that say something no earlier one says; undefined where nobody looks for duplicates. */
  readonly isFirst?: string;
  /** Ascending from the newest message to the oldest. */
  readonly order: string;
}
