import { aggregates } from './aggregates.ts';
import { functions } from './functions/index.ts';
import { operators } from './operators/index.ts';
import type { AggregateRecord, FunctionRecord, OperatorRecord } from './records.ts';

/** Everything the language has, one record each; parser, completion, highlighting and reference derive from it. */
export const catalog = { operators, functions, aggregates } as const;

function byName<R extends { readonly names: readonly string[] }>(records: readonly R[]): ReadonlyMap<string, R> {
  return new Map(records.flatMap((record) => record.names.map((name) => [name.toLowerCase(), record] as const)));
}

const operatorsByName = byName<OperatorRecord>(operators);
const functionsByName = byName<FunctionRecord>(functions);
const aggregatesByName = byName<AggregateRecord>(aggregates);

/** The operator of that spelling (two words with one blank), without regard to case. */
export function findOperator(name: string): OperatorRecord | undefined {
  return operatorsByName.get(name.toLowerCase());
}

/** The scalar function of that spelling, without regard to case. */
export function findFunction(name: string): FunctionRecord | undefined {
  return functionsByName.get(name.toLowerCase());
}

/** The aggregate of that spelling, without regard to case. */
export function findAggregate(name: string): AggregateRecord | undefined {
  return aggregatesByName.get(name.toLowerCase());
}
