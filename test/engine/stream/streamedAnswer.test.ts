import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { NowChoice, TimeRangeChoice } from '../../../server/src/protocol/engine.ts';
import { agrees, ask, both, bounce, explain, lines } from './support.ts';

const byAddress = `"\\"notificationType\\":\\"Bounce\\"" | json "bounce.bouncedRecipients[0].emailAddress" as address | count as n by address | sort by n, address`;

describe('questions about files that are not loaded', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sesq-stream-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function write(name: string, content: readonly string[] | Buffer): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, Buffer.isBuffer(content) ? content : `${content.join('\n')}\n`);
    return path;
  }

  it('plain records are counted without being loaded', async () => {
    const path = await write('plain.jsonl', lines);
    const { rows, streamed, stats } = await both(byAddress, [path]);
    const expected = [
      ['a@x.example', 2],
      ['b@y.example', 1],
    ];
    assert.deepEqual([rows, streamed, stats.messagesTotal], [expected, true, undefined]);
  });

  it('several files are one set of messages, in the order of their paths', async () => {
    const second = await write('two-b.jsonl', [bounce('b@y.example', 5), bounce('c@z.example', 6)]);
    const first = await write('two-a.jsonl', lines);
    const { rows, streamed } = await both(
      'Bounce | json "bounce.bouncedRecipients[0].emailAddress" as a | first(a) as newest, count by _source',
      [second, first],
    );
    const expected = [
      ['two-b.jsonl', 'c@z.example', 2],
      ['two-a.jsonl', 'a@x.example', 3],
    ];
    assert.deepEqual([rows, streamed], [expected, true]);
  });

  it('groups come in the order of their newest message when nothing sorts them', async () => {
    const path = await write('order.jsonl', lines);
    const { rows, streamed } = await both(
      'Bounce | json "bounce.bouncedRecipients[0].emailAddress" as address | count by address',
      [path],
    );
    const expected = [
      ['a@x.example', 2],
      ['b@y.example', 1],
    ];
    assert.deepEqual([rows, streamed], [expected, true]);
  });

  it('categories, names, hosts and formats are those of a loaded file', async () => {
    const path = await write('names.jsonl', lines);
    const { rows, streamed } = await both(
      '_sourceCategory=AWS/SES/Notifications | count by _sourceCategory, _collector, _sourceName, _source, _format',
      [path],
    );
    const expected = [['AWS/SES/Notifications', 'Local', path, 'names.jsonl', 'ndjson', 4]];
    assert.deepEqual([rows, streamed], [expected, true]);
  });

  it('messages are shown with their texts, the newest first', async () => {
    const path = await write('messages.jsonl', lines);
    const { rows, columns, streamed, stats } = await both('Bounce | json "mail.source" as s | limit 2', [path]);
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['_messageTime', 's', '_raw', '_sourceName'],
    );
    const expected = [lines[3], lines[1]];
    assert.deepEqual([rows.map((row) => row[2]), streamed, stats.messagesTotal], [expected, true, 4]);
  });

  it('messages of the same time are in the order of files and lines', async () => {
    const a = await write(
      'tie-a.jsonl',
      ['k@x.example', 'l@x.example'].map((each) => bounce(each, 1)),
    );
    const b = await write(
      'tie-b.gz',
      gzipSync(['m', 'n'].map((each) => `${bounce(`${each}@x.example`, 1)}\n`).join('')),
    );
    const c = await write('tie-c.jsonl', [bounce('o@x.example', 1)]);
    const { rows, streamed } = await both(
      '* | json "bounce.bouncedRecipients[0].emailAddress" as a | fields a, _messageId',
      [c, b, a],
    );
    const expected = ['k', 'l', 'm', 'n', 'o'].map((each) => `${each}@x.example`);
    assert.deepEqual([rows.map((row) => row[1]), streamed], [expected, true]);
  });

  const ranges: readonly { readonly timeRange: TimeRangeChoice; readonly now?: NowChoice; readonly sum: number }[] = [
    { timeRange: { from: '2024-03-11T00:00:02Z', to: '2024-03-11T00:00:04Z' }, sum: 2 },
    { timeRange: { from: '2024-03-11T00:00:02Z' }, sum: 3 },
    { timeRange: { to: '2024-03-11T00:00:02Z' }, sum: 1 },
    { timeRange: { from: '-2s' }, sum: 3 },
    { timeRange: { from: 'last 2s' }, now: Date.UTC(2024, 2, 11, 0, 0, 3), sum: 2 },
    { timeRange: { from: '2024-03-11', to: 'now' }, now: 'clock', sum: 4 },
  ];
  for (const { timeRange, sum, now = 'data' } of ranges) {
    it(`a range of time is asked without loading: ${JSON.stringify(timeRange)}`, async () => {
      const path = await write('range.jsonl', lines);
      // By the clock, two runs do not have the same range.
      const params = { timeRange, now };
      const { rows, streamed } =
        now === 'clock' ? await asked('* | count', [path], params) : await both('* | count', [path], { params });
      assert.deepEqual([rows, streamed], [[[sum]], true]);
    });
  }

  async function asked(
    query: string,
    logs: readonly string[],
    params: NonNullable<Parameters<typeof ask>[3]>['params'],
  ): Promise<{ readonly rows: unknown; readonly streamed: boolean }> {
    const answer = await ask(query, logs, 0, params === undefined ? {} : { params });
    assert.ok('rows' in answer, JSON.stringify(answer));
    return answer;
  }

  for (const query of [
    'Bounce | count by _messageTime | timeslice 1 buckets',
    '* | timeslice 2s | count by _timeslice | fillmissing timeslice(2s)',
    '* | queryStartTime() as start | queryEndTime() as end | count by start, end',
    '* | json "notificationType" as t nodrop | count by t | transpose row t column t',
    '* | json "mail.source" as s | where [subquery: Bounce | json "mail.source" as s | compose s] | count by s',
    '* | json "mail.source" as s | count by s | compare with timeshift 2s',
    '* | json "mail.source" as s | join (Bounce | json "mail.source" as s) as a, (Send | json "mail.source" as s) as b on a.s = b.s | count',
    '* | json auto | count by notificationType',
    '* | toUpperCase(_raw) as _raw | limit 2',
    '* | fields - _raw',
    '* | parse regex "(?<digit>[0-9])Z" multi | where digit = "0"',
    '* | count by _format, _messageId | sort by _messageId',
  ]) {
    it(`a question that takes several looks loads nothing: ${query}`, async () => {
      const path = await write('needs.jsonl', lines);
      assert.equal(await agrees(query, [path]), true);
    });
  }

  it('a mistake in the question is told without loading', async () => {
    const path = await write('mistake.jsonl', lines);
    for (const query of ['* | where foo(', '* | parse regex "(" | count', '* | count by a, a | limit x'])
      assert.equal((await ask(query, [path], 0)).streamed, true, query);
    assert.equal(await agrees('* | count', [path], { params: { timeRange: { from: 'yesterday or so' } } }), true);
    assert.equal(await agrees('[subquery: * | count] | count', [path]), true);
  });

  it('a text of messages can be sorted', async () => {
    const path = await write('sorted.jsonl', lines);
    assert.equal(await agrees('* | sort by _raw', [path]), true);
  });

  const forms: Readonly<Record<string, Buffer>> = {
    'compressed, whatever the name': gzipSync(lines.join('\n')),
    'compressed in two members': Buffer.concat([
      gzipSync(`${lines.slice(0, 2).join('\n')}\n`),
      gzipSync(lines[3] ?? ''),
    ]),
    'compressed in two members that a line crosses': Buffer.concat([
      gzipSync(lines.join('\n').slice(0, 300)),
      gzipSync(lines.join('\n').slice(300)),
    ]),
    'compressed with a line end of two characters': gzipSync(lines.join('\r\n')),
    'compressed with a byte order mark': gzipSync(`\ufeff${lines.join('\n')}`),
    'with a line end of two characters': Buffer.from(`${lines.join('\r\n')}\r\n\r\n`),
    'with a byte order mark': Buffer.from(`\ufeff${lines.join('\n')}`),
    'with empty lines': Buffer.from(`${lines.join('\n\n\n')}\n\n`),
    'of a single record': Buffer.from(lines[0] ?? ''),
  };
  for (const [what, content] of Object.entries(forms)) {
    it(`lines are read without loading: ${what}`, async () => {
      const path = await write('form.log', content);
      assert.equal((await both(byAddress, [path])).streamed, true);
      assert.equal((await both('* | limit 3', [path])).streamed, true);
      assert.equal((await both('* | count by _format, _size', [path])).streamed, true);
    });
  }

  it('files written in several ways are asked together', async () => {
    const logs = await Promise.all(
      Object.values(forms).map((content, index) => write(`mixed-${String(index)}.log`, content)),
    );
    assert.equal((await both('* | limit 40', logs)).streamed, true);
    assert.equal((await both('* | count by _source, _format | sort by _source', logs)).streamed, true);
  });

  const broken: Readonly<Record<string, Buffer>> = {
    'cut short': gzipSync(
      Array.from({ length: 300 }, (_, index) => bounce(String(index * 7919), 1)).join('\n'),
    ).subarray(0, -200),
    'cut short behind its last line': gzipSync(lines.join('\n')).subarray(0, -8),
    damaged: damaged(gzipSync(lines.join('\n'))),
    'followed by other bytes': Buffer.concat([gzipSync(`${lines.join('\n')}\n`), Buffer.from('more')]),
    'followed by zeros': Buffer.concat([gzipSync(`${lines.join('\n')}\n`), Buffer.alloc(100)]),
  };
  for (const [what, content] of Object.entries(broken)) {
    it(`the answer is the same when a compressed file is ${what}`, async () => {
      const path = await write('broken.gz', content);
      await both(byAddress, [path]);
      await both('* | limit 500', [path]);
    });
  }

  it('a compressed file that unpacks to more than it may is loaded', async () => {
    const path = await write('bomb.gz', gzipSync(`${lines.join('\n')}\n`.repeat(20)));
    const bomb = { settings: { inflateLimit: 2000 } };
    assert.equal((await both('* | count', [path], bomb)).streamed, false);
    const enough = { settings: { inflateLimit: 100_000 } };
    assert.equal((await both('* | count', [path], enough)).streamed, true);
  });

  const odd: Readonly<Record<string, string>> = {
    'a record cut short': '{"notificationType":"Bounce","bounce":{"bounceTy',
    'a line of text': 'Bounce at noon',
    'a record of another service': '{"eventVersion":"1.08","eventSource":"ses.amazonaws.com","eventName":"SendEmail"}',
    'two records on a line': `${bounce('q@x.example', 7)}${bounce('r@x.example', 8)}`,
    'a comma too many': bounce('s@x.example', 7, ',"x":[1,]'),
    'not a number': bounce('t@x.example', 7, ',"x":NaN'),
    'half a character': bounce('u\\ud83d@x.example', 7),
    'a list of records in a record': bounce('v@x.example', 7, ',"y":1').replace(/\}$/, ',"Records":[{"a":"Bounce"}]}'),
    'an event without mail': '{"eventType":"Bounce","when":"2024-03-11T00:00:03.000Z"}',
    'a line with another end': `${bounce('w@x.example', 7)}\r`,
  };
  for (const [what, line] of Object.entries(odd)) {
    it(`${what} among them: the files are loaded, and the answer is the same`, async () => {
      const path = await write('odd.jsonl', [...lines, line, bounce('z@x.example', 9)]);
      assert.equal((await both(byAddress, [path])).streamed, false);
      assert.equal((await both('* | count', [path])).rows.length, 1);
      assert.equal((await both('Bounce | limit 20', [path])).streamed, false);
    });
  }

  it('records that occur twice are left out by loading', async () => {
    const path = await write('twice.jsonl', [...lines, ...lines]);
    assert.equal((await both('* | count', [path], { settings: { deduplicate: true } })).streamed, false);
  });

  it('an explanation says how the files are read, and why', async () => {
    const path = await write('explained.jsonl', lines);
    const odd = await write('explained.log', ['Bounce at noon']);
    assert.match(await explain('* | count', [path]), /^Files:\n {2}are read while the query runs/);
    assert.match(await explain('* | limit 3', [path]), /several times, because messages are shown in their order\n/);
    assert.match(
      await explain('* | count', [path, odd]),
      /^Files:\n {2}are loaded first, because of .*explained\.log: /,
    );
  });

  it('a time that takes a second look is found by loading', async () => {
    const path = await write('time.jsonl', [...lines, bounce('z@x.example', 5).replaceAll('.000Z', '+02:00')]);
    assert.equal((await both('* | limit 20', [path])).streamed, false);
  });
});

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[40] = (copy[40] ?? 0) ^ 0xff;
  return copy;
}
