/** Records that are kept as far as they can be read. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';

import { readLog } from '../../../server/src/engine/sources/readLog.ts';
import type { LogSummary } from '../../../server/src/engine/sources/logSummary.ts';
import { salvageObject } from '../../../server/src/engine/sources/repair.ts';
import { defaultReading } from '../../../server/src/engine/sources/settings/reading.ts';
import { inFolder } from './read.ts';

interface Read {
  readonly messages: readonly string[];
  readonly summary: LogSummary;
}

async function readLeniently(content: string | Buffer): Promise<Read> {
  return inFolder(async (folder) => {
    const path = join(folder, 'log');
    await writeFile(path, content);
    const messages: string[] = [];
    const summary = await readLog(path, 0, new AbortController().signal, {
      reading: { ...defaultReading, lenient: true },
      onMessage: ({ kind, raw }) => messages.push(`${kind} ${Buffer.from(raw).toString()}`),
      onBytes: () => undefined,
    });
    return { messages, summary };
  });
}

/** Texts that break off or go wrong, and what is left of them; undefined for nothing. */
const broken: readonly (readonly [text: string, left: string | undefined])[] = [
  ['{"a":1,"b":(2}', '{"a":1}'],
  ['{"a":[1,{"b":2},{"c":', '{"a":[1,{"b":2}]}'],
  ['{"a":{"b":{"c":1,"d":tru', '{"a":{"b":{"c":1}}}'],
  ['{"a":{},"b', '{"a":{}}'],
  ['{\'a\':True,"b"', '{"a":true}'],
  ['{"a":1} and more', '{"a":1}'],
  ['{"a":{"b":{', undefined],
  ['{"a"', undefined],
  ['{(', undefined],
];

describe('records that cannot be read to their end', () => {
  for (const [text, left] of broken)
    it(`${text} leaves ${left ?? 'nothing'}`, () => {
      assert.equal(salvageObject(Buffer.from(text), 0)?.text.toString(), left);
    });

  it('leave a beginning of themselves wherever they are cut', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (object, cut) => {
        const text = Buffer.from(JSON.stringify(object));
        const piece = text.subarray(0, cut % text.length);
        const left = salvageObject(piece, 0)
          ?.text.toString()
          .replace(/[\]}]+$/, '');
        assert.ok(left === undefined || piece.toString().startsWith(left), left);
      }),
      { numRuns: 500 },
    );
  });

  it('keep the fields before the mistake, its place and the reason', async () => {
    const seed = await readFile(new URL('../../../samples/logs/seed/ses-log.jsonl', import.meta.url));
    const { messages, summary } = await readLeniently(seed);
    const [kind, text] = messages[2]?.split(/ (.*)/s) ?? [];
    const { complaint, mail } = JSON.parse(text ?? '') as Record<'complaint' | 'mail', Record<string, unknown>>;
    assert.equal(kind, 'ses.notification');
    assert.deepEqual(Object.keys(mail), [
      'timestamp',
      'source',
      'sourceArn',
      'sourceIp',
      'sendingAccountId',
      'messageId',
    ]);
    assert.ok('complainedRecipients' in complaint);
    assert.deepEqual(summary.rejected, [{ line: 3, column: 664, reason: 'Expected a value, found "(".' }]);
    assert.deepEqual(summary.notes, ['1 record was repaired: the rest left out after a mistake (line 3).']);
    assert.deepEqual(summary.kinds, { 'ses.notification': 3 });
  });

  it('are unwrapped', async () => {
    const envelope = JSON.stringify({
      Type: 'Notification',
      MessageId: 'm',
      TopicArn: 't',
      Message: '{"notificationType":"Bounce"}',
    });
    const { messages } = await readLeniently(`${envelope.slice(0, -1)},"Signature":(}\n`);
    assert.deepEqual(messages, ['ses.notification {"notificationType":"Bounce"}']);
  });

  it('stay text when nothing of them can be read', async () => {
    const { messages, summary } = await readLeniently('{"a":(1}\n{"a":1,"t":"2020-01-01T00:00:00Z"}\n');
    assert.deepEqual(messages, ['text {"a":(1}', 'other {"a":1,"t":"2020-01-01T00:00:00Z"}']);
    assert.equal(summary.rejectedCount, 1);
  });
});
