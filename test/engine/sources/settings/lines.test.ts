import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLog } from '../../../../server/src/engine/sources/readLog.ts';
import type { LogSummary } from '../../../../server/src/engine/sources/logSummary.ts';
import type { SourceSettings } from '../../../../server/src/protocol/sources.ts';
import { inFolder } from '../read.ts';
import { readingOf } from './clock.ts';

interface Read {
  /** `line:column first–last byte: text` of each message. */
  readonly messages: readonly string[];
  readonly summary: LogSummary;
}

function read(content: string, source: Omit<SourceSettings, 'paths'>): Promise<Read> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, 'log'), content);
    const messages: string[] = [];
    const summary = await readLog(join(folder, 'log'), 0, new AbortController().signal, {
      reading: readingOf(source),
      onMessage: ({ raw, line, column, byteStart, byteEnd }) => {
        messages.push(
          `${String(line)}:${String(column)} ${String(byteStart)}–${String(byteEnd)}: ${Buffer.from(raw).toString()}`,
        );
      },
      onBytes: () => undefined,
    });
    return { messages, summary };
  });
}

const trace = [
  'header',
  '2024-01-01 10:00:00 error',
  '\tat a.b(c)',
  '',
  '  at d',
  '[2024-01-01 10:00:01] next',
  '{"a":1}',
  'rest',
].join('\n');

describe('lines of plain text', () => {
  it('are messages each unless something else is said', async () => {
    const { messages } = await read('2024-01-01 10:00:00 a\n  b\n', { timeZone: 'Europe/Vienna' });
    assert.deepEqual(messages, ['1:1 0–21: 2024-01-01 10:00:00 a', '2:3 24–25: b']);
  });

  it('join the line with a time before them', async () => {
    const { messages, summary } = await read(trace, { useAutolineMatching: true });
    assert.deepEqual(messages, [
      '1:1 0–6: header',
      '2:1 7–51: 2024-01-01 10:00:00 error\n\tat a.b(c)\n\n  at d',
      '6:1 52–78: [2024-01-01 10:00:01] next',
      '7:1 79–86: {"a":1}',
      '8:1 87–91: rest',
    ]);
    assert.equal(summary.records, 5);
  });

  it('stay apart where no line begins with a time', async () => {
    const { messages } = await read('a\nb 2024-01-01 10:00:00\n c\n', { multilineProcessingEnabled: true });
    assert.deepEqual(messages, ['1:1 0–1: a', '2:1 2–23: b 2024-01-01 10:00:00', '3:2 25–26: c']);
  });

  it('begin a message where the expression of the source fits their start', async () => {
    const { messages } = await read('>> a\nb >> c\n>> d\n', { manualPrefixRegexp: '>> ' });
    assert.deepEqual(messages, ['1:1 0–11: >> a\nb >> c', '3:1 12–16: >> d']);
  });

  it('are cut when they would be too long together', async () => {
    const long = 'x'.repeat(600 * 1024);
    const { messages, summary } = await read(`>a\n${long}\n${long}\n>b\n`, { manualPrefixRegexp: '>' });
    assert.deepEqual(
      messages.map((message) => message.length),
      [
        '1:1 0–614403: '.length + 3 + long.length,
        '3:1 614404–1228804: '.length + long.length,
        '4:1 1228805–1228807: '.length + 2,
      ],
    );
    assert.deepEqual(
      summary.notes.filter((note) => note.includes('cut')),
      ['Messages of several lines were cut at 1 MB, the first in line 1.'],
    );
  });
});

describe('rules of a source', () => {
  it('count what they leave out, and the sums hold', async () => {
    const { messages, summary } = await read('DEBUG a\nINFO user=dan\nDEBUG b\n{"user":"eve"}\n', {
      filters: [
        { name: 'no debug', filterType: 'Exclude', regexp: 'DEBUG.*' },
        { name: 'users', filterType: 'Mask', regexp: 'user(?:=|":")(\\w+)', mask: 'X' },
      ],
    });
    assert.deepEqual(messages, ['2:1 8–21: INFO user=X', '4:1 30–44: {"user":"X"}']);
    assert.deepEqual([summary.records, summary.rejectedCount], [2, 0]);
    assert.ok(summary.notes.includes('2 messages were left out by the rule "no debug".'), summary.notes.join(' '));
  });

  it('leave out a record that an expression takes for ever on, and go on', async () => {
    const { messages, summary } = await read(`a\n${'a'.repeat(40)}!\nb\n`, {
      filters: [{ name: 'slow', filterType: 'Mask', regexp: '^(a+)+$' }],
    });
    assert.deepEqual(messages, ['1:1 0–1: #####', '3:1 44–45: b']);
    assert.deepEqual(summary.rejected, [
      { line: 2, column: 1, reason: 'A rule of its source takes too long on this record.' },
    ]);
    assert.equal(summary.readable, true);
  });

  it('stop reading after a few of those', async () => {
    const slow = `${'a'.repeat(40)}!\n`;
    const { messages, summary } = await read(slow.repeat(5), {
      filters: [{ name: 'slow', filterType: 'Exclude', regexp: '(a+)+' }],
    });
    assert.deepEqual([messages, summary.readable], [[], true]);
    assert.match(summary.notes.join(' '), /Reading was stopped before the end of the file/);
  });
});
