/** What the planner asks for when a query names a lookup table. Files and databases are behind it, out of its sight. */
import type { ResultNotice } from '../../protocol/engine.ts';
import type { ValueType } from './scalar.ts';
import type { Row } from './steps.ts';

/** A column of a table; names are compared without regard to case. */
export interface TableColumn {
  readonly name: string;
  readonly type: ValueType;
}

/** A table that is there in full, such as a file. */
export interface ListedTable {
  readonly kind: 'rows';
  readonly columns: readonly TableColumn[];
  /** Cells in the order of the columns. */
  readonly rows: readonly Row[];
  /** True when texts are compared without regard to case. */
  readonly foldsCase: boolean;
}

/** A table too large to list, which answers for one key at a time. */
export interface KeyedTable {
  readonly kind: 'keyed';
  /** Name of the column that is asked by. */
  readonly key: string;
  /** What can be had beside the key. */
  readonly columns: readonly TableColumn[];
  /** What `*` stands for. */
  readonly usual: readonly string[];
  /** Cells in the order of the columns; undefined for an unknown key. */
  readonly find: (key: string) => Row | undefined;
  /** What users of the data have to be told. */
  readonly credit: ResultNotice | undefined;
}

/** No table: a sentence that says why, and what to do. Columns that such a table is known to have are null then. */
export interface MissingTable {
  readonly kind: 'missing';
  readonly reason: string;
}

export type TableResult = ListedTable | KeyedTable | MissingTable;

/** Rows to keep in a table. */
export interface SaveRequest {
  readonly uri: string;
  readonly append: boolean;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Row[];
}

/** Whether a table may be written: if so, how, and under which path. */
export type SaveTarget =
  | {
      readonly kind: 'file';
      readonly path: string;
      /** Rejects with an error whose message is for the user. */
      readonly write: (request: SaveRequest, signal: AbortSignal) => Promise<void>;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** All lookup tables of one query. */
export interface Tables {
  /** The table of a name such as `geo://location`, `path://"/Library/x"` (quotes or not), `/shared/x` or `x.csv`. */
  readonly resolve: (uri: string) => TableResult;
  readonly saveTarget: (uri: string) => SaveTarget;
}

/** For runs without any tables. */
export const noTables: Tables = {
  resolve: (uri) => ({
    kind: 'missing',
    reason: `There is no table ${uri}, because no folder with lookup tables is configured.`,
  }),
  saveTarget: () => ({
    kind: 'refused',
    reason: 'No table was changed, because no folder for saved tables is configured. The rows are shown only.',
  }),
};

/** The position of a column, or undefined. */
export function columnIndex(columns: readonly TableColumn[], name: string): number | undefined {
  const folded = name.toLowerCase();
  const index = columns.findIndex((column) => column.name.toLowerCase() === folded);
  return index < 0 ? undefined : index;
}
