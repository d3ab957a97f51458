import type { FunctionRecord } from '../records.ts';
import { define, required } from './define.ts';

/** Questions to lookup tables. */
export const lookupFunctions: readonly FunctionRecord[] = [
  define({
    names: ['lookupContains'],
    parameters: [
      required('table', 'text', 'Where the table is: `path://` and the path in quotes.'),
      required('match', 'boolean', '`field=column`; more pairs follow after `and`.'),
    ],
    syntax: 'lookupContains(path://"<table>", <field>=<column> [and <field>=<column> …])',
    returns: 'boolean',
    summary: 'True when a lookup table has a row with the given values.',
    documentation:
      'The field of the event stands on the left of `=`, the column of the table on the right; with several pairs joined by `and` all have to be equal in one row. Texts are compared without regard to case. May stand in `where`, with `!` in front for rows that are not in the table. A table that cannot be found has no rows: the result is false, with a warning.',
    nulls: 'Null is in no table and gives false.',
    examples: [
      {
        pipeline: 'where !lookupContains(path://"/Library/Users/me@example.com/suppressed", recipient=email)',
        input: [{ recipient: null }],
        output: [{ recipient: null }],
      },
    ],
  }),
];
