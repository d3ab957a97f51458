/** All scalar functions that can be run, keyed by catalogue id. */
import { conditionalFunctions } from './conditional.ts';
import { encodingFunctions } from './encoding.ts';
import type { FunctionTable } from './functionPlanner.ts';
import { lookupFunctions } from './lookupContains.ts';
import { mathFunctions } from './math.ts';
import { networkFunctions } from './network.ts';
import { textFunctions } from './text.ts';
import { timeFunctions } from './time.ts';

export const functionPlanners: FunctionTable = {
  ...conditionalFunctions,
  ...textFunctions,
  ...mathFunctions,
  ...timeFunctions,
  ...encodingFunctions,
  ...networkFunctions,
  ...lookupFunctions,
};
