import assert from 'node:assert/strict';
import { csvWriter } from '../../server/src/cli/output/csv.ts';
import { jsonWriter } from '../../server/src/cli/output/json.ts';
import { ndjsonWriter } from '../../server/src/cli/output/ndjson.ts';
import { progressLine, progressText } from '../../server/src/cli/output/progress.ts';
import type { RowWriter } from '../../server/src/cli/output/rowWriter.ts';
import { counted, formatBytes, statsLine } from '../../server/src/cli/output/statistics.ts';
import { tableWriter } from '../../server/src/cli/output/table.ts';
import { visible } from '../../server/src/cli/output/visible.ts';
import type { QueryStats, ResultColumn, ResultValue } from '../../server/src/protocol/engine.ts';

const plain = { zone: 'UTC', colours: false };
const stats: QueryStats = {
  messagesMatched: undefined,
  messagesTotal: 5,
  rows: 2,
  elapsed: 12.4,
  loading: 8,
  range: { from: 0, to: 60_000 },
  now: undefined,
};
const columns: readonly ResultColumn[] = [
  { name: '_timeslice', type: 'time' },
  { name: 'address', type: 'text' },
  { name: '_count', type: 'long' },
];

function write(writer: RowWriter, names: readonly ResultColumn[], ...pages: (readonly ResultValue[])[][]): string {
  return [writer.begin(names), ...pages.map((page) => writer.rows(page)), writer.end({ stats, diagnostics: [] })].join(
    '',
  );
}

describe('CSV output', () => {
  it('quotes what needs it, ends lines with CR LF, and leaves formulas alone', () => {
    const text = write(csvWriter(plain), columns, [
      [0, 'a,b "c"\nd', 1],
      [null, '=1+1', 2.5],
    ]);
    assert.equal(text, '_timeslice,address,_count\r\n1970-01-01T00:00:00.000Z,"a,b ""c""\nd",1\r\n,=1+1,2.5\r\n');
  });

  it('tells null from empty text', () => {
    assert.equal(write(csvWriter(plain), columns.slice(1), [['', null]]), 'address,_count\r\n"",\r\n');
  });

  it('is a header alone without rows', () => {
    assert.equal(write(csvWriter(plain), columns), '_timeslice,address,_count\r\n');
  });
});

describe('JSON output', () => {
  it('has the promised keys in their order, times as epoch milliseconds', () => {
    const text = write(jsonWriter(), columns, [[0, 'a', 1]], [[1, 'b', null]]);
    assert.deepEqual(JSON.parse(text), {
      columns,
      rows: [
        [0, 'a', 1],
        [1, 'b', null],
      ],
      stats: { ...stats, messagesMatched: null, now: null },
      diagnostics: [],
    });
    assert.deepEqual(Object.keys(JSON.parse(text) as object), ['columns', 'rows', 'stats', 'diagnostics']);
  });

  it('is a whole document without rows', () => {
    assert.deepEqual((JSON.parse(write(jsonWriter(), columns)) as { rows: unknown }).rows, []);
  });
});

describe('NDJSON output', () => {
  it('is one object a line with the columns in order, whatever their names', () => {
    const names: ResultColumn[] = [
      { name: 'b', type: 'text' },
      { name: '1', type: 'long' },
      { name: '__proto__', type: 'text' },
    ];
    assert.equal(write(ndjsonWriter(), names, [['x', 1, null]]), '{"b":"x","1":1,"__proto__":null}\n');
  });
});

describe('table output', () => {
  it('has a header, numbers to the right and times in the zone', () => {
    const text = write(tableWriter({ zone: 'Europe/Vienna', colours: false }), columns, [
      [0, 'larry@customer.com', 1],
      [3_600_000, null, 1234],
    ]);
    assert.equal(
      text,
      [
        '_timeslice                     address             _count',
        '1970-01-01T01:00:00.000+01:00  larry@customer.com       1',
        '1970-01-01T02:00:00.000+01:00  null                  1234',
        '',
      ].join('\n'),
    );
  });

  it('keeps the widths of the first page on the next', () => {
    const text = write(tableWriter(plain), columns.slice(1), [['a long address', 1]], [['b', 22]]);
    assert.equal(text, 'address         _count\na long address       1\nb                   22\n');
  });

  it('lets no control character of a log through', () => {
    assert.equal(write(tableWriter(plain), [{ name: 'a', type: 'text' }], [['\u001B[2Jx\ny']]), 'a\n␛[2Jx␊y\n');
  });

  it('is nothing without rows', () => {
    assert.equal(write(tableWriter(plain), columns), '');
  });

  it('has a bold header where colours are wanted', () => {
    const text = write(tableWriter({ zone: 'UTC', colours: true }), columns.slice(1), [['a', 1]]);
    assert.equal(text, '\u001B[1maddress  _count\u001B[0m\na             1\n');
  });
});

describe('text for a terminal', () => {
  it('shows what would act', () => {
    assert.equal(visible('a\u0000\u007f\u009b\u202eb\u{1F600}é'), 'a␀␡\uFFFD\uFFFDb\u{1F600}é');
  });
});

describe('counts and sizes', () => {
  it('have thousands separators and the right noun', () => {
    assert.deepEqual([counted(1, 'row'), counted(5918, 'row')], ['1 row', '5,918 rows']);
    assert.deepEqual(
      [formatBytes(512), formatBytes(1536), formatBytes(658 * 1024 ** 2)],
      ['512 bytes', '1.5 KB', '658.0 MB'],
    );
  });

  it('are one line with the range and what now was', () => {
    assert.equal(
      statsLine({ ...stats, messagesMatched: 3, now: 60_000 }, 'UTC'),
      '3 of 5 messages matched, 2 rows, 12 ms (8 ms reading files), ' +
        'from 1970-01-01T00:00:00.000Z to 1970-01-01T00:01:00.000Z, now is 1970-01-01T00:01:00.000Z',
    );
  });
});

describe('progress', () => {
  const loading = { operation: 'run', phase: 'loading', fraction: 0.429, bytes: 1536, records: 7 } as const;

  it('tells how far the reading is', () => {
    assert.equal(progressText(loading), '42 % Reading files, 1.5 KB, 7 records');
    assert.equal(progressText({ ...loading, phase: 'running', fraction: undefined }), 'Running the query');
  });

  it('rewrites one line on a terminal, at most ten times a second, and removes it', () => {
    let text = '';
    let time = 0;
    const output = { isTerminal: true, colours: false, write: (more: string) => Promise.resolve(void (text += more)) };
    const line = progressLine(output, () => time);
    line.update({ ...loading, phase: 'scanning', fraction: undefined });
    time = 50;
    line.update(loading);
    time = 100;
    line.update(loading);
    line.clear();
    assert.equal(text, '\r\u001B[KLooking for files\r\u001B[K42 % Reading files, 1.5 KB, 7 records\r\u001B[K');
  });

  it('says nothing when nobody watches', () => {
    let text = '';
    const output = { isTerminal: false, colours: false, write: (more: string) => Promise.resolve(void (text += more)) };
    const line = progressLine(output);
    line.update(loading);
    line.clear();
    assert.equal(text, '');
  });
});
