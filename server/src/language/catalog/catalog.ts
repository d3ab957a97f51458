import { aggregates, laterAggregates } from './aggregates.ts';
import { functions, laterFunctions } from './functions.ts';
import { laterOperators, operators } from './operators.ts';
import type { AggregateRecord, FunctionRecord, OperatorRecord } from './records.ts';

/** Everything the language has, one record each; parser, completion, highlighting and reference derive from it. */
export const catalog = { operators, functions, aggregates } as const;

function byName<R extends { readonly names: readonly string[] }>(records: readonly R[]): ReadonlyMap<string, R> {
  return new Map(records.flatMap((record) => record.names.map((name) => [name.toLowerCase(), record] as const)));
}

const operatorsByName = byName(operators);
const functionsByName = byName(functions);
const aggregatesByName = byName(aggregates);
const later = new Set([...laterOperators, ...laterFunctions, ...laterAggregates].map((name) => name.toLowerCase()));

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

/** True for names of the dialect that this version recognises but cannot read or run. */
export function isKnownLater(name: string): boolean {
  return later.has(name.toLowerCase());
}

/** True for an operator of the dialect that cannot be read yet. */
export function isLaterOperator(name: string): boolean {
  return laterOperators.includes(name.toLowerCase());
}

/** True for a known aggregate, whether or not it can be used yet. */
export function isAggregateName(name: string): boolean {
  const folded = name.toLowerCase();
  return aggregatesByName.has(folded) || laterAggregates.includes(folded);
}
