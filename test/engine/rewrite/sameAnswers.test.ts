/** Rewrites and hot columns must never change an answer, whatever the messages hold. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Engine } from '../../../server/src/engine/engine.ts';
import { rewrites } from '../../../server/src/engine/plan/rewrite/rewrites.ts';
import type { ResultPage } from '../../../server/src/protocol/engine.ts';

const signal = new AbortController().signal;

const queries = [
  '* | json "notificationType" nodrop | count by notificationType',
  '* | json "notificationType" | count by notificationType',
  '* | json "bounce.bounceType", "bounce.bounceSubType" as type, subType nodrop | count by type, subType',
  '* | json "bounce.bounceType" as a | json "bounce.bounceSubType" as b nodrop | where a = "Permanent" | count by a, b',
  '* | json "mail.source" as s nodrop | json "mail.source" as t nodrop | if(s = t, "same", "other") as same | count by same, s',
  '* | json "bounce.bouncedRecipients" as r nodrop | parse regex field=r "\\"emailAddress\\":\\"(?<address>[^\\"]*)\\"" multi | where address matches "*@*" | json "notificationType" as kind nodrop | where kind = "Bounce" | count by address',
  'Bounce | json "notificationType" as kind | where kind = "Bounce" and !isNull(kind) | count',
  'notificationType=Bounce | json "delivery.processingTimeMillis" as t nodrop | where t > 5 | avg(t), max(t), count',
  '* | json "complaint.complaintSubType" as c nodrop | if(isNull(c), "none", c) as d | count by d',
  '* | json "complaint.complaintSubType" as c | count by c',
  '* | json "mail" as m nodrop | json field=m "source", "sourceIp" as a, b nodrop | count by a, b',
  '* | json "errorCode", "eventName", "userIdentity.type" as e, n, t nodrop | where isNull(e) | count by n, t | sort by n, t',
  '* | json "$.mail.source" as s nodrop | json "mail[\'source\']" as t nodrop | count by s, t',
  '* | json "eventName" as n nodrop | limit 3 | where n = "SendEmail" | fields n',
] as const;

const value = fc.oneof(
  fc.constantFrom<unknown>(
    'Bounce',
    'Permanent',
    'a@b',
    '',
    null,
    true,
    0,
    -0.5,
    12,
    1e21,
    'line\nbreak',
    '"',
    'SendEmail',
    '\u00e9',
  ),
  fc.array(fc.record({ emailAddress: fc.constantFrom('x@y', 'plain', '') }), { maxLength: 2 }),
  fc.record({ source: fc.constantFrom<unknown>('s', null, 3) }),
);
const names = ['notificationType', 'bounce', 'mail', 'complaint', 'delivery', 'errorCode', 'eventName', 'userIdentity'];
const dottedNames = ['mail.source', 'bounce.bounceType', 'complaint.complaintSubType'];
const innerNames = [
  'bounceType',
  'bounceSubType',
  'bouncedRecipients',
  'source',
  'sourceIp',
  'complaintSubType',
  'type',
  'processingTimeMillis',
];
const inner = fc.array(fc.tuple(fc.constantFrom(...innerNames), value), { maxLength: 4 }).map(writeObject);
const member = fc.tuple(fc.constantFrom(...names), fc.oneof(value.map(write), inner));
const objects = fc.array(member, { minLength: 1, maxLength: 6 }).map(writeMembers);
const plain = fc.oneof(
  { weight: 8, arbitrary: objects },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'no JSON at all',
      '[1,{"notificationType":"Bounce"}]',
      '{"notificationType":"Bounce",',
      'relay {"notificationType":"Bounce","mail":{"source":"inside"}} end',
    ),
  },
);
const withDottedKeys = fc.oneof(
  plain,
  fc
    .tuple(fc.constantFrom(...dottedNames), value)
    .map(([name, each]) => `{"bounce":{"bounceType":"inner"},${JSON.stringify(name)}:${write(each)}}`),
  fc.constant('{"mail\\u002esource":"escaped","mail":{"source":"inner"}}'),
);

function write(each: unknown): string {
  return JSON.stringify(each);
}

/** Keys may repeat, and some are written with escapes. */
function writeMembers(members: readonly (readonly [string, string])[]): string {
  return `{${members.map(([name, text], index) => `${index % 5 === 4 ? escaped(name) : JSON.stringify(name)}:${text}`).join(',')}}`;
}

function writeObject(members: readonly (readonly [string, unknown])[]): string {
  return writeMembers(members.map(([name, each]) => [name, write(each)] as const));
}

function escaped(name: string): string {
  return `"\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}"`;
}

async function answer(engine: Engine, query: string, off: string): Promise<ResultPage['rows']> {
  process.env['SESQ_REWRITES_OFF'] = off;
  try {
    const params = { query, timeRange: {}, now: 'data', timezone: 'UTC', parameters: {}, operation: 'test' } as const;
    const result = await engine.run(params, { signal });
    if (result.kind !== 'rows') throw new Error(`${query}: ${result.message}`);
    const { rows } = await engine.page({ resultId: result.resultId, offset: 0, limit: 1000, sort: undefined });
    engine.release(result.resultId);
    return rows;
  } finally {
    delete process.env['SESQ_REWRITES_OFF'];
  }
}

async function compare(lines: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sesq-rewrite-'));
  const path = join(folder, 'a.log');
  await writeFile(path, lines.map((line) => `${line}\n`).join(''));
  const engine = await Engine.open({
    logs: [path],
    categories: [],
    memoryLimit: '',
    threads: 1,
    cacheFolder: undefined,
  });
  try {
    const all = rewrites.map(({ name }) => name).join(',');
    for (const query of queries) {
      const expected = await answer(engine, query, all);
      assert.deepEqual(await answer(engine, query, ''), expected, query);
      for (const { name } of rewrites)
        assert.deepEqual(await answer(engine, query, name), expected, `${query} without ${name}`);
    }
  } finally {
    engine.close();
    await rm(folder, { recursive: true });
  }
}

describe('rewrites', () => {
  it('give the answers of plans that were left as they are, over messages of any form', async () => {
    await fc.assert(fc.asyncProperty(fc.array(plain, { minLength: 1, maxLength: 30 }), compare), {
      numRuns: 6,
      seed: 7,
    });
  }).timeout(60_000);

  it('also where keys are spelled like paths', async () => {
    await fc.assert(fc.asyncProperty(fc.array(withDottedKeys, { minLength: 1, maxLength: 30 }), compare), {
      numRuns: 4,
      seed: 11,
    });
  }).timeout(60_000);
});
