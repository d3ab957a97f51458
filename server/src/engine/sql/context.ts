/** What is shared while one statement is written: its common table expressions so far and its parameters. */
import type { PlanNode, SortOrder } from '../plan/nodes.ts';
import { collectColumns } from '../plan/scalar.ts';
import type { ColumnId, Scalar, ValueType } from '../plan/scalar.ts';
import type { SqlDialect } from './dialect.ts';
import { Parameters } from './parameters.ts';
import { writeCondition, writeScalar } from './scalarWriter.ts';

/** Columns that the steps above a step read. */
export type Needed = ReadonlySet<ColumnId>;

/** A written node: its name, and how many explodes its order numbers hold. */
export interface Written {
  readonly name: string;
  readonly explodes: number;
}

/** Explodes that fit into the order numbers before rows are renumbered. */
export const maximumExplodes = 3;

/** Name of the hidden order column of every common table expression. */
const orderColumn = 'seq';

/** Writes a node with at least the columns needed. */
export type WriteNode = (node: PlanNode, needed: Needed, context: StatementContext) => Written;

/** One statement in the making. */
export class StatementContext {
  readonly dialect: SqlDialect;
  readonly parameters: Parameters;
  readonly expressions: string[] = [];
  /** Shared nodes that have been written. */
  readonly shared = new Map<PlanNode, Written>();
  /** Columns that have been read from materialized parts, by the names of their tables. */
  readonly materialized = new Map<string, Set<ColumnId>>();
  readonly #write: WriteNode;

  constructor(dialect: SqlDialect, write: WriteNode) {
    this.dialect = dialect;
    this.parameters = new Parameters(dialect);
    this.#write = write;
  }

  /** Writes the node below. */
  node(node: PlanNode, needed: Needed): Written {
    return this.#write(node, needed, this);
  }

  /** Adds a common table expression; one that is read twice is computed once. */
  define(body: string, explodes: number, isReadTwice = false): Written {
    const name = this.name(`n${String(this.expressions.length)}`);
    this.expressions.push(`${name} AS ${isReadTwice ? 'MATERIALIZED' : 'NOT MATERIALIZED'} (${body})`);
    return { name, explodes };
  }

  /** The quoted order column. */
  get order(): string {
    return this.name(orderColumn);
  }

  /** A quoted name. */
  name(name: string): string {
    return this.dialect.identifier(name);
  }

  /** Quoted names. */
  names(columns: Iterable<ColumnId>): string[] {
    return [...columns].map((id) => this.name(id));
  }

  /** The placeholder of a value. */
  parameter(value: string | number | boolean, type: ValueType): string {
    return this.parameters.add(value, type);
  }

  /** An expression. */
  scalar(scalar: Scalar): string {
    return writeScalar(scalar, this.dialect, this.parameters);
  }

  /** An expression where null may stand for false. */
  condition(scalar: Scalar): string {
    return writeCondition(scalar, this.dialect, this.parameters);
  }

  /** An expression with the name of a column. */
  as(scalar: Scalar, id: ColumnId): string {
    return `${this.scalar(scalar)} AS ${this.name(id)}`;
  }

  /** Keys of an `ORDER BY`. */
  orderings(keys: readonly SortOrder[]): string[] {
    return keys.map(({ value, ascending }) => `${this.scalar(value)} ${ascending ? 'ASC' : 'DESC'} NULLS LAST`);
  }
}

/** What is needed from below a step that makes some columns itself. */
export function without(needed: Needed, columns: readonly { readonly id: ColumnId }[]): Set<ColumnId> {
  const made = new Set(columns.map(({ id }) => id));
  return new Set([...needed].filter((id) => !made.has(id)));
}

/** What is needed from below a step that reads expressions. */
export function withColumns(needed: Needed, scalars: readonly Scalar[]): Set<ColumnId> {
  const all = new Set(needed);
  for (const scalar of scalars) collectColumns(scalar, all);
  return all;
}
