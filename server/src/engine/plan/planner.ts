/** What planner functions share: the facts about this run, fresh column ids, and a place for findings. */
import type { Diagnostic } from '../../language/diagnostics/diagnostic.ts';
import type { TextRange } from '../../language/syntax/range.ts';
import type { ResultNotice, ResultShape } from '../../protocol/engine.ts';
import type { Fields } from './fields.ts';
import type { PlanNode, TimeRange } from './nodes.ts';
import type { ColumnId } from './scalar.ts';

/** Facts that do not stand in the query. */
export interface PlanContext {
  /** Undefined when there is no data at all. */
  readonly range: TimeRange | undefined;
  /** True when the range is that of all the data, so that no message is left out because of its time. */
  readonly isWholeRange: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA name. */
  readonly timezone: string;
  /** The query text; names columns after the expression that fills them. */
  readonly text: string;
  /** Column keys found by the probes so far, one list for each `transpose` in order. */
  readonly probed: readonly (readonly string[])[];
}

/** A stretch of slices that `timeslice` made, for the stages that continue it. */
export interface Slicing {
  readonly column: ColumnId;
  /** Milliseconds. */
  readonly width: number;
  /** Start of the slice that covers the start of the range. */
  readonly start: number;
  readonly end: number;
}

/** Rows at one point of the query. */
export interface RowSet {
  readonly node: PlanNode;
  readonly fields: Fields;
  readonly shape: ResultShape;
  /** For each source column, the flag column that an earlier `nodrop` parse of it left. */
  readonly matched: ReadonlyMap<ColumnId, ColumnId>;
  readonly slicing: Slicing | undefined;
  /** What a parser of messages needs; undefined once the rows are groups. */
  readonly message: MessageColumnIds | undefined;
  /** True when a `transpose` made the columns, so that a missing cell means that nothing is known. */
  readonly transposed: boolean;
}

/** Columns of a message that are not fields, or whose field may have been overwritten. */
export interface MessageColumnIds {
  readonly raw: ColumnId;
  readonly isJson: ColumnId;
}

/** Thrown inside the planner when a question to the data must be answered first; never leaves it. */
export class ProbeNeeded extends Error {
  readonly node: PlanNode;
  readonly key: ColumnId;

  constructor(node: PlanNode, key: ColumnId) {
    super('probe');
    this.node = node;
    this.key = key;
  }
}

/** State of planning one query. */
export class Planner {
  readonly context: PlanContext;
  readonly diagnostics: Diagnostic[] = [];
  readonly notices: ResultNotice[] = [];
  #columns = 0;
  #probes = 0;

  constructor(context: PlanContext) {
    this.context = context;
  }

  /** A column id that nothing else has. */
  newColumn(): ColumnId {
    this.#columns += 1;
    return `c${this.#columns}`;
  }

  /** Reports an error in the query; planning goes on to find more of them. */
  invalid(code: string, message: string, range: TextRange): void {
    this.diagnostics.push({ code, severity: 'error', message, range, fixes: [] });
  }

  /** Reports something of the language that the engine cannot run. */
  unsupported(what: string, range: TextRange): void {
    this.invalid(
      'engine.not-supported-yet',
      `${what} cannot be run yet. Remove it to run the rest of the query.`,
      range,
    );
  }

  /** Tells the user something about the answer, once. */
  notice(code: string, message: string): void {
    if (!this.notices.some((known) => known.code === code && known.message === message))
      this.notices.push({ code, message });
  }

  /** Distinct texts of a column of a row set, in alphabetical order; asks the engine to look them up at first. */
  probe(node: PlanNode, key: ColumnId): readonly string[] {
    const known = this.context.probed[this.#probes];
    this.#probes += 1;
    if (known === undefined) throw new ProbeNeeded(node, key);
    return known;
  }
}
