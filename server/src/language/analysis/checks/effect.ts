import { findOperator } from '../../catalog/catalog.ts';
import { diagnostic } from '../../diagnostics/codes.ts';
import { sameField } from '../../syntax/fieldNames.ts';
import type { StageKind } from '../../syntax/nodes.ts';
import { makesAggregates } from '../stageFields.ts';
import type { QueryCheck } from './context.ts';

const orders: ReadonlySet<StageKind> = new Set(['sort', 'top', 'countFrequent']);

/** Stages that leave the rows as they are. */
export const checkEffect: QueryCheck = ({ analyzed }) => {
  const all = analyzed.stages;
  return all.flatMap(({ stage, uses }, index) => {
    const next = all[index + 1]?.stage;
    const orderMatters =
      next?.kind === 'aggregateStage' &&
      next.aggregates.some((call) => ['first', 'last'].includes(call.name.toLowerCase()));
    // Groups come in the order they are first seen, so a grouping loses the order only when a later stage gives another.
    const orderLost =
      next?.kind === 'aggregateStage' &&
      (next.groupBy.length === 0 || all.slice(index + 2).some((later) => orders.has(later.stage.kind)));
    if (stage.kind === 'sort' && orderLost && !orderMatters)
      return [diagnostic('stage.no-effect', stage.range, 'The next stage groups, so this order is lost.')];
    // Sorting keeps the order of equal rows, so only a sort by the same fields and more makes the first one idle.
    const sortedAgain =
      stage.kind === 'sort' &&
      next?.kind === 'sort' &&
      stage.keys.length > 0 &&
      stage.keys.every(({ field }) => next.keys.some((key) => sameField(key.field.name, field.name)));
    if (sortedAgain) return [diagnostic('stage.no-effect', stage.range, 'The next stage sorts again.')];
    if (all[index - 1]?.stage.kind === 'save' && stage.kind !== 'compose')
      return [diagnostic('stage.no-effect', stage.range, 'Nothing runs after `save`.')];
    const constant = stage.kind === 'expression' && stage.alias === undefined && uses.defines.length === 0;
    return constant && stage.expression.kind !== 'template'
      ? [diagnostic('stage.no-effect', stage.range, 'Without `as` and a name this changes nothing.')]
      : [];
  });
};

/** What dashboards of the hosted product do not take (language.md 7.3). */
export const checkRestrictions: QueryCheck = ({ text, analyzed }) => {
  let aggregated = false;
  return analyzed.stages.flatMap(({ stage }) => {
    const before = aggregated;
    aggregated ||= makesAggregates(stage);
    const name = text.slice(stage.keywordRange.start, stage.keywordRange.end).replace(/\s+/g, ' ');
    const restriction = findOperator(name)?.restrictions?.dashboard;
    if (restriction === 'never')
      return [
        diagnostic(
          'restriction.dashboard',
          stage.keywordRange,
          `Dashboards of the hosted product do not take \`${name}\`.`,
        ),
      ];
    return restriction === 'afterAggregation' && !before
      ? [
          diagnostic(
            'restriction.dashboard',
            stage.keywordRange,
            `Dashboards of the hosted product take \`${name}\` only after an aggregation.`,
          ),
        ]
      : [];
  });
};
