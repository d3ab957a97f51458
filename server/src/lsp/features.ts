import { codeActions } from './codeActions.ts';
import { completion } from './completion.ts';
import { customFields } from './customFields.ts';
import { dashboardEdits } from './dashboard.ts';
import { diagnostics } from './diagnostics.ts';
import { drillDown } from './drillDown.ts';
import type { Feature } from './feature.ts';
import { formatting } from './formatting.ts';

/** Everything the server can do; a new feature is one more file and one more line. */
export const features: readonly Feature[] = [
  diagnostics,
  completion,
  codeActions,
  formatting,
  dashboardEdits,
  drillDown,
  customFields,
];
