/** What planner functions share: the facts about this run, fresh column ids, and a place for findings. */
import type { Diagnostic } from '../../language/diagnostics/diagnostic.ts';
import type { ScopeNode, Stage } from '../../language/index.ts';
import type { TextRange } from '../../language/syntax/range.ts';
import type { ResultNotice, ResultShape } from '../../protocol/engine.ts';
import type { Field, Fields } from './fields.ts';
import { RowDemands } from './functions/rowDemands.ts';
import type { PlanNode, TableNode, TimeRange } from './nodes.ts';
import type { RewriteContext } from './rewrite/rewrites.ts';
import type { ColumnId } from './scalar.ts';
import { StepNeeded } from './steps.ts';
import type { PlanStep, Row, RowComputation, StepColumn, StepResult } from './steps.ts';
import { noTables } from './tables.ts';
import type { Tables } from './tables.ts';

/** Facts that do not stand in the query. */
export interface PlanContext {
  /** Undefined when there is no data at all. */
  readonly range: TimeRange | undefined;
  /** Only messages of these files, or of files below these folders; absolute paths. All files when undefined. */
  readonly paths?: readonly string[];
  /** True to leave out messages that say what an earlier one says. */
  readonly withoutDuplicates?: boolean;
  /** Names of the fields that settings give to messages; none when undefined. */
  readonly customFields?: readonly string[];
  /** True when the range is that of all the data, so that no message is left out because of its time. */
  readonly isWholeRange: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA name. */
  readonly timezone: string;
  /** The query text; names columns after the expression that fills them. */
  readonly text: string;
  /** Results of the steps so far, in the order in which planning asks for them. */
  readonly steps: readonly StepResult[];
  /** Tables that stages look things up in; none when undefined. */
  readonly tables?: Tables;
  /** How finished plans are made faster; all rewrites that need to know nothing when undefined. */
  readonly rewrites?: RewriteContext;
  /** Milliseconds by which the range lies before the one that was asked for; for the parts that `compare` runs again. */
  readonly shift?: number;
}

/** A scope with the stages after it: the query itself or a subquery. */
export interface Pipeline {
  readonly scope: ScopeNode | undefined;
  readonly stages: readonly Stage[];
}

/** What plans the parts of pipelines; given to planners, so that stages with pipelines inside need not import all others. */
export interface PartPlanners {
  readonly stage: (stage: Stage, rows: RowSet, planner: Planner) => RowSet;
  /** The messages of a scope and the range of the planner's context. */
  readonly messages: (scope: ScopeNode | undefined, planner: Planner) => RowSet;
}

/** What planners of the parts of one query have in common. */
interface PlanningState {
  columns: number;
  steps: number;
  readonly diagnostics: Diagnostic[];
  readonly notices: ResultNotice[];
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
  /** The fields by which the rows were grouped last; undefined when they were not, or when that is not known. */
  readonly keys?: readonly Field[] | undefined;
}

/** Columns of a message that are not fields, or whose field may have been overwritten. */
export interface MessageColumnIds {
  readonly raw: ColumnId;
  readonly isJson: ColumnId;
}

/** State of planning one query. */
export class Planner {
  readonly context: PlanContext;
  /** The pipeline that is being planned, when it begins at messages. */
  readonly pipeline: Pipeline | undefined;
  parts: PartPlanners | undefined;
  /** The stages after the one that is being planned, in its pipeline. */
  upcoming: readonly Stage[] = [];
  /** What the expressions planned so far ask of the rows. */
  readonly demands = new RowDemands();
  readonly #state: PlanningState;

  constructor(context: PlanContext, pipeline?: Pipeline, parts?: PartPlanners, outer?: Planner) {
    this.context = context;
    this.pipeline = pipeline;
    this.parts = parts;
    this.#state = outer === undefined ? { columns: 0, steps: 0, diagnostics: [], notices: [] } : outer.#state;
  }

  get diagnostics(): Diagnostic[] {
    return this.#state.diagnostics;
  }

  get notices(): ResultNotice[] {
    return this.#state.notices;
  }

  /** A planner for a part of this query that begins at messages of its own; findings and steps are shared. */
  within(context: Omit<PlanContext, 'steps'>, pipeline: Pipeline): Planner {
    return new Planner({ ...context, steps: this.context.steps }, pipeline, this.parts, this);
  }

  /** Plans stages one after the other. */
  planStages(stages: readonly Stage[], rows: RowSet): RowSet {
    return stages.reduce((before, stage, index) => {
      this.upcoming = stages.slice(index + 1);
      return this.#parts.stage(stage, before, this);
    }, rows);
  }

  /** Plans the messages of a scope. */
  planMessages(scope: ScopeNode | undefined): RowSet {
    return this.#parts.messages(scope, this);
  }

  get #parts(): PartPlanners {
    if (this.parts === undefined) throw new Error('Only planners of whole queries can plan pipelines.');
    return this.parts;
  }

  /** Where lookup tables come from. */
  get tables(): Tables {
    return this.context.tables ?? noTables;
  }

  /** A column id that nothing else has. */
  newColumn(): ColumnId {
    this.#state.columns += 1;
    return `c${this.#state.columns}`;
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

  /** The rows of some columns of a node, in order. */
  read(node: PlanNode, columns: readonly StepColumn[]): readonly Row[] {
    const result = this.#step({ kind: 'read', node, columns });
    return result.kind === 'rows' ? result.rows : [];
  }

  /** Rows that a computation makes from the columns of a node; for stages that SQL has no words for. */
  compute(
    node: PlanNode,
    columns: readonly StepColumn[],
    output: readonly StepColumn[],
    compute: RowComputation,
  ): TableNode {
    const result = this.#step({ kind: 'compute', node, columns, output, compute });
    if (result.kind === 'table') for (const { code, message } of result.notices ?? []) this.notice(code, message);
    return { kind: 'table', name: result.kind === 'table' ? result.name : '', columns: output };
  }

  #step(step: PlanStep): StepResult {
    const known = this.context.steps[this.#state.steps];
    this.#state.steps += 1;
    if (known === undefined) throw new StepNeeded(step);
    return known;
  }
}
