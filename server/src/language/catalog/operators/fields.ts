import type { OperatorRecord } from '../records.ts';

/** Operators about fields themselves (language.md 3.3). */
export const fieldOperators: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'fields',
    names: ['fields'],
    rule: 'fields',
    phase: 'any',
    keywords: [],
    summary: 'Keeps the listed fields in that order, or with `-` drops them.',
    syntax: 'fields [-] <field> [, …]',
    documentation:
      'The order of the list is the order of the columns. A minus in front counts for the whole list: `fields - a, b` drops both. ' +
      'On messages the fields that begin with `_`, such as `_raw` and `_sourceCategory`, stay unless a list with minus names them. A field may stand in the list once; names that do not exist are ignored.',
    nulls: 'Values are not looked at; a field that is null everywhere still makes a column.',
    examples: [
      {
        pipeline: 'count by sender, type | fields type, _count',
        input: [
          { sender: 'ann', type: 'Bounce' },
          { sender: 'ann', type: 'Bounce' },
        ],
        output: [{ type: 'Bounce', _count: 2 }],
      },
      {
        pipeline: 'count by sender, type | fields - _count, type',
        input: [{ sender: 'ann', type: 'Bounce' }],
        output: [{ sender: 'ann' }],
      },
    ],
    snippet: 'fields ${1:field}',
  },
  {
    kind: 'operator',
    id: 'withtime',
    names: ['withtime'],
    rule: 'withtime',
    phase: 'messages',
    keywords: [],
    outputs: ['<field>_withtime'],
    summary: 'Joins a field with the time of its message, for `most_recent` and `least_recent`.',
    syntax: 'withtime <field>',
    documentation:
      'Adds `<field>_withtime`, a small JSON object with the value and `_messageTime` in milliseconds. Give that field to `most_recent` or `least_recent` after the grouping to get the newest or the oldest value of each group, whatever order the rows have.',
    nulls: 'A null value is joined with its time like any other.',
    examples: [
      {
        pipeline: 'withtime status | most_recent(status_withtime) as status by id',
        input: [
          { _messageTime: 1500534002000, id: '7', status: 'delivered' },
          { _messageTime: 1500534001000, id: '7', status: 'sent' },
        ],
        output: [{ id: '7', status: 'delivered' }],
      },
      {
        pipeline: 'withtime status | least_recent(status_withtime) by id',
        input: [
          { _messageTime: 1500534002000, id: '7', status: 'delivered' },
          { _messageTime: 1500534001000, id: '7', status: 'sent' },
        ],
        output: [{ id: '7', _leastrecent: 'sent' }],
      },
    ],
    snippet: 'withtime ${1:field}',
  },
];
