import assert from 'node:assert/strict';
import { messages, run, values } from '../support.ts';

describe('trace', () => {
  const input = messages(
    'ERROR for fileID=11C0',
    'requestID=082A writes fileID=11C0',
    'webID=AAAA ready',
    'no id at all',
    'requestID=082A for webID=7F92',
    'sessionID=0001 opens webID=7F92',
  );
  const kept = async (query: string): Promise<readonly number[]> => {
    const rows = await values(input, `* | ${query}`, '_raw');
    return rows.map(([raw]) => input.findIndex((message) => message.raw === raw));
  };

  it('follows ids both ways', async () => {
    assert.deepEqual(await kept('trace "ID=([0-9A-F]{4})" "7F92"'), [0, 1, 4, 5]);
  });

  it('follows them to later messages only', async () => {
    assert.deepEqual(await kept('trace + "ID=([0-9A-F]{4})" "082A"'), [0, 1, 4]);
  });

  it('follows them to earlier messages only', async () => {
    assert.deepEqual(await kept('trace - "ID=([0-9A-F]{4})" "082A"'), [1, 4, 5]);
  });

  it('takes the whole match when there is no group', async () => {
    assert.deepEqual(await kept('trace "[0-9A-F]{4}" "AAAA"'), [2]);
  });

  it('keeps nothing for an unknown id', async () => {
    assert.deepEqual(await kept('trace "ID=(?<id>[0-9A-F]{4})" "FFFF"'), []);
  });

  it('keeps fields for later stages', async () => {
    const result = await run(input, '* | parse "fileID=*" as file nodrop | trace "ID=(\\w{4})" "11C0" | count by file');
    assert.deepEqual(result.rows, [
      ['11C0', 2],
      [null, 2],
    ]);
  });
});

describe('sessionize', () => {
  it('joins messages by a value found before', async () => {
    const input = messages('id=7 done in 120 ms', 'id=8 started', 'id=7 started', 'id=77 done in 1 ms', 'noise');
    const result = await run(input, '* | sessionize "id=* started" as (id), "id=$id done in * ms" as (duration)');
    assert.deepEqual(result.columns, ['id', 'duration']);
    assert.deepEqual(result.rows, [['7', '120']]);
  });

  it('goes on from pattern to pattern', async () => {
    const input = messages('c: y2 ok', 'b: x1 -> y2', 'a: u x1.', 'b: x3 -> y4', 'a: v x3.');
    const { rows } = await run(
      input,
      '* | sessionize "a: * *." as (user, x), "b: $x -> *" as (y), "c: $y *" as (end) | count by user, x, y, end',
    );
    assert.deepEqual(rows, [['u', 'x1', 'y2', 'ok', 1]]);
  });

  it('makes a row for each pair of messages', async () => {
    const input = messages('end 1 b', 'end 1 a', 'begin 1');
    const { rows } = await run(input, '* | sessionize "begin *" as (id), "end $id *" as (what)');
    assert.deepEqual(rows, [
      ['1', 'b'],
      ['1', 'a'],
    ]);
  });

  it('finds a value at the end of a pattern in front of other signs', async () => {
    const input = messages('bye 7, thanks by ann', 'hello 7!');
    const { rows } = await run(input, '* | sessionize "hello *!" as (id), "by * " as (nobody)');
    assert.deepEqual(rows, []);
    const { rows: found } = await run(
      messages('from * id=7, thanks', 'hello 7!'),
      '* | sessionize "hello *!" as (id), "from * id=$id" as (who)',
    );
    assert.deepEqual(found, [['7', '*']]);
  });

  it('names the fields that a pattern lacks', async () => {
    await assert.rejects(run(messages('x'), '* | sessionize "a * b *" as (one)'));
  });
});
