import type { ExampleRow, OperatorRecord } from '../records.ts';

const notification = (type: string, source: string): ExampleRow => ({
  _raw: `{"notificationType":"${type}","mail":{"source":"${source}"}}`,
});

/** Operators that bring the rows of two pipelines together (language.md 3.8, 3.9). */
export const joining: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'join',
    names: ['join'],
    rule: 'join',
    phase: 'any',
    keywords: ['as', 'on', 'and', 'timewindow'],
    nestedPipelines: true,
    summary: 'Runs the rows through two or more pipelines and puts the results together.',
    syntax:
      'join (<pipeline>) as <table>, (<pipeline>) as <table> [, …] on <table>.<field> = <table>.<field> [and …] [timewindow <period>]',
    documentation:
      'Every pipeline in brackets gets all rows and makes a table with the name after `as`; a scope in the brackets is ignored. `on` says which fields must be equal; more pairs follow after `and`. Rows without a partner are left out. ' +
      'Later stages find the fields as `<table>_<field>`: `t1.id` becomes `t1_id`. `timewindow 10m` joins only messages that are at most that far apart.',
    nulls: 'Null equals nothing, so rows with null in a joined field are left out.',
    limits: 'At most 50,000 rows in a table and 10 million rows in the result.',
    restrictions: { dashboard: 'afterAggregation', live: 'never' },
    examples: [
      {
        pipeline:
          'join (parse "starting stream from *" as stream) as t1, (parse "starting search * from parent stream *" as search, parent) as t2 on t1.stream = t2.parent | fields t1_stream, t2_search',
        input: [
          { _raw: 'starting stream from stream-1' },
          { _raw: 'starting stream from stream-2' },
          { _raw: 'starting search search-7 from parent stream stream-1' },
        ],
        output: [{ t1_stream: 'stream-1', t2_search: 'search-7' }],
      },
      {
        pipeline:
          'join (where type = "Bounce" | count by domain) as bounced, (count by domain) as sent on bounced.domain = sent.domain | bounced__count / sent__count as rate | fields sent_domain, rate',
        input: [
          { domain: 'a.com', type: 'Bounce' },
          { domain: 'a.com', type: 'Delivery' },
          { domain: 'b.com', type: 'Delivery' },
        ],
        output: [{ sent_domain: 'a.com', rate: 0.5 }],
      },
    ],
    snippet:
      'join (${1:where type = "Bounce"}) as ${2:t1}, (${3:where type = "Delivery"}) as ${4:t2} on $2.${5:id} = $4.$5',
  },
  {
    kind: 'operator',
    id: 'compose',
    names: ['compose'],
    rule: 'compose',
    phase: 'any',
    keywords: ['by', 'maxresults', 'keywords'],
    summary: 'Ends a subquery and turns its rows into a condition.',
    syntax: '[subquery: <scope> | … | compose [by] <field> [, …] [maxresults=<n>] [keywords]]',
    documentation:
      'A subquery runs first. Each of its rows becomes `(field1="…" AND field2="…")`, and the rows are joined with OR; the whole stands where the brackets are, in the scope or in a `where`. With `keywords` only the values are searched for, which is for the scope. `maxresults` says how many rows count, 2,500 unless given. ' +
      'Without a row the condition is false. The word `by` before the fields changes nothing; `from=(…)` and `to=(…)` after `subquery` give it a time range of its own.',
    nulls: 'Null matches nothing.',
    limits: '`maxresults` may be at most 10,000.',
    restrictions: { live: 'never' },
    examples: [
      {
        pipeline:
          'json "notificationType", "mail.source" as type, source | where [subquery: Bounce | json "mail.source" as source | compose source] | fields type, source',
        input: [
          notification('Bounce', 'ann@example.com'),
          notification('Delivery', 'ann@example.com'),
          notification('Delivery', 'bob@example.com'),
        ],
        output: [
          { type: 'Bounce', source: 'ann@example.com' },
          { type: 'Delivery', source: 'ann@example.com' },
        ],
      },
      {
        pipeline:
          'json "mail.source" as source | where ![subquery: Bounce | json "mail.source" as source | count by source | compose source maxresults=100] | fields source',
        input: [
          notification('Bounce', 'ann@example.com'),
          notification('Delivery', 'ann@example.com'),
          notification('Delivery', 'bob@example.com'),
        ],
        output: [{ source: 'bob@example.com' }],
      },
    ],
    snippet: 'compose ${1:field}',
  },
];
