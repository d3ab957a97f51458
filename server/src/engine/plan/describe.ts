/** A plan as text for people who want to know what will happen. */
import type { PlanNode, QueryPlan } from './nodes.ts';
import type { Scalar } from './scalar.ts';

/** One line for each step, the last one first, and the names of the columns. */
export function describePlan(plan: QueryPlan): string {
  const lines: string[] = [];
  for (let node: PlanNode | undefined = plan.root; node !== undefined; node = 'input' in node ? node.input : undefined)
    lines.push(describeNode(node));
  const legend = plan.columns.map(({ id, name, type }) => `${id} = ${JSON.stringify(name)} (${type})`);
  return [
    'Steps, last one first:',
    ...lines.map((line) => `  ${line}`),
    'Columns:',
    ...legend.map((line) => `  ${line}`),
  ].join('\n');
}

function describeNode(node: PlanNode): string {
  const describe = describers[node.kind] as (node: PlanNode) => string;
  return `${node.kind} ${describe(node)}`.trimEnd();
}

const describers: { readonly [K in PlanNode['kind']]: (node: Extract<PlanNode, { readonly kind: K }>) => string } = {
  scan: ({ range }) =>
    range === undefined
      ? 'all messages'
      : `${new Date(range.from).toISOString()} to ${new Date(range.to).toISOString()}`,
  materialized: ({ name }) => name,
  table: ({ columns }) => `computed: ${columns.map(({ id }) => id).join(', ')}`,
  extend: ({ columns }) => columns.map(({ id, value }) => `${id} := ${describeScalar(value)}`).join(', '),
  filter: ({ condition }) => describeScalar(condition),
  explode: ({ source, outputs }) =>
    outputs
      .map(({ id, pattern }) => `${id} from each ${JSON.stringify(pattern)} in ${describeScalar(source)}`)
      .join(', '),
  aggregate: ({ keys, aggregations }) =>
    `${aggregations.map(({ id, function: name, args }) => `${id} := ${name}(${args.map(describeScalar).join(', ')})`).join(', ')} by ${keys.map(({ id, value }) => `${id} := ${describeScalar(value)}`).join(', ')}`,
  sort: ({ keys }) =>
    keys.map(({ value, ascending }) => `${describeScalar(value)} ${ascending ? 'asc' : 'desc'}`).join(', '),
  limit: ({ count }) => String(count),
  window: ({ columns, partition }) =>
    `${columns.map(({ id, function: name, value }) => `${id} := ${name}(${describeScalar(value)})`).join(', ')} by ${partition.join(', ')}`,
  join: ({ mode, on }) => `${mode} on ${on.map(({ left, right }) => `${left} = ${right}`).join(' and ')}`,
  semiJoin: ({ on }) => on.map(({ left, right }) => `${left} = ${right}`).join(' and '),
  shared: ({ columns }) => columns.join(', '),
  lookup: ({ on, columns }) =>
    `${columns.join(', ')} where ${on.map(({ left, right }) => `${describeScalar(left)} = ${right}`).join(', ')}`,
  fill: ({ generators }) => generators.map(({ column, values }) => `${column} from ${values.kind}`).join(', '),
};

function describeScalar(scalar: Scalar): string {
  if (scalar.kind === 'column') return scalar.id;
  if (scalar.kind === 'constant') return JSON.stringify(scalar.value);
  return `${scalar.function}(${scalar.args.map(describeScalar).join(', ')})`;
}
