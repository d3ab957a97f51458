import type { Example, OperatorRecord } from '../records.ts';

const never = { dashboard: 'never' } as const;

const outputs: readonly string[] = [
  '_signature_id',
  'signature',
  '_count',
  'relevance',
  '_schema',
  '_cluster_id',
  '_signature',
];

const twoKinds: Example['input'] = [
  { _raw: 'Error reading block 17' },
  { _raw: 'Error reading block 42' },
  { _raw: 'Server started' },
];

const grouped: Example['output'] = [
  { signature: 'Error reading block *', _count: 2 },
  { signature: 'Server started', _count: 1 },
];

/** Operators that group messages by the pattern of their text (language.md 3.8). */
export const patterns: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'logreduce',
    names: ['logreduce'],
    rule: 'logreduce',
    phase: 'aggregates',
    keywords: ['field', 'by', 'limit', 'criteria', 'mostcommon', 'leastcommon', 'optimize', 'keys', 'values', 'on'],
    outputs,
    summary: 'Groups messages that differ in numbers and names only.',
    syntax:
      'logreduce [field=<field>] [by <field> [, …]] [limit=<n>] [, criteria=mostcommon|leastcommon] [optimize], or logreduce keys [field=<field>], or logreduce values on <field> [, …]',
    documentation:
      'Gives a row for each pattern with its text in `signature`, where `*` stands for what changes, and the number of messages in `_count`. `field=` looks at a field and not at the whole message (`logreduce(field)` means the same), `by` makes patterns for each group, `limit` keeps that many, and `criteria` says whether the `mostcommon` or the `leastcommon` come first. `optimize` changes nothing here. ' +
      '`logreduce keys` groups by the keys of JSON messages (`_schema`), `logreduce values on` by the values of fields (`_signature`). The patterns are found by a method of our own and may differ from those of the hosted product.',
    nulls: 'Messages without a value in the field are left out.',
    restrictions: never,
    examples: [
      { pipeline: 'logreduce | sort by _count', input: twoKinds, output: grouped },
      {
        pipeline: 'logreduce criteria=mostcommon limit=1 | fields _count',
        input: twoKinds,
        output: [{ _count: 2 }],
      },
      {
        pipeline: 'logreduce field=text by host | sort by host asc | fields host, _count',
        input: [
          { host: 'a', text: 'took 12 ms' },
          { host: 'a', text: 'took 40 ms' },
          { host: 'b', text: 'took 7 ms' },
        ],
        output: [
          { host: 'a', _count: 2 },
          { host: 'b', _count: 1 },
        ],
      },
    ],
    snippet: 'logreduce',
  },
  {
    kind: 'operator',
    id: 'summarize',
    names: ['summarize'],
    rule: 'logreduce',
    phase: 'aggregates',
    keywords: ['field', 'by', 'limit', 'criteria', 'mostcommon', 'leastcommon', 'optimize'],
    outputs,
    summary: 'The former name of `logreduce`.',
    syntax: 'summarize [field=<field>] [by <field> [, …]] [limit=<n>] [, criteria=mostcommon|leastcommon] [optimize]',
    documentation:
      'Does what `logreduce` does and takes its options `field`, `by`, `limit`, `criteria` with `mostcommon` or `leastcommon`, and `optimize`.',
    nulls: 'Messages without a value in the field are left out.',
    deprecated: 'Use `logreduce`.',
    restrictions: never,
    examples: [{ pipeline: 'summarize | sort by _count', input: twoKinds, output: grouped }],
    snippet: 'summarize',
  },
  {
    kind: 'operator',
    id: 'details',
    names: ['details'],
    rule: 'opaque',
    phase: 'any',
    keywords: [],
    summary: 'Accepted for queries that have it; a link of the hosted product writes it.',
    syntax: 'details <signature>',
    documentation:
      'The hosted product adds it to a query when someone clicks on a pattern of `logreduce`; its numbers mean nothing elsewhere. It is accepted for queries that have it, and the rows pass unchanged.',
    nulls: 'Values are not looked at.',
    restrictions: never,
    examples: [
      {
        pipeline: 'logreduce | details 7 | count',
        input: [{ _raw: 'Error reading block 17' }, { _raw: 'Error reading block 42' }],
        output: [{ _count: 1 }],
      },
    ],
    snippet: 'details ${1:signature}',
  },
  {
    kind: 'operator',
    id: 'logcompare',
    names: ['logcompare'],
    rule: 'logcompare',
    phase: 'aggregates',
    keywords: ['timeshift', 'baseline'],
    outputs: ['_signature_id', 'signature', '_count', '_deltaPercentage', '_anomalyScore', '_isNew'],
    summary: 'Compares the patterns of messages with those of an earlier time.',
    syntax: 'logcompare timeshift -<period> [baseline (<scope>)]',
    documentation:
      'Groups the messages like `logreduce`, does the same for the range moved back by `timeshift`, and sets the two side by side. `_count` is the number now, 0 for a pattern that is gone; `_isNew` tells patterns that were not there before. ' +
      "`_deltaPercentage` is the change of the pattern's share, (now - before) / before, and `_anomalyScore` says how much it weighs. `baseline (…)` compares with another search; with `timeshift -0s` in the same range.",
    nulls: 'A pattern that is new has no earlier share to divide by, so `_deltaPercentage` is Infinity.',
    restrictions: never,
    examples: [
      {
        pipeline: 'logcompare timeshift -24h | where _isNew | sort by _count | fields signature, _count',
        input: twoKinds,
        output: grouped,
      },
    ],
    snippet: 'logcompare timeshift -${1:24h}',
  },
];
