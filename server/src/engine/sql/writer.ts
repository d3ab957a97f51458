/**
 * Writes a plan as one SELECT: a common table expression for each node, only the columns that are used.
 * Values become parameters and names are generated, so no text of a user is ever part of a statement.
 */
import type { AggregateNode, ExplodeNode, ExtendNode, FillNode, FilterNode, LimitNode, PlanColumn, PlanNode, ScanNode, SortNode, WindowNode } from '../plan/nodes.ts';
import { collectColumns } from '../plan/scalar.ts';
import type { ColumnId, Scalar } from '../plan/scalar.ts';
import type { SqlDialect } from './dialect.ts';
import { Parameters } from './parameters.ts';
import type { SqlParameter } from './parameters.ts';
import { writeCondition, writeScalar } from './scalarWriter.ts';

export interface SqlStatement {
  readonly sql: string;
  readonly parameters: readonly SqlParameter[];
}

/** Name of the hidden order column of every common table expression. */
const orderColumn = 'seq';

/** A written node: its name, and how many explodes its order numbers hold. */
interface Written {
  readonly name: string;
  readonly explodes: number;
}

/** Explodes that fit into the order numbers before rows are renumbered. */
const maximumExplodes = 3;

type Needed = ReadonlySet<ColumnId>;
type NodeWriters = { readonly [K in PlanNode['kind']]: (node: Extract<PlanNode, { readonly kind: K }>, needed: Needed) => Written };

