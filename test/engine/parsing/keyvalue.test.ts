import assert from 'node:assert/strict';
import { messages, run, values } from '../support.ts';

const request = '[log] {perf.response_time_ms=129, serviceinfo.IP=10.211.77.111, request.country=US}';

describe('keyvalue', () => {
  it('infers the separators =, : and ->', async () => {
    assert.deepEqual(await values(messages('a=1 b: 2 c -> 3'), '* | kv "a", "b", "c"', 'a', 'b', 'c'), [
      ['1', '2', '3'],
    ]);
  });

  it('reads quoted values whole', async () => {
    const text = 'path="/a b" user=\'it is\' note="say \\"hi\\""';
    assert.deepEqual(await values(messages(text), '* | kv "path", "user", "note"', 'path', 'user', 'note'), [
      ['/a b', 'it is', 'say "hi"'],
    ]);
  });

  it('ends a value at a delimiter', async () => {
    assert.deepEqual(await values(messages('(a=1, b=2; c=3)'), '* | kv "a", "b", "c"', 'a', 'b', 'c'), [
      ['1', '2', '3'],
    ]);
  });

  it('takes an empty value for found', async () => {
    assert.deepEqual(await values(messages('a= , b=2'), '* | kv "b"', 'b'), [['2']]);
    assert.deepEqual(await values(messages('a=, b=2'), '* | kv "a"', 'a'), [['']]);
  });

  it('does not take the end of a longer word for the key', async () => {
    assert.deepEqual(await values(messages('myapp=1 x.app=2 app=3'), '* | kv "app"', 'app'), [['3']]);
  });

  it('reads keys in quotes', async () => {
    assert.deepEqual(
      await values(messages('{"status":"sent","code":250}'), '* | kv "status", "code"', 'status', 'code'),
      [['sent', '250']],
    );
  });

  it('drops rows that lack a key unless nodrop is given', async () => {
    const input = messages('a=1 b=2', 'a=3');
    assert.deepEqual(await values(input, '* | kv "a", "b"', 'a', 'b'), [['1', '2']]);
    assert.deepEqual(await values(input, '* | kv "a", "b" nodrop', 'a', 'b'), [
      ['1', '2'],
      ['3', null],
    ]);
  });

  it('keeps an old value under nodrop when the key is missing', async () => {
    assert.deepEqual(await values(messages('a=1', 'b=1'), '* | "old" as a | kv "a" nodrop', 'a'), [['1'], ['old']]);
  });

  it('names a field by its key with underscores, and answers to the key too', async () => {
    const query = '* | keyvalue regex "=(.*?)," "serviceinfo.IP" | %"serviceinfo.IP" as again';
    const result = await run(messages(request), query);
    assert.deepEqual(
      result.columns.filter((name) => !name.startsWith('_')),
      ['serviceinfo_IP', 'again'],
    );
    assert.deepEqual(await values(messages(request), query, 'serviceinfo_IP', 'again'), [
      ['10.211.77.111', '10.211.77.111'],
    ]);
  });

  it('takes key and value from two groups', async () => {
    const query = '* | keyvalue regex "\\s(.*?)=(.*?)," keys "serviceinfo.IP" as ip';
    assert.deepEqual(await values(messages(request), query, 'ip'), [['10.211.77.111']]);
  });

  it('takes the match after the key with one group', async () => {
    const query = '* | keyvalue regex ": (.*?)[,.]" "user", "host" as u, h';
    assert.deepEqual(await values(messages('host: h1, user: ann.'), query, 'u', 'h'), [['ann', 'h1']]);
  });

  it('reads a field', async () => {
    assert.deepEqual(await values(messages({ m: 'a=1' }), '* | json "m" | kv field=m "a"', 'a'), [['1']]);
  });

  it('takes keys literally', async () => {
    assert.deepEqual(await values(messages('a.b=1 a+b=2 axb=3'), '* | kv "a.b", "a+b" as x, y', 'x', 'y'), [
      ['1', '2'],
    ]);
  });

  it('refuses an expression without groups', async () => {
    await assert.rejects(run(messages('x'), '* | kv regex "=x" "a"'), /needs one group/);
  });
});

describe('keyvalue auto', () => {
  it('makes every pair a field, the last one of equal keys', async () => {
    const result = await run(messages('a=1 b=2 a=3', 'c-d: x'), '* | kv auto');
    assert.deepEqual(result.columns, ['_messageTime', 'a', 'b', 'c_d', '_raw', '_sourceName']);
    assert.deepEqual(
      result.rows.map((row) => row.slice(1, 4)),
      [
        ['3', '2', null],
        [null, null, 'x'],
      ],
    );
  });

  it('makes only fields that are mentioned under refonly', async () => {
    const result = await run(messages('a=1 b=2'), '* | kv auto refonly | where b = 2');
    assert.deepEqual(result.columns, ['_messageTime', 'b', '_raw', '_sourceName']);
  });

  it('looks up fields of later stages by key or by name', async () => {
    const query = '* | kv auto | count by document_uri, %"document-uri"';
    assert.deepEqual((await run(messages('document-uri=/x'), query)).rows, [['/x', '/x', 1]]);
  });

  it('counts one separator with delim', async () => {
    assert.deepEqual(await values(messages('a:1 b=2'), '* | kv auto delim ":" | fields a, b', 'a', 'b'), [['1', null]]);
  });

  it('drops rows that lack a key of keys', async () => {
    assert.deepEqual(await values(messages('a=1', 'b=1'), '* | kv auto keys "a" as x', 'x'), [['1']]);
  });
});
