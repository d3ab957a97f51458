import type { NestedPipeline, ScopeNode, Stage, Subquery } from '../syntax/nodes.ts';
import { expressionsOf, walkExpression } from '../syntax/walk.ts';
import { analyzeQuery, analyzeStages, type AnalyzedQuery, type AnalyzedStage } from './analyze.ts';

/** Every stage of a query with its fields: its own, and those of the pipelines and subqueries inside it. */
export function allStages(analyzed: AnalyzedQuery): readonly AnalyzedStage[] {
  const result: AnalyzedStage[] = subqueriesOfScope(analyzed.query.scope).flatMap(subqueryStages);
  for (const stage of analyzed.stages) {
    result.push(stage);
    for (const pipeline of pipelinesOf(stage.stage))
      result.push(...nested(analyzeStages(pipeline.stages, stage.before)));
    for (const subquery of subqueriesOfStage(stage.stage)) result.push(...subqueryStages(subquery));
  }
  return result;
}

function nested(stages: readonly AnalyzedStage[]): readonly AnalyzedStage[] {
  return stages.flatMap((stage) => [
    stage,
    ...pipelinesOf(stage.stage).flatMap((pipeline) => nested(analyzeStages(pipeline.stages, stage.before))),
  ]);
}

function subqueryStages(subquery: Subquery): readonly AnalyzedStage[] {
  const { scope, stages, range } = subquery.pipeline;
  return allStages(analyzeQuery({ kind: 'query', scope, scopeRange: range, stages, range }));
}

/** The pipelines in brackets of a stage. */
export function pipelinesOf(stage: Stage): readonly NestedPipeline[] {
  if (stage.kind === 'filter') return [stage.pipeline];
  if (stage.kind === 'join') return stage.tables.map((table) => table.pipeline);
  return stage.kind === 'transactionize' && stage.pipeline !== undefined ? [stage.pipeline] : [];
}

function subqueriesOfStage(stage: Stage): readonly Subquery[] {
  const found: Subquery[] = [];
  for (const expression of expressionsOf(stage)) {
    walkExpression(expression, (node) => {
      if (node.kind === 'subquery') found.push(node);
    });
  }
  return found;
}

function subqueriesOfScope(scope: ScopeNode | undefined): readonly Subquery[] {
  switch (scope?.kind) {
    case 'subquery':
      return [scope];
    case 'scopeNot':
      return subqueriesOfScope(scope.operand);
    case 'scopeAnd':
    case 'scopeOr':
      return scope.operands.flatMap(subqueriesOfScope);
    default:
      return [];
  }
}
