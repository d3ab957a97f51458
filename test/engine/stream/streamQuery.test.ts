import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../../server/src/engine/engine.ts';
import type { EngineSettings, QueryStats, ResultValue } from '../../../server/src/protocol/engine.ts';

const settings: EngineSettings = {
  logs: [],
  categories: [],
  memoryLimit: '',
  threads: 0,
  cacheFolder: undefined,
  oneShot: true,
};

/** A bounce of one recipient; the index makes its time. */
function bounce(address: string, index: number, more = ''): string {
  const time = `2024-03-11T00:00:0${String(index)}.000Z`;
  return `{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"${address}"}],"timestamp":"${time}"},"mail":{"timestamp":"${time}","source":"a@b.example"${more}}}`;
}

const lines = [
  bounce('a@x.example', 1),
  bounce('b@y.example', 2),
  '{"eventType":"Send","mail":{"timestamp":"2024-03-11T00:00:03.000Z","source":"c@d.example"},"send":{}}',
  bounce('a@x.example', 4),
];

const byAddress = `"\\"notificationType\\":\\"Bounce\\"" | json "bounce.bouncedRecipients[0].emailAddress" as address | count as n by address | sort by n, address`;

interface Answer {
  readonly rows: readonly (readonly ResultValue[])[];
  readonly stats: QueryStats;
}

describe('questions about files that are not loaded', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sesq-stream-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Asks with files read on the way (from the first byte on) or loaded first. */
  async function ask(query: string, logs: readonly string[], streamFrom: number): Promise<Answer> {
    const engine = await Engine.open({ ...settings, logs }, streamFrom);
    try {
      const params = { query, timeRange: {}, now: 'data', timezone: 'UTC', parameters: {}, operation: '' } as const;
      const result = await engine.run(params, { signal: new AbortController().signal });
      assert.equal(result.kind, 'rows', JSON.stringify(result));
      if (result.kind !== 'rows') throw new Error('unreachable');
      const { rows } = await engine.page({ resultId: result.resultId, offset: 0, limit: 100, sort: undefined });
      return { rows, stats: result.stats };
    } finally {
      engine.close();
    }
  }

  async function write(name: string, content: readonly string[]): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, `${content.join('\n')}\n`);
    return path;
  }

  /** The same rows both ways; gives them and whether the files were read on the way. */
  async function both(query: string, logs: readonly string[]): Promise<{ rows: Answer['rows']; streamed: boolean }> {
    const streamed = await ask(query, logs, 0);
    const loaded = await ask(query, logs, Infinity);
    assert.deepEqual(streamed.rows, loaded.rows);
    assert.notEqual(loaded.stats.messagesTotal, undefined);
    return { rows: streamed.rows, streamed: streamed.stats.messagesTotal === undefined };
  }

  it('plain records are counted without being loaded', async () => {
    const path = await write('plain.jsonl', lines);
    assert.deepEqual(await both(byAddress, [path]), {
      rows: [
        ['a@x.example', 2],
        ['b@y.example', 1],
      ],
      streamed: true,
    });
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
    assert.deepEqual(
      [rows, streamed],
      [
        [
          ['a@x.example', 2],
          ['b@y.example', 1],
        ],
        true,
      ],
    );
  });

  it('categories, names and hosts are those of a loaded file', async () => {
    const path = await write('names.jsonl', lines);
    const { rows, streamed } = await both(
      '_sourceCategory=AWS/SES/Notifications | count by _sourceCategory, _collector, _sourceName, _source',
      [path],
    );
    assert.deepEqual([rows, streamed], [[['AWS/SES/Notifications', 'Local', path, 'names.jsonl', 4]], true]);
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
  };
  for (const [what, line] of Object.entries(odd)) {
    it(`${what} among them: the files are loaded, and the answer is the same`, async () => {
      const path = await write('odd.jsonl', [...lines, line, bounce('z@x.example', 9)]);
      assert.equal((await both(byAddress, [path])).streamed, false);
      assert.equal((await both('* | count', [path])).rows.length, 1);
    });
  }

  for (const query of [
    'Bounce',
    'Bounce | count by _messageTime | timeslice 1 buckets',
    '* | queryStartTime() as start | count by start',
    '* | json "notificationType" as t nodrop | count by t | transpose row t column t',
  ]) {
    it(`a query that needs to know the data loads it: ${query}`, async () => {
      const path = await write('needs.jsonl', lines);
      assert.equal((await ask(query, [path], 0)).stats.messagesTotal, 4);
    });
  }
});
