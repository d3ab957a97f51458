import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourcesReport } from '../../server/src/protocol/engine.ts';
import { rowsResult, runWith } from './support.ts';

const cwd = tmpdir();
const memory = { file: undefined, bytes: 0, textBytes: 0, limit: 0 };
const report: SourcesReport = {
  store: memory,
  files: [
    {
      path: join(cwd, 'logs', 'ses.json'),
      category: 'AWS/SES/Notifications',
      format: 'ndjson',
      records: 1234,
      kinds: { 'ses.notification': 1233 },
      from: 0,
      to: 1523533601807,
      bytes: 2048,
      rejected: [{ line: 3, column: 7, reason: 'Not JSON: \u001B[1m' }],
      notes: ['A byte order mark was skipped.'],
    },
    {
      path: '/elsewhere/empty.gz',
      category: '',
      format: 'ndjson+gzip',
      records: 0,
      kinds: {},
      from: undefined,
      to: undefined,
      bytes: 20,
      rejected: [],
      notes: [],
    },
  ],
  totals: { files: 2, records: 1234, rejected: 1, bytes: 2068 },
};
const engine = { ...rowsResult([], []), sources: { kind: 'ok', report, notes: ['Cache not used.'] } } as const;

describe('sesq sources', () => {
  it('is a table of files, their notes, what was rejected where, and the sums', async () => {
    const { code, out, err } = await runWith(engine, ['sources'], { cwd });
    assert.equal(code, 0);
    assert.equal(
      out,
      [
        'FILE                 CATEGORY               FORMAT       RECORDS  REJECTED  FROM                      TO                        KINDS',
        'logs/ses.json        AWS/SES/Notifications  ndjson         1,234         1  1970-01-01T00:00:00.000Z  2018-04-12T11:46:41.807Z  ses.notification 1,233',
        '/elsewhere/empty.gz                         ndjson+gzip        0         0  -                         -',
        'logs/ses.json: A byte order mark was skipped.',
        'logs/ses.json:3:7 rejected Not JSON: ␛[1m',
        '2 files, 1,234 records, 1 rejected, 2.0 KB',
        '',
      ].join('\n'),
    );
    assert.equal(
      err,
      'sesq: Cache not used.\nsesq: Rejected records are kept as text; --lenient keeps the fields before the mistake as a record.\n',
    );
  });

  it('says how many records were left out as duplicates', async () => {
    const [first, second] = report.files;
    assert.ok(first !== undefined && second !== undefined);
    const files = [
      { ...first, duplicates: 1 },
      { ...second, duplicates: 0 },
    ];
    const counted = { ...report, files, totals: { ...report.totals, duplicates: 1 } };
    const leftOut = { ...engine, sources: { kind: 'ok', report: counted, notes: [] } } as const;
    const { out } = await runWith(leftOut, ['sources', '--lenient'], { cwd });
    assert.match(out, /\nlogs\/ses\.json: 1 duplicate left out\n/);
    assert.match(out, /\n2 files, 1,234 records, 1 rejected, 1 duplicate left out, 2\.0 KB\n$/);
    const json = JSON.parse((await runWith(leftOut, ['sources', '--format', 'json'], { cwd })).out) as {
      readonly files: readonly { readonly duplicates: number }[];
      readonly totals: { readonly duplicates: number };
    };
    assert.deepEqual([json.files.map(({ duplicates }) => duplicates), json.totals.duplicates], [[1, 0], 1]);
  });

  it('offers to leave out what occurs twice', async () => {
    const offered = { ...engine, sources: { kind: 'ok', report: { ...report, repeated: 1234 }, notes: [] } } as const;
    const { err } = await runWith(offered, ['sources', '--lenient'], { cwd });
    assert.equal(err, 'sesq: 1,234 records say the same as an earlier one; --deduplicate leaves such records out.\n');
  });

  it('counts the rejected pieces that are not listed', async () => {
    const [first] = report.files;
    assert.ok(first);
    const many = { ...report, files: [{ ...first, rejectedCount: 1500 }] };
    const { out } = await runWith({ ...engine, sources: { kind: 'ok', report: many, notes: [] } }, ['sources'], {
      cwd,
    });
    const lines = out.split('\n');
    assert.match(lines[1] ?? '', / 1,234 +1,500 +1970/);
    assert.deepEqual(lines.slice(3, 5), [
      'logs/ses.json:3:7 rejected Not JSON: ␛[1m',
      'logs/ses.json rejected 1,499 more',
    ]);
  });

  it('says what the store takes on disk', async () => {
    const store = { file: '/cache/store', bytes: 1_048_576, textBytes: 4_194_304, limit: 2_097_152 };
    const stored = { ...engine, sources: { kind: 'ok', report: { ...report, store }, notes: [] } } as const;
    const { out } = await runWith(stored, ['sources'], { cwd });
    assert.equal(out.split('\n').at(-2), 'store /cache/store: 1.0 MB for 4.0 MB of text (25 %), limit 2.0 MB');
  });

  it('has the promised JSON keys in their order', async () => {
    const { out } = await runWith(engine, ['sources', '--format', 'json'], { cwd });
    const document = JSON.parse(out) as { files: object[]; totals: object };
    assert.deepEqual(Object.keys(document), ['files', 'totals']);
    assert.deepEqual(Object.entries(document.files[0] ?? {}), [
      ['path', join(cwd, 'logs', 'ses.json')],
      ['category', 'AWS/SES/Notifications'],
      ['format', 'ndjson'],
      ['records', 1234],
      ['kinds', { 'ses.notification': 1233 }],
      ['from', 0],
      ['to', 1523533601807],
      ['rejected', [{ line: 3, column: 7, reason: 'Not JSON: \u001B[1m' }]],
      ['notes', ['A byte order mark was skipped.']],
    ]);
    assert.deepEqual(Object.entries(document.totals), [
      ['files', 2],
      ['records', 1234],
      ['rejected', 1],
      ['bytes', 2068],
    ]);
  });

  it('writes null for times a file does not have', async () => {
    const { out } = await runWith(engine, ['sources', '--format', 'json'], { cwd });
    const [, second] = (JSON.parse(out) as { files: { from: unknown; to: unknown }[] }).files;
    assert.deepEqual([second?.from, second?.to], [null, null]);
  });

  it('leaves with 1 when the engine finds the logs wrong', async () => {
    const sources = { kind: 'invalid', message: 'No log files in /x.' } as const;
    const ended = await runWith({ ...rowsResult([], []), sources }, ['sources']);
    assert.deepEqual([ended.code, ended.out, ended.err, ended.isClosed], [1, '', 'sesq: No log files in /x.\n', true]);
  });

  it('leaves with 1 when there is no file', async () => {
    const totals = { files: 0, records: 0, rejected: 0, bytes: 0 };
    const sources = { kind: 'ok', report: { store: memory, files: [], totals }, notes: [] } as const;
    const ended = await runWith({ ...rowsResult([], []), sources }, ['sources'], { cwd });
    assert.deepEqual([ended.code, ended.out, ended.err], [1, '', `sesq: No log files were found in ${cwd}.\n`]);
  });
});
