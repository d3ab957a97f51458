/** The dialect of the embedded engine. */
import type { ExplodeNode } from '../../plan/nodes.ts';
import type { ExplodeTexts, SqlDialect } from '../dialect.ts';
import { duckdbMessages } from './messageTable.ts';
import { duckdbScalars } from './scalars.ts';

/** Positions of matches in the order numbers: more matches of one row than this keep their place only roughly. */
const matchesPerRow = 65536;

/** Leaves out values whose squares have no end, on which the engine raises. */
function deviation([value = '']: readonly string[]): string {
  return `stddev_pop(CASE WHEN abs(${value}) < 1e150 THEN ${value} END)`;
}

export const duckdbDialect: SqlDialect = {
  name: 'duckdb',
  types: { text: 'VARCHAR', long: 'BIGINT', double: 'DOUBLE', boolean: 'BOOLEAN', time: 'BIGINT' },
  scalars: duckdbScalars,
  aggregates: {
    countRows: () => 'count(*)',
    count: ([value]) => `count(${value ?? ''})`,
    countDistinct: (values) =>
      values.length === 1
        ? `count(DISTINCT ${values[0] ?? ''})`
        : `count(DISTINCT CASE WHEN ${values.map((value) => `${value} IS NOT NULL`).join(' AND ')} THEN row(${values.join(', ')}) END)`,
    sum: ([value]) => `sum(${value ?? ''})`,
    mean: ([value]) => `avg(${value ?? ''})`,
    least: ([value]) => `min(${value ?? ''})`,
    greatest: ([value]) => `max(${value ?? ''})`,
    first: ([value], order) => `arg_min(${value ?? ''}, ${order})`,
    last: ([value], order) => `arg_max(${value ?? ''}, ${order})`,
    quantile: ([value, fraction]) => `quantile_cont(${value ?? ''}, ${fraction ?? ''})`,
    deviation,
    atGreatest: ([value, key], order) => `arg_min(${value ?? ''}, row(-${key ?? ''}, ${order}))`,
    atLeast: ([value, key], order) => `arg_min(${value ?? ''}, row(${key ?? ''}, ${order}))`,
    distinctValues: ([value]) =>
      `CASE WHEN count(${value ?? ''}) > 0 THEN array_to_string(list_sort(list(DISTINCT ${value ?? ''}))[1:100], chr(10)) END`,
    joined: ([value, separator], order) =>
      `CASE WHEN count(${value ?? ''}) > 0 THEN array_to_string(list(${value ?? ''} ORDER BY ${order}), ${separator ?? ''}) END`,
  },
  windows: {
    mean: ([value]) => `avg(${value ?? ''})`,
    deviation,
    count: ([value]) => `count(${value ?? ''})`,
    sum: ([value]) => `sum(${value ?? ''})`,
    first: ([value]) => `first_value(${value ?? ''})`,
    // The value is a constant, and a statement may have no parameter that it does not use.
    position: ([value]) => `count(${value ?? ''})`,
  },
  messages: duckdbMessages,
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
  parameter: (position) => `$${String(position)}`,
  cast(expression, type) {
    return `CAST(${expression} AS ${this.types[type]})`;
  },
  explode,
  series: (start, end, step, column) =>
    `SELECT range AS ${column} FROM range(${start}::BIGINT, ${end}::BIGINT, ${step}::BIGINT)`,
};

/** Lists of the groups of all matches are unnested in lock-step. */
function explode(node: ExplodeNode, texts: ExplodeTexts): string {
  const { from, source, carried, outputs, matched, order, orderHasRoom } = texts;
  const allMatches = (pattern: string, group: string): string =>
    node.backtracking
      ? `sesq_regex_all(${source}, ${pattern}, ${group})`
      : `regexp_extract_all(${source}, ${pattern}, ${group}::INTEGER)`;
  const lists = outputs.map(({ name, pattern, group }) => `${allMatches(pattern, group)} AS ${name}`);
  const count = `coalesce(len(${outputs[0]?.name ?? ''}), 0)`;
  const values = outputs.map(({ name }) => {
    const all = node.keepUnmatched ? `CASE WHEN ${count} > 0 THEN ${name} ELSE [NULL::VARCHAR] END` : name;
    return `unnest(${all}) AS ${name}`;
  });
  const position = `unnest(range(${node.keepUnmatched ? `greatest(${count}, 1)` : count})) AS pos`;
  const found = `SELECT ${[...carried, ...lists, order].join(', ')} FROM ${from}`;
  const unnested = `SELECT ${[...carried, ...values, `${count} > 0 AS ${matched}`, order, position].join(', ')} FROM (${found})`;
  const place = orderHasRoom
    ? `${order} * ${String(matchesPerRow)} + least(pos, ${String(matchesPerRow - 1)})`
    : `row_number() OVER (ORDER BY ${order}, pos)`;
  return `SELECT ${[...carried, ...outputs.map(({ name }) => name), matched, `${place} AS ${order}`].join(', ')} FROM (${unnested})`;
}
