import assert from 'node:assert/strict';
import { formatBytes } from '../../client/src/format.ts';
import { writeReport } from '../../client/src/sources/report.ts';
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

describe('sources report', () => {
  it('says how a file was read and what was rejected, with links to the file and the record', () => {
    const { text, links } = writeReport({
      files: [file],
      totals: { files: 1, records: 5918, rejected: 1, bytes: 3_900_000 },
    });
    assert.deepEqual(text.split('\n'), [
      'Log sources',
      '',
      '1 file · 5,918 records · 3.9 MB · 1 rejected',
      '',
      '/logs/bounces.json',
      '  category  AWS/SES/Notifications',
      '  format    ndjson, 3.9 MB',
      '  records   5,918  (ses.notification 5,917, text 1)',
      '  span      2018-04-12 11:46:41 UTC to 2018-04-13 00:00:00 UTC',
      '  note      unwrapped from SNS',
      '  rejected  1',
      '    7:3  unexpected end of text',
      '',
    ]);
    assert.deepEqual(links, [
      { line: 4, path: '/logs/bounces.json', target: { line: 0, column: 0 } },
      { line: 11, path: '/logs/bounces.json', target: { line: 6, column: 2 } },
    ]);
  });

  it('says how to start when there are no files', () => {
    const { text, links } = writeReport({ files: [], totals: { files: 0, records: 0, rejected: 0, bytes: 0 } });
    assert.match(text, /No log files were found\.\nPut SES notification or CloudTrail files/);
    assert.deepEqual(links, []);
  });

  it('counts the rejected records it does not list', () => {
    const rejected = Array.from({ length: 1234 }, (_, line) => ({ line: line + 1, column: 1, reason: 'x' }));
    const { text, links } = writeReport({
      files: [{ ...file, rejected }],
      totals: { files: 1, records: 5918, rejected: 1234, bytes: 1 },
    });
    assert.match(text, /\n {4}and 1,034 more\n$/);
    assert.equal(links.length, 201);
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
