/**
 * Writes a plan as one SELECT: a common table expression for each node, only the columns that are used.
 * Values become parameters and names are generated, so no text of a user is ever part of a statement.
 */
import type { PlanColumn, PlanNode } from '../plan/nodes.ts';
import type { ColumnId } from '../plan/scalar.ts';
import { StatementContext } from './context.ts';
import type { Needed, WriteNode, Written } from './context.ts';
import type { SqlDialect } from './dialect.ts';
import type { SqlParameter } from './parameters.ts';
import { writeAggregate, writeLimit, writeSort } from './writers/groups.ts';
import { writeLookup } from './writers/lookup.ts';
import { writeMaterialized } from './writers/materialized.ts';
import { writeExplode, writeExtend, writeFilter, writeScan, writeTable } from './writers/rows.ts';
import { writeJoin, writeSemiJoin, writeShared } from './writers/joins.ts';
import { writeFill, writeWindow } from './writers/series.ts';

/** A statement with the values of its placeholders, in their order. */
export interface SqlStatement {
  readonly sql: string;
  readonly parameters: readonly SqlParameter[];
}

type NodeWriter<N> = (node: N, needed: Needed, context: StatementContext) => Written;

const nodeWriters: { readonly [K in PlanNode['kind']]: NodeWriter<Extract<PlanNode, { readonly kind: K }>> } = {
  scan: writeScan,
  table: writeTable,
  materialized: writeMaterialized,
  extend: writeExtend,
  filter: writeFilter,
  explode: writeExplode,
  aggregate: writeAggregate,
  sort: writeSort,
  limit: writeLimit,
  window: writeWindow,
  fill: writeFill,
  lookup: writeLookup,
  join: writeJoin,
  semiJoin: writeSemiJoin,
  shared: writeShared,
};

const writeNode: WriteNode = (node, needed, context) => {
  const write = nodeWriters[node.kind] as NodeWriter<PlanNode>;
  return write(node, needed, context);
};

/** Writes the rows of a plan, in their order, with exactly the columns given. */
export function writeSql(
  root: PlanNode,
  columns: readonly Pick<PlanColumn, 'id'>[],
  dialect: SqlDialect,
): SqlStatement {
  const context = new StatementContext(dialect, writeNode);
  const { name } = context.node(root, new Set(columns.map(({ id }) => id)));
  const list = context.names(columns.map(({ id }) => id)).join(', ') || 'NULL';
  return statement(context, `SELECT ${list} FROM ${name} ORDER BY ${context.order}`);
}

/** The columns that writing a plan reads from each materialized part of it, by the name of its table. */
export function columnsRead(
  root: PlanNode,
  columns: readonly Pick<PlanColumn, 'id'>[],
  dialect: SqlDialect,
): ReadonlyMap<string, ReadonlySet<ColumnId>> {
  const context = new StatementContext(dialect, writeNode);
  context.node(root, new Set(columns.map(({ id }) => id)));
  return context.materialized;
}

/** A statement that makes a table, and how many explodes the order numbers in it hold. */
export interface TableStatement extends SqlStatement {
  readonly explodes: number;
}

/**
 * Writes the making of a temporary table from the rows of a plan, for `materialized` nodes to read. The one statement
 * that is more than a SELECT: the name is generated, and the values of the SELECT stay parameters. At most `limit` rows.
 */
export function writeTableSql(
  root: PlanNode,
  { name, columns, limit }: { readonly name: string; readonly columns: readonly ColumnId[]; readonly limit: number },
  dialect: SqlDialect,
): TableStatement {
  const context = new StatementContext(dialect, writeNode);
  const written = context.node(root, new Set(columns));
  const list = [...context.names(columns), context.order].join(', ');
  const rows = context.parameter(limit, 'long');
  const { sql, parameters } = statement(context, `SELECT ${list} FROM ${written.name} LIMIT ${rows}`);
  return { sql: `CREATE TEMP TABLE ${context.name(name)} AS ${sql}`, parameters, explodes: written.explodes };
}

/** Writes the number of rows of a plan. */
export function writeCountSql(root: PlanNode, dialect: SqlDialect): SqlStatement {
  const context = new StatementContext(dialect, writeNode);
  const { name } = context.node(root, new Set());
  return statement(context, `SELECT count(*) FROM ${name}`);
}

function statement({ expressions, parameters }: StatementContext, select: string): SqlStatement {
  return { sql: `WITH ${expressions.join(',\n')}\n${select}`, parameters: parameters.all };
}
