import type { OperatorRecord } from '../records.ts';
import { analytics } from './analytics.ts';
import { delimited } from './delimited.ts';
import { enrichment } from './enrichment.ts';
import { fieldOperators } from './fields.ts';
import { filtering } from './filtering.ts';
import { formats } from './formats.ts';
import { grouping } from './grouping.ts';
import { joining } from './joining.ts';
import { ordering } from './ordering.ts';
import { parsing } from './parsing.ts';
import { patterns } from './patterns.ts';
import { seriesOperators } from './series.ts';
import { timeOperators } from './time.ts';
import { transactions } from './transactions.ts';

/** Every stage operator, one record each. Order is the order of the reference. */
export const operators: readonly OperatorRecord[] = [
  ...parsing,
  ...formats,
  ...delimited,
  ...filtering,
  ...fieldOperators,
  ...grouping,
  ...ordering,
  ...seriesOperators,
  ...timeOperators,
  ...enrichment,
  ...analytics,
  ...patterns,
  ...joining,
  ...transactions,
];
