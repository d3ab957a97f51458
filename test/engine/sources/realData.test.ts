/** Real log files that are kept beside the project: everything in them is read, or reported with its place. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { discover } from '../../../server/src/engine/sources/discover.ts';
import { readPath } from './read.ts';

/** Lists that are records themselves, and wrappers that hold one record for each element, by the member that is the list. */
const LISTS = ['Records', 'Events', 'records'] as const;

/** Kinds of the records of folders that hold one kind only, and of single files; the first entry that fits counts. */
const KINDS: readonly (readonly [path: RegExp, kind: string])[] = [
  [/^(?:invictus|DataDog|flosell|log2timeline)/, 'cloudtrail'],
  [/^seed-samples\/cloudtrail/, 'cloudtrail'],
  [/(?:firehose|sns)-examples\.\d+\.json$/, 'ses.event'],
  [/ses-dg-2025|cloudtrail-log-file-examples|logging-using-cloudtrail|sign-in-events/, 'cloudtrail'],
  [/notification-examples|receiving-email-notifications/, 'ses.notification'],
  [/subscription_confirmation/, 'sns.control'],
  [/mozilla.*(?:event|failure)_example/, 'ses.event'],
  [/mozilla/, 'ses.notification'],
  [/testdata\/ses-/, 'ses.notification'],
  [/dashboard-exports/, 'other'],
];

/** What is wrong with files that are no JSON, and how many records they hold all the same. */
const BROKEN: Readonly<
  Record<string, { readonly records: number; readonly rejected: readonly string[]; readonly notes: readonly RegExp[] }>
> = {
  'receiving-email-action-lambda-event.01.invalid.json': {
    records: 1,
    rejected: [],
    notes: [/^1 record was repaired: raw line breaks in strings \(line 17\)\.$/],
  },
  'receiving-email-action-lambda-event.02.invalid.json': {
    records: 1,
    rejected: [`2:5 Expected a quoted field name or "}", found "'".`],
    notes: [],
  },
  'receiving-email-action-lambda-event.03.invalid.json': {
    records: 1,
    rejected: [],
    notes: [/^1 record was repaired: raw line breaks in strings \(line 14\)\.$/],
  },
  'receiving-email-notifications-examples.02.invalid.json': {
    records: 1,
    rejected: [],
    notes: [/^1 record was repaired: escapes that JSON does not know \(line 25\)\.$/],
  },
  'cloudtrail-log-file-examples.08.invalid.json': {
    records: 1,
    rejected: [],
    notes: [/^1 record was repaired: raw line breaks in strings \(line 19\)\.$/],
  },
  // Pieces of records without braces are lines of text.
  'cloudtrail-event-reference-user-identity.01.invalid.json': {
    records: 8,
    rejected: [],
    notes: [/^8 messages have no timestamp/],
  },
  'cloudtrail-event-reference-user-identity.02.invalid.json': {
    records: 20,
    rejected: [],
    notes: [/^19 messages have no timestamp/],
  },
  'cloudtrail-event-reference-user-identity.03.invalid.json': {
    records: 6,
    rejected: [],
    notes: [/^6 messages have no timestamp/],
  },
  'ses-log.jsonl': { records: 3, rejected: ['3:664 Expected a value, found "(".'], notes: [] },
};

/** The records in a text by the platform's own reader; undefined when it is no JSON and no lines of JSON. */
function counted(text: string): number | undefined {
  const whole = parsed(text);
  if (whole !== undefined) return recordsIn(whole.value);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map(parsed);
  return values.every((value) => value !== undefined)
    ? values.reduce((sum, value) => sum + recordsIn(value?.value), 0)
    : undefined;
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function recordsIn(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  const object = value as Readonly<Record<string, unknown>>;
  if ('digestStartTime' in object) return 0;
  if (typeof object['awslogs'] === 'object') {
    const { data } = object['awslogs'] as { readonly data: string };
    const inner = JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString()) as {
      readonly logEvents: readonly unknown[];
    };
    return inner.logEvents.length;
  }
  const list = LISTS.map((name) => object[name]).find(Array.isArray);
  return list === undefined ? 1 : list.length;
}

const folder = process.env['SESQ_LOG_DATA'] ?? '';

describe('real log files', () => {
  if (!existsSync(folder)) {
    it('need SESQ_LOG_DATA, the path of a folder with logs', function () {
      this.skip();
    });
    return;
  }

  it('are read whole, with the kinds they have, and what is rejected has a place', async () => {
    const found = await discover([folder]);
    assert.equal(found.kind, 'ok');
    assert.ok(found.files.length > 200, String(found.files.length));
    for (const { path } of found.files) {
      const name = relative(folder, path);
      const { summary, messages } = await readPath(path);
      const rejected = summary.rejected.map(
        ({ line, column, reason }) => `${String(line)}:${String(column)} ${reason}`,
      );
      const broken = BROKEN[name.split('/').at(-1) ?? ''];
      assert.equal(summary.readable, true, name);
      assert.equal(messages.length, summary.records, name);
      assert.equal(rejected.length, summary.rejectedCount, name);
      assert.deepEqual(rejected, broken?.rejected ?? [], name);
      for (const note of broken?.notes ?? [])
        assert.ok(
          summary.notes.some((text) => note.test(text)),
          `${name}: ${summary.notes.join(' ')}`,
        );
      const bytes = readFileSync(path);
      const count = counted((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
      if (count === 0) assert.match(summary.notes[0] ?? '', /skipped|no records/, name);
      assert.equal(summary.records, broken?.records ?? count, name);
      const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1];
      if (kind !== undefined && broken?.rejected.length !== 1)
        assert.deepEqual(summary.kinds, summary.records === 0 ? {} : { [kind]: summary.records }, name);
    }
  });
});
