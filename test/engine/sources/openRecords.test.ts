/** Records at the end of a file that may still grow. */
import assert from 'node:assert/strict';

import { readContent } from './read.ts';

const GOOD = '{"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05Z"}}\n';

/** Whether a file is lines that can be read one by one, and whether the last of them is done with. */
async function lines(content: string): Promise<'no lines' | 'settled' | 'open'> {
  const { lines: read } = (await readContent(content)).summary;
  return read === undefined ? 'no lines' : read.isSettled ? 'settled' : 'open';
}

describe('the end of a growing file', () => {
  it('is settled behind a whole record', async () => {
    assert.equal(await lines(GOOD), 'settled');
    assert.equal(await lines(`${GOOD}{"a":(1)}\n`), 'settled');
  });

  it('is open as long as more bytes may make a record of the last line', async () => {
    assert.equal(await lines(`${GOOD}{"a":"unfin`), 'open');
    assert.equal(await lines(`${GOOD}{"a":"a line break\n`), 'open');
    assert.equal(await lines(`${GOOD}{'a':[1,\n`), 'open');
  });

  it('is no line when more bytes may make one record of several', async () => {
    assert.equal(await lines(`${GOOD}{"a":"a line break\nand a text\n`), 'no lines');
  });

  it('counts once what was open and is a record now', async () => {
    const { messages, summary } = await readContent(`${GOOD}{"a":"a line break\nand a text"}\n`);
    assert.deepEqual(
      messages.map(({ raw, place }) => `${place} ${raw}`),
      [`1:1 ${GOOD.trim()}`, '2:1 {"a":"a line break\\nand a text"}'],
    );
    assert.equal(summary.rejectedCount, 0);
  });
});
