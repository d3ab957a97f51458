import type { OperatorRecord } from '../records.ts';

const request = '[log] {perf.response_time_ms=129, serviceinfo.IP=10.211.77.111, request.country=US}';

/** Operators that cut text at delimiters (language.md 3.1). */
export const delimited: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'csv',
    names: ['csv'],
    rule: 'csv',
    phase: 'any',
    keywords: ['escape', 'quote', 'extract', 'as'],
    summary: 'Takes columns out of comma-separated text.',
    syntax: "csv <field> [escape='<c>'] [quote='<c>'] extract <n> as <field> [, …]",
    documentation:
      'Columns count from 1. After `extract` write numbers with `as`, or only names for the columns in their order; `_` skips one, and both ways may be mixed. ' +
      "The separator is always a comma; for others use `split`. `quote='…'` sets the quoting character (`\"` unless given) and `escape='…'` the one that takes the meaning from the next (`\\` unless given). Quotes around a value go away, and commas inside them are data. " +
      'The field must be named: write `_raw` for the message. There is no `nodrop`; rows with fewer columns stay.',
    nulls: 'Columns that a row does not have are null, all of them when the source is null.',
    examples: [
      {
        pipeline: 'csv _raw extract 1 as user, 2 as ids, 3 as name',
        input: [{ _raw: 'alice,"1,2",Bob' }],
        output: [{ user: 'alice', ids: '1,2', name: 'Bob' }],
      },
      {
        pipeline: 'csv line extract a, _, c, d',
        input: [{ line: 'x,y,z' }],
        output: [{ a: 'x', c: 'z', d: null }],
      },
      {
        pipeline: "csv line quote=''' extract 1 as a, 2 as b",
        input: [{ line: "'x,y',z" }],
        output: [{ a: 'x,y', b: 'z' }],
      },
    ],
    snippet: 'csv ${1:_raw} extract ${2:1} as ${3:field}',
  },
  {
    kind: 'operator',
    id: 'split',
    names: ['split'],
    rule: 'split',
    phase: 'any',
    keywords: ['delim', 'escape', 'quote', 'extract', 'as'],
    summary: 'Takes parts out of text that a character of your choice separates.',
    syntax: "split <field> [delim='<c>'] [escape='<c>'] [quote='<c>'] extract <n> as <field> [, …]",
    documentation:
      "`delim='…'` is one character in single quotes, a comma unless given; type a tab as it is. Parts count from 1. After `extract` write numbers with `as`, or only names; a name without a number takes the part after the one before it, and `_` skips one. " +
      "`quote='…'` (`\"` unless given) keeps separators inside quotes together, and `escape='…'` (`\\` unless given) takes the meaning from the next character. There is no `nodrop`; rows with fewer parts stay.",
    nulls: 'Parts that a row does not have are null, all of them when the source is null.',
    examples: [
      {
        pipeline: "split recipient delim='@' extract 1 as name, 2 as domain",
        input: [{ recipient: 'ann@example.com' }],
        output: [{ name: 'ann', domain: 'example.com' }],
      },
      {
        pipeline: 'split line extract A, B, 5 as E, F',
        input: [{ line: '1,2,3,4,5,6' }],
        output: [{ A: '1', B: '2', E: '5', F: '6' }],
      },
      {
        pipeline: "split line delim=':' extract user, account, text",
        input: [{ line: 'ann:A01:"done: all sent"' }],
        output: [{ user: 'ann', account: 'A01', text: 'done: all sent' }],
      },
    ],
    snippet: "split ${1:field} delim='${2:,}' extract ${3:1} as ${4:part}",
  },
  {
    kind: 'operator',
    id: 'keyvalue',
    names: ['keyvalue', 'kv'],
    rule: 'keyvalue',
    phase: 'any',
    keywords: ['auto', 'infer', 'regex', 'keys', 'field', 'delim', 'as', 'refonly', 'nodrop'],
    summary: 'Takes the values of keys such as `status=200` out of text.',
    syntax:
      'keyvalue [infer | regex "<expression>"] [field=<field>] [keys] "<key>" [, …] [as <field> [, …]] [nodrop], or keyvalue auto [delim "<separator>"] [field=<field>] [keys "<key>" [, …] [as <field> [, …]]] [refonly] [nodrop]',
    documentation:
      'Name the keys in quotes; `infer`, the usual way, finds a key followed by `=`, `:` or `->` and reads its value, quoted or not. The words `infer` and `keys` may be left out. ' +
      '`regex` gives an expression of your own: with two groups the first is the key and the second the value; with one group the value is its nearest match after the key. ' +
      '`auto` takes every pair it finds, the last one when a key comes twice; `delim ":"` says which separator counts, and `refonly` keeps only the keys the query mentions. `field=` reads another field than the message. ' +
      'Without `as` the field has the name of the key with `_` for everything but letters and digits. Rows that lack a key are dropped unless `nodrop` is given.',
    nulls: 'With `nodrop` a missing key gives null; a source that is null has no keys.',
    limits: '`auto` takes at most 100 pairs.',
    examples: [
      {
        pipeline: 'keyvalue "status", "path"',
        input: [{ _raw: 'status=200 method=GET path="/a b"' }, { _raw: 'status=200 method=GET' }],
        output: [{ status: '200', path: '/a b' }],
      },
      {
        pipeline: 'kv infer keys "status" as code nodrop',
        input: [{ _raw: 'method=GET status=404' }, { _raw: 'method=GET' }],
        output: [{ code: '404' }, { code: null }],
      },
      {
        pipeline: 'keyvalue regex "=(.*?)," "serviceinfo.IP"',
        input: [{ _raw: request }],
        output: [{ serviceinfo_IP: '10.211.77.111' }],
      },
      {
        pipeline: 'keyvalue regex "\\s(.*?)=(.*?)," keys "serviceinfo.IP" as ip',
        input: [{ _raw: request }],
        output: [{ ip: '10.211.77.111' }],
      },
      {
        pipeline: 'kv auto | fields a, b',
        input: [{ _raw: 'a=1 b=2 a=3' }],
        output: [{ a: '3', b: '2' }],
      },
    ],
    snippet: 'keyvalue "${1:key}" as ${2:field} nodrop',
  },
];
