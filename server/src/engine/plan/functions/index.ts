/** All scalar functions that can be run, keyed by catalogue id. */
import { conditionalFunctions } from './conditional.ts';
import type { FunctionTable } from './functionPlanner.ts';
import { mathFunctions } from './math.ts';
import { textFunctions } from './text.ts';
import { timeFunctions } from './time.ts';

export const functionPlanners: FunctionTable = {
  ...conditionalFunctions,
  ...textFunctions,
  ...mathFunctions,
  ...timeFunctions,
};
