/**
 * The typed syntax tree of a query. Every node carries the range of the text it was read from.
 * Nodes say what was written; what it means (fields, types, defaults) is the business of `analysis/`.
 */
export type * from './analyticsStages.ts';
export type * from './expressions.ts';
export type * from './literals.ts';
export type * from './parsingStages.ts';
export type * from './pipelines.ts';
export type * from './rowStages.ts';
export type * from './scopeTerms.ts';
export type * from './seriesStages.ts';
