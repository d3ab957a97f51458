/** Writes the steps that look at one row at a time. */
import type { ExplodeNode, ExtendNode, FilterNode, ScanNode, TableNode } from '../../plan/nodes.ts';
import { stepColumnName } from '../../plan/steps.ts';
import { maximumExplodes, withColumns, without } from '../context.ts';
import type { Needed, StatementContext, Written } from '../context.ts';
import type { SqlDialect } from '../dialect.ts';

/** Reads messages, their files only when a column is of them. */
export function writeScan(node: ScanNode, needed: Needed, context: StatementContext): Written {
  const { messages } = context.dialect;
  const columns = node.columns.filter(({ id }) => needed.has(id));
  const list = columns.map((column) => {
    const expression =
      column.attribute === 'custom'
        ? messages.custom(context.parameter(column.name, 'text'))
        : messages.attributes[column.attribute].expression;
    return `${expression} AS ${context.name(column.id)}`;
  });
  for (const field of node.fields ?? [])
    if (needed.has(field.id)) list.push(`${messages.field(field)} AS ${context.name(field.id)}`);
  const from = messages.from(
    columns.some(({ attribute }) => attribute === 'custom' || messages.attributes[attribute].needsFiles),
    (value) => context.parameter(value, 'text'),
  );
  const time = messages.attributes.time.expression;
  const bound = (value: number): string => context.parameter(value, 'long');
  const conditions =
    node.range === undefined ? [] : [`${time} >= ${bound(node.range.from)}`, `${time} < ${bound(node.range.to)}`];
  if (node.paths !== undefined) conditions.push(writeWithin(node.paths, context));
  if (node.withoutDuplicates === true && messages.isFirst !== undefined) conditions.push(messages.isFirst);
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return context.define(
    `SELECT ${[...list, `${messages.order} AS ${context.order}`].join(', ')} FROM ${from}${where}`,
    0,
  );
}

/** The condition that a message is of one of the files, or of a file below one of the folders. */
export function writeWithin(
  paths: readonly string[],
  context: { readonly dialect: Pick<SqlDialect, 'messages'> } & Pick<StatementContext, 'parameter'>,
): string {
  const folders = paths.map((path) => path.replace(/[/\\]+$/, ''));
  const texts = (list: readonly string[]): string[] => list.map((each) => context.parameter(each, 'text'));
  return context.dialect.messages.within(texts(paths), texts(folders.flatMap((path) => [`${path}/`, `${path}\\`])));
}

/** Reads rows that a step has put into a table. */
export function writeTable(node: TableNode, needed: Needed, context: StatementContext): Written {
  const columns = node.columns.flatMap(({ id }, position) =>
    needed.has(id) ? [`${context.name(stepColumnName(position))} AS ${context.name(id)}`] : [],
  );
  return context.define(`SELECT ${[...columns, context.order].join(', ')} FROM ${context.name(node.name)}`, 0);
}

/** Computes the columns that somebody reads. */
export function writeExtend(node: ExtendNode, needed: Needed, context: StatementContext): Written {
  const wanted = node.columns.filter(({ id }) => needed.has(id));
  const below = without(needed, node.columns);
  const carried = context.names(below);
  const input = context.node(
    node.input,
    withColumns(
      below,
      wanted.map(({ value }) => value),
    ),
  );
  if (wanted.length === 0) return input;
  const list = [...carried, ...wanted.map(({ id, value }) => context.as(value, id)), context.order];
  return context.define(`SELECT ${list.join(', ')} FROM ${input.name}`, input.explodes);
}

/** Keeps rows. */
export function writeFilter(node: FilterNode, needed: Needed, context: StatementContext): Written {
  const input = context.node(node.input, withColumns(needed, [node.condition]));
  const condition = context.condition(node.condition);
  return context.define(
    `SELECT ${[...context.names(needed), context.order].join(', ')} FROM ${input.name} WHERE ${condition}`,
    input.explodes,
  );
}

/** Multiplies rows by the matches of a pattern. */
export function writeExplode(node: ExplodeNode, needed: Needed, context: StatementContext): Written {
  const below = without(needed, [...node.outputs, { id: node.matched }]);
  const input = context.node(node.input, withColumns(below, [node.source]));
  const orderHasRoom = input.explodes < maximumExplodes;
  const body = context.dialect.explode(node, {
    from: input.name,
    source: context.scalar(node.source),
    carried: context.names(below),
    outputs: node.outputs.map(({ id, pattern, group }) => ({
      name: context.name(id),
      pattern: context.parameter(pattern, 'text'),
      group: context.parameter(group, 'long'),
    })),
    matched: context.name(node.matched),
    order: context.order,
    orderHasRoom,
  });
  return context.define(body, orderHasRoom ? input.explodes + 1 : 0);
}
