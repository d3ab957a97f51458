import assert from 'node:assert/strict';
import { formatBytes } from '../../client/src/format.ts';
import { lineOf, writeReport } from '../../client/src/sources/report.ts';
import type { SourceFile } from '../../server/src/protocol/engine.ts';

const file: SourceFile = {
  path: '/logs/bounces.json',
  category: 'AWS/SES/Notifications',
  format: 'ndjson',
  records: 5918,
  kinds: { 'ses.notification': 5917, text: 1 },
  from: Date.UTC(2018, 3, 12, 11, 46, 41),
  to: Date.UTC(2018, 3, 13),
  bytes: 3_900_000,
  rejected: [{ line: 7, column: 3, reason: 'unexpected end\nof text' }],
  notes: ['unwrapped from SNS'],
};

const store = { file: undefined, bytes: 0, textBytes: 0, limit: 0 };

describe('sources report', () => {
  it('says how a file was read and what was rejected, with links to the file and the record', () => {
    const { text, links } = writeReport(
      {
        store,
        files: [file],
        totals: { files: 1, records: 5918, rejected: 1, bytes: 3_900_000 },
      },
      'Europe/Vienna',
    );
    assert.deepEqual(text.split('\n'), [
      'Log sources',
      '',
      '1 file · 5,918 records · 3.9 MB · 1 rejected',
      '',
      '/logs/bounces.json',
      '  category  AWS/SES/Notifications',
      '  format    ndjson, 3.9 MB',
      '  records   5,918  (ses.notification 5,917, text 1)',
      '  span      2018-04-12 13:46:41 to 2018-04-13 02:00:00 Europe/Vienna',
      '  note      unwrapped from SNS',
      '  rejected  1',
      '    7:3  unexpected end of text',
      '',
      'Rejected records are kept as text unless the setting sesq.records.lenient keeps the fields before the mistake.',
      '',
    ]);
    assert.deepEqual(links, [
      { line: 4, path: '/logs/bounces.json', target: { line: 0, column: 0 } },
      { line: 11, path: '/logs/bounces.json', target: { line: 6, column: 2 } },
    ]);
  });

  it('says what the store takes on disk', () => {
    const onDisk = { file: '/cache/store', bytes: 1_000_000, textBytes: 4_000_000, limit: 2_000_000 };
    const { text } = writeReport(
      {
        store: onDisk,
        files: [file],
        totals: { files: 1, records: 5918, rejected: 1, bytes: 3_900_000 },
      },
      'Europe/Vienna',
    );
    assert.equal(text.split('\n')[3], 'Store: 1.0 MB on disk for 4.0 MB of text, limit 2.0 MB');
  });

  it('says how many duplicates were left out, or would be', () => {
    const totals = { files: 1, records: 5918, rejected: 0, bytes: 3_900_000 };
    const left = writeReport(
      { store, files: [{ ...file, duplicates: 1 }], totals: { ...totals, duplicates: 1 } },
      'UTC',
    ).text;
    assert.match(left, /^1 file · 5,918 records · 3\.9 MB · 0 rejected · 1 duplicate left out$/m);
    assert.match(left, /^ {2}left out {2}1 duplicate$/m);
    const offered = writeReport({ store, files: [file], totals, repeated: 2 }, 'UTC').text;
    assert.match(
      offered,
      /\n\n2 records say the same as an earlier one: the setting sesq\.records\.deduplicate leaves such records out\.\n$/,
    );
  });

  it('says how to start when there are no files', () => {
    const { text, links } = writeReport(
      { store, files: [], totals: { files: 0, records: 0, rejected: 0, bytes: 0 } },
      'UTC',
    );
    assert.match(text, /No log files were found\.\nPut SES notification or CloudTrail files/);
    assert.deepEqual(links, []);
  });

  it('counts the rejected records it does not list', () => {
    const rejected = Array.from({ length: 1234 }, (_, line) => ({ line: line + 1, column: 1, reason: 'x' }));
    const { text, links } = writeReport(
      {
        store,
        files: [{ ...file, rejected }],
        totals: { files: 1, records: 5918, rejected: 1234, bytes: 1 },
      },
      'Europe/Vienna',
    );
    assert.match(text, /\n {4}and 1,034 more\n\nRejected records /);
    assert.equal(links.length, 201);
  });

  it('counts rejected records that were never listed', () => {
    const { text } = writeReport(
      {
        store,
        files: [{ ...file, rejectedCount: 1500 }],
        totals: { files: 1, records: 5918, rejected: 1500, bytes: 1 },
      },
      'Europe/Vienna',
    );
    assert.match(
      text,
      /\n {2}rejected {2}1,500\n {4}7:3 {2}unexpected end of text\n {4}and 1,499 more\n\nRejected records /,
    );
  });

  it('knows the line of a file and of a rejected record', () => {
    const report = writeReport(
      {
        store,
        files: [file],
        totals: { files: 1, records: 5918, rejected: 1, bytes: 1 },
      },
      'Europe/Vienna',
    );
    const lines = [
      lineOf(report, file.path),
      lineOf(report, file.path, { line: 6, column: 2 }),
      lineOf(report, file.path, { line: 99, column: 0 }),
      lineOf(report, '/elsewhere'),
    ];
    assert.deepEqual(lines, [4, 11, 4, undefined]);
  });

  it('writes sizes in decimal units', () => {
    assert.deepEqual([0, 999, 1000, 658_000_000, 999_999].map(formatBytes), [
      '0 bytes',
      '999 bytes',
      '1.0 kB',
      '658 MB',
      '1.0 MB',
    ]);
  });
});
