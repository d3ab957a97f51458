/** Writes the steps that look at the rows around a row, or at rows that are not there. */
import type { FillNode, WindowNode } from '../../plan/nodes.ts';
import { maximumExplodes, withColumns, without } from '../context.ts';
import type { Needed, StatementContext, Written } from '../context.ts';

/** Computes over frames of rows. */
export function writeWindow(node: WindowNode, needed: Needed, context: StatementContext): Written {
  const wanted = node.columns.filter(({ id }) => needed.has(id));
  const below = without(needed, node.columns);
  const keys = node.order.map(({ value }) => value);
  const input = context.node(
    node.input,
    withColumns(new Set([...below, ...node.partition]), [...keys, ...wanted.map(({ value }) => value)]),
  );
  const partition = node.partition.length === 0 ? '' : `PARTITION BY ${context.names(node.partition).join(', ')} `;
  const order = [...context.orderings(node.order), context.order].join(', ');
  const columns = wanted.map(({ id, function: name, value, from, to }) => {
    const frame = `ROWS BETWEEN ${frameEnd(from)} AND ${frameEnd(to)}`;
    return `${context.dialect.windows[name]([context.scalar(value)])} OVER (${partition}ORDER BY ${order} ${frame}) AS ${context.name(id)}`;
  });
  return context.define(
    `SELECT ${[...context.names(below), ...columns, context.order].join(', ')} FROM ${input.name}`,
    input.explodes,
  );
}

function frameEnd(place: number | 'start' | 'end'): string {
  if (place === 'start') return 'UNBOUNDED PRECEDING';
  if (place === 'end') return 'UNBOUNDED FOLLOWING';
  return place === 0 ? 'CURRENT ROW' : `${String(place)} PRECEDING`;
}

/** Appends missing combinations after the last row, in the order of the generated values. */
export function writeFill(node: FillNode, needed: Needed, context: StatementContext): Written {
  const generated = node.generators.map(({ column }) => column);
  const all = new Set([...needed, ...generated]);
  const written = context.node(node.input, all);
  const input = context.define(
    `SELECT ${[...context.names(all), context.order].join(', ')} FROM ${written.name}`,
    written.explodes,
    true,
  );
  const sources = node.generators.map(
    (generator, index) => `(${writeGenerator(generator, input.name, context)}) AS ${context.name(`g${index}`)}`,
  );
  const list = [...all].map((id) => {
    if (generated.includes(id)) return context.name(id);
    const value = node.defaults.find(({ column }) => column === id)?.value;
    return value === undefined ? `NULL AS ${context.name(id)}` : context.as(value, id);
  });
  const matches = generated.map((id) => `known.${context.name(id)} IS NOT DISTINCT FROM made.${context.name(id)}`);
  const order = context.names(generated).join(', ');
  const last = `(SELECT coalesce(max(${context.order}), 0) FROM ${input.name})`;
  const missing = `SELECT ${list.join(', ')}, ${last} + row_number() OVER (ORDER BY ${order}) AS ${context.order} FROM (SELECT * FROM ${sources.join(', ')}) AS made WHERE NOT EXISTS (SELECT 1 FROM ${input.name} AS known WHERE ${matches.join(' AND ')})`;
  return context.define(
    `SELECT ${[...context.names(all), context.order].join(', ')} FROM ${input.name} UNION ALL ${missing}`,
    maximumExplodes,
  );
}

function writeGenerator(
  { column, type, values }: FillNode['generators'][number],
  input: string,
  context: StatementContext,
): string {
  const name = context.name(column);
  if (values.kind === 'distinct') return `SELECT DISTINCT ${name} FROM ${input}`;
  if (values.kind === 'series') {
    const [start, end, step] = [values.start, values.end, values.step].map((value) => context.parameter(value, 'long'));
    return context.dialect.series(start ?? '', end ?? '', step ?? '', name);
  }
  if (values.values.length === 0) return `SELECT ${context.dialect.cast('NULL', type)} AS ${name} WHERE FALSE`;
  return values.values.map((value) => `SELECT ${context.as(value, column)}`).join(' UNION ');
}
