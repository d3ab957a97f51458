/** `filter`: the rows whose values come out of a pipeline over the same rows. */
import type { FilterStage } from '../../../language/index.ts';
import { pair, share } from './sides.ts';
import type { Sides } from './sides.ts';
import { readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planFilter: StagePlanner<FilterStage> = (stage, rows, planner) => {
  const shared = share(rows);
  const chosen = planner.planStages(stage.pipeline.stages, shared);
  const start: Sides = { left: shared, right: chosen, on: [] };
  const { left, right, on } = stage.fields.reduce(
    (sides, { name }) => pair(sides, readField(sides.left, name), readField(sides.right, name), planner),
    start,
  );
  return { ...left, node: { kind: 'semiJoin', input: left.node, right: right.node, on } };
};
