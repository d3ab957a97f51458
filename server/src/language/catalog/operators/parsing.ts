import type { OperatorRecord } from '../records.ts';

/** Operators that take fields out of free text by patterns (language.md 3.1). */
export const parsing: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'parse',
    names: ['parse', 'parse anchor'],
    rule: 'parseAnchor',
    phase: 'any',
    keywords: ['field', 'as', 'nodrop'],
    summary: 'Takes fields out of text by fixed words around wildcards; every `*` fills one field.',
    syntax: 'parse [field=<field>] "<text * text>" as <field> [, …] [, "<text * text>" as <field> …] [nodrop]',
    documentation:
      'Each `*` takes the shortest text up to the next fixed part; a `*` at the end takes everything that is left, and one at the start begins at the first character. There must be as many names after `as` as there are stars. ' +
      'Without `field=` the whole message is searched. Upper and lower case make no difference here; use `parse regex` where they should. `\\n`, `\\t` and `\\"` may stand in the pattern, a literal star may not. ' +
      'Rows without a match are dropped unless `nodrop` is given. With `nodrop` a field that had a value before keeps it, so several `parse … nodrop` can fill one field. ' +
      'A `parse` without `nodrop` spares the rows that an earlier `parse … nodrop` on the same source has matched.',
    nulls: 'A source that is null does not match: the row is dropped, or kept as it was with `nodrop`.',
    examples: [
      {
        pipeline: 'parse "User=*:" as email | parse field=email "*@*" as name, domain',
        input: [{ _raw: 'Aug 2 04:06:08: host=10.1.1.124: User=jsmith@demo.com: severity=warning: down' }],
        output: [{ email: 'jsmith@demo.com', name: 'jsmith', domain: 'demo.com' }],
      },
      {
        pipeline: 'parse field=arn ":assumed-role/*" as user nodrop | parse field=arn ":user/*" as user nodrop',
        input: [
          { arn: 'arn:aws:sts::123456789012:assumed-role/deploy' },
          { arn: 'arn:aws:iam::123456789012:user/ann' },
        ],
        output: [{ user: 'deploy' }, { user: 'ann' }],
      },
      {
        pipeline: 'parse "user=*," as user, "status=*," as status',
        input: [{ _raw: 'user=ann, status=ok, end' }, { _raw: 'user=bob, end' }],
        output: [{ user: 'ann', status: 'ok' }],
      },
      {
        pipeline: 'parse "a=*," as f1 nodrop | parse "b=*," as f2',
        input: [{ _raw: 'a=1,' }, { _raw: 'b=2,' }, { _raw: 'c=3,' }],
        output: [
          { f1: '1', f2: null },
          { f1: null, f2: '2' },
        ],
      },
    ],
    snippet: 'parse "${1:start*end}" as ${2:field}',
  },
  {
    kind: 'operator',
    id: 'parseregex',
    names: ['parse regex', 'extract'],
    rule: 'parseRegex',
    phase: 'any',
    keywords: ['field', 'regex', 'multi', 'nodrop'],
    summary: 'Takes fields out of text with a regular expression; every named group fills the field of its name.',
    syntax: 'parse regex [field=<field>] "…(?<name>…)…" [, [regex] "…"] [multi] [nodrop]',
    documentation:
      'Write `(?<name>…)` for every field; at least one is needed, and groups without a name are ignored. The first match anywhere in the text counts, and case matters unless the expression has `(?i)`. A `.` does not reach over line ends unless the expression has `(?s)`; look-around is possible. ' +
      'With `multi` every match makes a row of its own, so counting afterwards counts matches, not messages. Further expressions may follow after a comma, with or without the word `regex`. ' +
      'Without `field=` the whole message is searched. Rows without a match are dropped unless `nodrop` is given; then fields keep the value they had. A match overwrites an existing field of the same name.',
    nulls:
      'A source that is null does not match; a group that took no part in a match gives null; `multi nodrop` keeps a row without a match once.',
    examples: [
      {
        pipeline: 'parse regex "list 101 (?<status>accepted|denied) (?<protocol>.*?) "',
        input: [
          { _raw: 'Oct 11 18:20:49: list 101 denied tcp 10.1.2.3 > 10.1.2.4, 1 packet' },
          { _raw: 'Oct 11 18:20:50: list 101 accepted udp 10.1.2.5 > 10.1.2.6, 1 packet' },
        ],
        output: [
          { status: 'denied', protocol: 'tcp' },
          { status: 'accepted', protocol: 'udp' },
        ],
      },
      {
        pipeline: 'parse regex field=recipients "\\"emailAddress\\":\\"(?<email>[^\\"]+)\\"" multi | fields email',
        input: [
          { recipients: '[{"emailAddress":"ann@example.com"},{"emailAddress":"bob@example.com"}]' },
          { recipients: '[]' },
        ],
        output: [{ email: 'ann@example.com' }, { email: 'bob@example.com' }],
      },
      {
        pipeline: 'parse regex "(?<address>\\d+\\.\\d+\\.\\d+\\.\\d+)" multi nodrop | fields address',
        input: [{ _raw: 'from 10.1.2.3 to 10.1.2.4' }, { _raw: 'no address here' }],
        output: [{ address: '10.1.2.3' }, { address: '10.1.2.4' }, { address: null }],
      },
      {
        pipeline: 'extract field=response "(?<response>\\d+)"',
        input: [{ response: 'status 404' }],
        output: [{ response: '404' }],
      },
    ],
    snippet: 'parse regex "${1:(?<field>.*)}"',
  },
];
