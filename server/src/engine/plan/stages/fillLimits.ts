/** Keeps the number of combinations that `fillmissing` makes within bounds. */
import type { FillNode, FillValues, PlanNode } from '../nodes.ts';
import type { Planner, RowSet } from '../planner.ts';
import { column } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import type { CellValue } from '../steps.ts';

type Generator = FillNode['generators'][number];

/** More combinations than this are not made. */
const maximumCombinations = 10_000;

/** Generators that make no more combinations than allowed, the longest ones cut off at their ends. */
export function limitCombinations(
  generators: readonly Generator[],
  rows: RowSet,
  planner: Planner,
): readonly Generator[] {
  const counted = generators.map((generator) => countValues(generator, rows, planner));
  let combinations = counted.reduce((product, { count }) => product * Math.max(1, count), 1);
  if (combinations <= maximumCombinations) return generators;
  planner.notice(
    'fillmissing.too-many',
    `fillmissing makes at most ${maximumCombinations.toLocaleString('en-US')} combinations; these would be more, so the last ones were left out.`,
  );
  const limited = [...counted];
  const longestFirst = [...counted.keys()].sort((a, b) => (counted[b]?.count ?? 0) - (counted[a]?.count ?? 0));
  for (const index of longestFirst) {
    const each = counted[index];
    if (each === undefined || combinations <= maximumCombinations) break;
    const others = combinations / Math.max(1, each.count);
    const count = Math.max(1, Math.floor(maximumCombinations / others));
    limited[index] = { ...each, count, generator: { ...each.generator, values: firstValues(each, count) } };
    combinations = others * count;
  }
  return limited.map(({ generator }) => generator);
}

interface Counted {
  readonly generator: Generator;
  readonly count: number;
  /** The values of a column that had to be read to count them. */
  readonly read: readonly CellValue[];
}

function countValues(generator: Generator, rows: RowSet, planner: Planner): Counted {
  const { values } = generator;
  if (values.kind === 'listed') return { generator, count: values.values.length, read: [] };
  if (values.kind === 'series')
    return { generator, count: Math.max(0, Math.ceil((values.end - values.start) / values.step)), read: [] };
  const id = planner.newColumn();
  const keys = [{ id, value: column(generator.column, generator.type) }];
  const distinct: PlanNode = { kind: 'aggregate', input: rows.node, keys, aggregations: [] };
  const read = planner
    .read({ kind: 'limit', input: distinct, count: maximumCombinations + 1 }, [{ id, type: generator.type }])
    .map(([value = null]) => value);
  return { generator, count: read.length, read };
}

function firstValues({ generator: { values, type }, read }: Counted, count: number): FillValues {
  if (values.kind === 'series') return { ...values, end: values.start + count * values.step };
  if (values.kind === 'listed') return { ...values, values: values.values.slice(0, count) };
  const constants = read
    .slice(0, count)
    .map((value): Scalar => ({ kind: 'constant', value: typeof value === 'bigint' ? Number(value) : value, type }));
  return { kind: 'listed', values: constants };
}