class SqlWriter {
  readonly #dialect: SqlDialect;
  readonly #parameters: Parameters;
  readonly #expressions: string[] = [];
  readonly #writers: NodeWriters = {
    scan: (node, needed) => this.#scan(node, needed),
    extend: (node, needed) => this.#extend(node, needed),
    filter: (node, needed) => this.#filter(node, needed),
    explode: (node, needed) => this.#explode(node, needed),
    aggregate: (node, needed) => this.#aggregate(node, needed),
    sort: (node, needed) => this.#sort(node, needed),
    limit: (node, needed) => this.#limit(node, needed),
    window: (node, needed) => this.#window(node, needed),
    fill: (node, needed) => this.#fill(node, needed),
  };

  constructor(dialect: SqlDialect) {
    this.#dialect = dialect;
    this.#parameters = new Parameters(dialect);
  }

  /** The whole statement; `select` gets the name of the root. */
  statement(root: PlanNode, needed: Needed, select: (root: string) => string): SqlStatement {
    const { name } = this.#node(root, needed);
    return { sql: `WITH ${this.#expressions.join(',\n')}\n${select(name)}`, parameters: this.#parameters.all };
  }

  #node(node: PlanNode, needed: Needed): Written {
    const write = this.#writers[node.kind] as (node: PlanNode, needed: Needed) => Written;
    return write(node, needed);
  }

  #define(body: string, explodes: number, isReadTwice = false): Written {
    const name = this.#name(`n${this.#expressions.length}`);
    this.#expressions.push(`${name} AS ${isReadTwice ? 'MATERIALIZED' : 'NOT MATERIALIZED'} (${body})`);
    return { name, explodes };
  }

  #name(name: string): string {
    return this.#dialect.identifier(name);
  }

  get #order(): string {
    return this.#name(orderColumn);
  }

  #scalar(scalar: Scalar): string {
    return writeScalar(scalar, this.#dialect, this.#parameters);
  }

  #names(columns: Iterable<ColumnId>): string[] {
    return [...columns].map((id) => this.#name(id));
  }

  #as(scalar: Scalar, id: ColumnId): string {
    return `${this.#scalar(scalar)} AS ${this.#name(id)}`;
  }

  #scan(node: ScanNode, needed: Needed): Written {
    const { messages } = this.#dialect;
    const columns = node.columns.filter(({ id }) => needed.has(id));
    const list = columns.map(({ id, attribute }) => `${messages.attributes[attribute].expression} AS ${this.#name(id)}`);
    const from = messages.from(columns.some(({ attribute }) => messages.attributes[attribute].needsFiles));
    const time = messages.attributes.time.expression;
    const bound = (value: number): string => this.#parameters.add(value, 'long');
    const where = node.range === undefined ? '' : ` WHERE ${time} >= ${bound(node.range.from)} AND ${time} < ${bound(node.range.to)}`;
    return this.#define(`SELECT ${[...list, `${messages.order} AS ${this.#order}`].join(', ')} FROM ${from}${where}`, 0);
  }

  #extend(node: ExtendNode, needed: Needed): Written {
    const wanted = node.columns.filter(({ id }) => needed.has(id));
    const below = without(needed, node.columns);
    const carried = this.#names(below);
    const input = this.#node(node.input, withColumns(below, wanted.map(({ value }) => value)));
    if (wanted.length === 0) return input;
    const list = [...carried, ...wanted.map(({ id, value }) => this.#as(value, id)), this.#order];
    return this.#define(`SELECT ${list.join(', ')} FROM ${input.name}`, input.explodes);
  }

  #filter(node: FilterNode, needed: Needed): Written {
    const input = this.#node(node.input, withColumns(needed, [node.condition]));
    const condition = writeCondition(node.condition, this.#dialect, this.#parameters);
    return this.#define(`SELECT ${[...this.#names(needed), this.#order].join(', ')} FROM ${input.name} WHERE ${condition}`, input.explodes);
  }

  #explode(node: ExplodeNode, needed: Needed): Written {
    const below = without(needed, [...node.outputs, { id: node.matched }]);
    const input = this.#node(node.input, withColumns(below, [node.source]));
    const orderHasRoom = input.explodes < maximumExplodes;
    const body = this.#dialect.explode(node, {
      from: input.name,
      source: this.#scalar(node.source),
      pattern: this.#parameters.add(node.pattern, 'text'),
      carried: this.#names(below),
      outputs: node.outputs.map(({ id, group }) => ({ name: this.#name(id), group: this.#parameters.add(group, 'long') })),
      matched: this.#name(node.matched),
      order: this.#order,
      orderHasRoom,
    });
    return this.#define(body, orderHasRoom ? input.explodes + 1 : 0);
  }

  #aggregate(node: AggregateNode, needed: Needed): Written {
    const aggregations = node.aggregations.filter(({ id }) => needed.has(id));
    const read = aggregations.flatMap(({ args, condition }) => (condition === undefined ? args : [...args, condition]));
    const input = this.#node(node.input, withColumns(new Set(), [...node.keys.map(({ value }) => value), ...read]));
    const keys = node.keys.map(({ value }) => this.#scalar(value));
    const list = node.keys.map(({ id }, index) => `${keys[index] ?? ''} AS ${this.#name(id)}`);
    for (const { id, function: name, args, condition } of aggregations) {
      const call = this.#dialect.aggregates[name](args.map((arg) => this.#scalar(arg)), this.#order);
      const filter = condition === undefined ? '' : ` FILTER (WHERE ${writeCondition(condition, this.#dialect, this.#parameters)})`;
      list.push(`${call}${filter} AS ${this.#name(id)}`);
    }
    // Positions, because a key may be a constant, which GROUP BY would take for one.
    const grouping = keys.length === 0 ? '' : ` GROUP BY ${keys.map((_, index) => String(index + 1)).join(', ')}`;
    return this.#define(`SELECT ${[...list, `min(${this.#order}) AS ${this.#order}`].join(', ')} FROM ${input.name}${grouping}`, maximumExplodes);
  }

  #sort(node: SortNode, needed: Needed): Written {
    const input = this.#node(node.input, withColumns(needed, node.keys.map(({ value }) => value)));
    const over = `row_number() OVER (ORDER BY ${[...this.#orderings(node.keys), this.#order].join(', ')})`;
    return this.#define(`SELECT ${[...this.#names(needed), `${over} AS ${this.#order}`].join(', ')} FROM ${input.name}`, maximumExplodes);
  }

  #orderings(keys: SortNode['keys']): string[] {
    return keys.map(({ value, ascending }) => `${this.#scalar(value)} ${ascending ? 'ASC' : 'DESC'} NULLS LAST`);
  }

  #limit(node: LimitNode, needed: Needed): Written {
    if (node.input.kind === 'sort') return this.#firstSorted(node.input, node.count, needed);
    const input = this.#node(node.input, needed);
    const list = [...this.#names(needed), this.#order].join(', ');
    return this.#define(`SELECT ${list} FROM ${input.name} ORDER BY ${this.#order} LIMIT ${this.#parameters.add(node.count, 'long')}`, input.explodes);
  }

  /** Taking the first rows before numbering them spares the engine a complete sort. */
  #firstSorted(sort: SortNode, count: number, needed: Needed): Written {
    const columns = withColumns(needed, sort.keys.map(({ value }) => value));
    const input = this.#node(sort.input, columns);
    const orderings = [...this.#orderings(sort.keys), this.#order].join(', ');
    const list = [...this.#names(columns), this.#order].join(', ');
    const limit = this.#parameters.add(count, 'long');
    const first = this.#define(`SELECT ${list} FROM ${input.name} ORDER BY ${orderings} LIMIT ${limit}`, input.explodes);
    const numbered = `row_number() OVER (ORDER BY ${orderings}) AS ${this.#order}`;
    return this.#define(`SELECT ${[...this.#names(needed), numbered].join(', ')} FROM ${first.name}`, maximumExplodes);
  }

  #window(node: WindowNode, needed: Needed): Written {
    const wanted = node.columns.filter(({ id }) => needed.has(id));
    const below = without(needed, node.columns);
    const keys = node.order.map(({ value }) => value);
    const input = this.#node(node.input, withColumns(new Set([...below, ...node.partition]), [...keys, ...wanted.map(({ value }) => value)]));
    const partition = node.partition.length === 0 ? '' : `PARTITION BY ${this.#names(node.partition).join(', ')} `;
    const order = [...this.#orderings(node.order), this.#order].join(', ');
    const columns = wanted.map(({ id, function: name, value, from, to }) => {
      const end = to === 0 ? 'CURRENT ROW' : `${String(to)} PRECEDING`;
      const frame = `ROWS BETWEEN ${String(from)} PRECEDING AND ${end}`;
      return `${this.#dialect.windows[name]([this.#scalar(value)])} OVER (${partition}ORDER BY ${order} ${frame}) AS ${this.#name(id)}`;
    });
    return this.#define(`SELECT ${[...this.#names(below), ...columns, this.#order].join(', ')} FROM ${input.name}`, input.explodes);
  }

  #fill(node: FillNode, needed: Needed): Written {
    const generated = node.generators.map(({ column }) => column);
    const all = new Set([...needed, ...generated]);
    const written = this.#node(node.input, all);
    const input = this.#define(`SELECT ${[...this.#names(all), this.#order].join(', ')} FROM ${written.name}`, written.explodes, true);
    const sources = node.generators.map((generator, index) => `(${this.#generator(generator, input.name)}) AS ${this.#name(`g${index}`)}`);
    const list = [...all].map((id) => {
      if (generated.includes(id)) return this.#name(id);
      const value = node.defaults.find(({ column }) => column === id)?.value;
      return value === undefined ? `NULL AS ${this.#name(id)}` : this.#as(value, id);
    });
    const matches = generated.map((id) => `known.${this.#name(id)} IS NOT DISTINCT FROM made.${this.#name(id)}`);
    const order = this.#names(generated).join(', ');
    const last = `(SELECT coalesce(max(${this.#order}), 0) FROM ${input.name})`;
    const missing = `SELECT ${list.join(', ')}, ${last} + row_number() OVER (ORDER BY ${order}) AS ${this.#order} FROM (SELECT * FROM ${sources.join(', ')}) AS made WHERE NOT EXISTS (SELECT 1 FROM ${input.name} AS known WHERE ${matches.join(' AND ')})`;
    return this.#define(`SELECT ${[...this.#names(all), this.#order].join(', ')} FROM ${input.name} UNION ALL ${missing}`, maximumExplodes);
  }

  #generator({ column, type, values }: FillNode['generators'][number], input: string): string {
    const name = this.#name(column);
    if (values.kind === 'distinct') return `SELECT DISTINCT ${name} FROM ${input}`;
    if (values.kind === 'series') {
      const [start, end, step] = [values.start, values.end, values.step].map((value) => this.#parameters.add(value, 'long'));
      return this.#dialect.series(start ?? '', end ?? '', step ?? '', name);
    }
    if (values.values.length === 0) return `SELECT ${this.#dialect.cast('NULL', type)} AS ${name} WHERE FALSE`;
    return values.values.map((value) => `SELECT ${this.#as(value, column)}`).join(' UNION ');
  }
}

function without(needed: Needed, columns: readonly { readonly id: ColumnId }[]): Set<ColumnId> {
  const made = new Set(columns.map(({ id }) => id));
  return new Set([...needed].filter((id) => !made.has(id)));
}

function withColumns(needed: Needed, scalars: readonly Scalar[]): Set<ColumnId> {
  const all = new Set(needed);
  for (const scalar of scalars) collectColumns(scalar, all);
  return all;
}

/** Writes the rows of a plan, in their order, with exactly the columns given. */
export function writeSql(root: PlanNode, columns: readonly Pick<PlanColumn, 'id'>[], dialect: SqlDialect): SqlStatement {
  const list = columns.map(({ id }) => dialect.identifier(id)).join(', ') || 'NULL';
  const order = dialect.identifier(orderColumn);
  const needed = new Set(columns.map(({ id }) => id));
  return new SqlWriter(dialect).statement(root, needed, (name) => `SELECT ${list} FROM ${name} ORDER BY ${order}`);
}

/** Writes the number of rows of a plan. */
export function writeCountSql(root: PlanNode, dialect: SqlDialect): SqlStatement {
  return new SqlWriter(dialect).statement(root, new Set(), (name) => `SELECT count(*) FROM ${name}`);
}
