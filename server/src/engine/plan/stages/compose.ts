/** `compose` outside of a subquery; inside, `subquery.ts` reads it. */
import type { ComposeStage } from '../../../language/index.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planCompose: StagePlanner<ComposeStage> = (stage, rows, planner) => {
  planner.invalid(
    'compose.misplaced',
    'compose ends a subquery: [subquery: … | compose field]. Remove it here.',
    stage.keywordRange,
  );
  return rows;
};
