import type { FunctionRecord } from '../records.ts';
import { castingFunctions } from './casting.ts';
import { conditionalFunctions } from './conditional.ts';
import { dateFunctions } from './dates.ts';
import { encodingFunctions } from './encoding.ts';
import { lookupFunctions } from './lookups.ts';
import { mathFunctions } from './math.ts';
import { networkFunctions } from './network.ts';
import { stringFunctions } from './strings.ts';

/** The scalar functions of expressions. */
export const functions: readonly FunctionRecord[] = [
  ...conditionalFunctions,
  ...castingFunctions,
  ...stringFunctions,
  ...encodingFunctions,
  ...dateFunctions,
  ...mathFunctions,
  ...networkFunctions,
  ...lookupFunctions,
];
