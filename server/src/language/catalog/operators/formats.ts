import type { OperatorRecord } from '../records.ts';

const users = '<users><user id="1"><name>Ann</name></user><user id="2"><name>Bob</name></user></users>';

/** Operators that read JSON and XML (language.md 3.1). */
export const formats: readonly OperatorRecord[] = [
  {
    kind: 'operator',
    id: 'json',
    names: ['json'],
    rule: 'json',
    phase: 'any',
    keywords: ['field', 'as', 'nodrop'],
    summary: 'Takes values out of JSON by their paths. Rows without a path are dropped unless `nodrop` is given.',
    syntax: 'json [field=<field>] "<path>" [, …] [as <field> [, …]] [nodrop]',
    documentation:
      "Paths look like `bounce.bounceType`, `recipients[0].status`, `recipients[*].status` or `['a key with.dots']`; `[*]` gives a JSON array of all values. Keys are case-sensitive. " +
      'Give as many names after `as` as there are paths; without `as` a field is named by its whole path. Values arrive as text, objects and arrays as JSON without blanks. ' +
      'Without `field=` the message is read, and text around the JSON does no harm. One missing path is enough to drop the row. With `nodrop` the row stays, and a field that had a value before keeps it.',
    nulls: 'A JSON `null` and, with `nodrop`, a missing path or text that is not JSON give null.',
    examples: [
      {
        pipeline: 'json "notificationType", "bounce.bounceType" as type, bounceType',
        input: [
          { _raw: '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent"}}' },
          { _raw: '{"notificationType":"Delivery"}' },
        ],
        output: [{ type: 'Bounce', bounceType: 'Permanent' }],
      },
      {
        pipeline: 'json "bounce.bounceType", "notificationtype" as bounceType, wrongCase nodrop',
        input: [
          { _raw: '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent"}}' },
          { _raw: '{"notificationType":"Delivery"}' },
        ],
        output: [
          { bounceType: 'Permanent', wrongCase: null },
          { bounceType: null, wrongCase: null },
        ],
      },
      {
        pipeline: 'json "bouncedRecipients[*].emailAddress", "bouncedRecipients[0].status" as addresses, status',
        input: [
          {
            _raw: '{"bouncedRecipients":[{"emailAddress":"ann@example.com","status":"5.1.1"},{"emailAddress":"bob@example.com"}]}',
          },
        ],
        output: [{ addresses: '["ann@example.com","bob@example.com"]', status: '5.1.1' }],
      },
      {
        pipeline: 'json field=mail "source", "tags"',
        input: [{ mail: '{"source": "ann@example.com", "tags": {"team": ["a", "b"]}}' }],
        output: [{ source: 'ann@example.com', tags: '{"team":["a","b"]}' }],
      },
    ],
    snippet: 'json "${1:path}" as ${2:field} nodrop',
  },
  {
    kind: 'operator',
    id: 'jsonauto',
    names: ['json auto'],
    rule: 'jsonAuto',
    phase: 'any',
    keywords: ['field', 'keys', 'as', 'refonly', 'maxdepth', 'extractarrays', 'nodrop'],
    summary: 'Makes a field of everything the JSON holds, named by its path.',
    syntax:
      'json auto [field=<field>] [keys "<path>" [, …] [as <field> [, …]]] [maxdepth <n>] [extractarrays] [refonly] [nodrop]',
    documentation:
      'Nested keys get dotted names, to be written as `%"mail.source"` or `%mail.source`; blanks in keys become `_`. `maxdepth` says how many levels are opened (all of them unless given); what lies deeper stays JSON text. ' +
      'Arrays of plain values stay one value unless `extractarrays` is given, which makes `tags[0]`, `tags[1]` and so on; arrays of objects are always opened. ' +
      '`keys` with `as` names some of the values, and `refonly` keeps only the fields the query mentions. `field=` reads another field than the message. Case does not matter in keys here, unlike in `json`. ' +
      'Fields of the same name are replaced. Rows without JSON are never dropped, so `nodrop` changes nothing.',
    nulls: 'A JSON `null` gives null, and so does every field that a row does not have.',
    limits: 'At most 100 fields that the query does not mention.',
    examples: [
      {
        pipeline: 'json auto | fields %"mail.source", %"mail.tags"',
        input: [{ _raw: '{"mail": {"source": "ann@example.com", "tags": ["a", "b"]}}' }, { _raw: 'no JSON' }],
        output: [
          { 'mail.source': 'ann@example.com', 'mail.tags': '["a","b"]' },
          { 'mail.source': null, 'mail.tags': null },
        ],
      },
      {
        pipeline: 'json auto maxdepth 1 | fields mail',
        input: [{ _raw: '{"mail": {"source": "ann@example.com"}}' }],
        output: [{ mail: '{"source":"ann@example.com"}' }],
      },
      {
        pipeline: 'json auto extractarrays | fields %"tags[0]", %"tags[1]"',
        input: [{ _raw: '2015-05-04 21:51:43 INFO {"tags": ["a", "b"]} done' }],
        output: [{ 'tags[0]': 'a', 'tags[1]': 'b' }],
      },
    ],
    snippet: 'json auto maxdepth ${1:1} nodrop',
  },
  {
    kind: 'operator',
    id: 'parsexml',
    names: ['parse xml'],
    rule: 'parseXml',
    phase: 'any',
    keywords: ['field', 'as', 'nodrop'],
    summary: 'Takes values out of XML by XPath.',
    syntax: 'parse xml [field=<field>] "<path>" [, …] [as <field> [, …]] [nodrop]',
    documentation:
      'Paths are absolute: `/users/user/@id`, `/users/user[2]/name/text()`, `/users/user[last()]/name`, `/users/user[@id=456]/name`. `//`, `..` and axes are not understood, and namespaces are not looked at. ' +
      'Only the first node that matches counts: an element gives its markup, `text()` its text, `@name` an attribute. Give as many names after `as` as there are paths. ' +
      'Without `field=` the message is read. Rows without a match are dropped unless `nodrop` is given.',
    nulls: 'With `nodrop` a path without a match, and text that is not XML, give null.',
    examples: [
      {
        pipeline: 'parse xml "/users/user/@id", "/users/user/name/text()" as id, name',
        input: [{ _raw: users }],
        output: [{ id: '1', name: 'Ann' }],
      },
      {
        pipeline: 'parse xml "/users/user[last()]/name/text()", "/users/user[@id=1]/name/text()" as lastName, nameOf1',
        input: [{ _raw: users }],
        output: [{ lastName: 'Bob', nameOf1: 'Ann' }],
      },
      {
        pipeline: 'parse xml field=body "/users/@count" as total nodrop',
        input: [{ body: users }, { body: 'not XML' }],
        output: [{ total: null }, { total: null }],
      },
    ],
    snippet: 'parse xml "${1:/path/text()}" as ${2:field}',
  },
];
