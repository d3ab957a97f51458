/** Questions about what wrappers say, and answers without records that occur twice. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Engine } from '../../../server/src/engine/engine.ts';
import type { EngineSettings, RunQueryResult } from '../../../server/src/protocol/engine.ts';
import { inFolder } from '../sources/read.ts';

const signal = new AbortController().signal;

function bounce(messageId: string): object {
  return {
    notificationType: 'Bounce',
    bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'a@example.com' }] },
    mail: { timestamp: '2020-01-02T03:04:05.000Z', messageId },
  };
}

function sns(MessageId: string, TopicArn: string, message: object): string {
  return `${JSON.stringify({ Type: 'Notification', MessageId, TopicArn, Message: JSON.stringify(message) })}\n`;
}

type Rows = Extract<RunQueryResult, { readonly kind: 'rows' }>;

/** Asks queries about one file. */
async function ask(
  content: string,
  queries: readonly string[],
  settings: Partial<EngineSettings> = {},
): Promise<readonly { readonly result: Rows; readonly rows: readonly (readonly unknown[])[] }[]> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, 'log'), content);
    const common = { logs: [join(folder, 'log')], categories: [], memoryLimit: '', threads: 1, cacheFolder: undefined };
    const engine = await Engine.open({ ...common, ...settings });
    try {
      const answers = [];
      for (const query of queries) {
        const asked = { timeRange: {}, now: 'data', timezone: 'UTC', parameters: {}, operation: 't' } as const;
        const result = await engine.run({ ...asked, query }, { signal });
        assert.ok(result.kind === 'rows', JSON.stringify(result));
        const { rows } = await engine.page({ resultId: result.resultId, offset: 0, limit: 100, sort: undefined });
        answers.push({ result, rows });
      }
      return answers;
    } finally {
      engine.close();
    }
  });
}

const topic = 'arn:aws:sns:us-west-2:123456789012:Bounces';

describe('fields of wrappers in queries', () => {
  const content = `${sns('m1', topic, bounce('x1'))}${sns('m2', 'other', bounce('x2'))}${JSON.stringify(bounce('x3'))}\n`;

  it('group, narrow the scope, and are compared', async () => {
    const [grouped, scoped, compared, shown] = await ask(content, [
      '* | count by %"sns.TopicArn" | sort by _count, %"sns.TopicArn"',
      'sns.TopicArn=arn:* | count',
      '* | where sns.MessageId = "m2" | json "mail.messageId" as id | count by id',
      `%"sns.TopicArn"="${topic}" | count by sns.Type`,
    ]);
    assert.deepEqual(
      new Set(grouped?.rows.map((row) => JSON.stringify(row))),
      new Set([topic, 'other', null].map((name) => JSON.stringify([name, 1]))),
    );
    assert.deepEqual(scoped?.rows, [[1]]);
    assert.deepEqual(compared?.rows, [['x2', 1]]);
    assert.deepEqual(shown?.rows, [['Notification', 1]]);
    assert.deepEqual(
      [grouped, scoped, compared].map((answer) => answer?.result.diagnostics),
      [[], [], []],
    );
  });

  it('leave the same names to the messages where there are no wrappers', async () => {
    const [found] = await ask('{"sns":{"MessageId":"own"},"t":"2020-01-02T03:04:05.000Z"}\n', [
      'sns.MessageId=own | count',
    ]);
    assert.deepEqual(found?.rows, [[1]]);
  });
});

describe('answers without duplicates', () => {
  const content = sns('m1', topic, bounce('x1')) + sns('m1', topic, bounce('x1')) + sns('m2', topic, bounce('x2'));
  const queries = ['*', '* | count', 'Bounce | count by %"sns.MessageId" | sort by %"sns.MessageId"'];

  for (const oneShot of [true, false])
    it(`count each record once and say so${oneShot ? ', for a single question' : ''}`, async () => {
      const answers = await ask(content, queries, { deduplicate: true, oneShot });
      assert.deepEqual(
        answers.map(({ result }) => [result.stats.rows, result.stats.messagesMatched, result.stats.messagesTotal]),
        [
          [2, 2, 2],
          [1, 2, 2],
          [2, 2, 2],
        ],
      );
      assert.deepEqual(answers[1]?.rows, [[2]]);
      for (const { result } of answers)
        assert.deepEqual(
          result.notices.map(({ message }) => message),
          ['1 duplicate in the logs is left out: the first of the records that say the same counts.'],
        );
    });

  it('are not given unless somebody asks for them', async () => {
    const [all] = await ask(content, queries);
    assert.deepEqual([all?.result.stats.rows, all?.result.notices], [3, []]);
  });
});
