import assert from 'node:assert/strict';
import { messages, run, values } from '../support.ts';

const mail = {
  id: 7,
  recipients: [
    { address: 'ann@example.com', status: 'failed', code: 550, 'diagnostic-code': 'x' },
    { address: 'bob@example.com', status: 'sent', code: 250 },
    { address: 'cid@example.com', status: 'failed', code: 421 },
  ],
  headers: { From: 'a', To: 'b' },
  'Test Name': { 'event-data': { event: 'open' } },
};

async function read(path: string, document: unknown = mail): Promise<unknown> {
  const [row] = await values(messages(JSON.stringify(document)), `* | json "${path}" as x nodrop`, 'x');
  return row?.[0];
}

describe('paths of json', () => {
  const cases: readonly (readonly [path: string, value: string | null])[] = [
    ['recipients[0].code', '550'],
    ['recipients[-1].address', 'cid@example.com'],
    ['recipients[9].address', null],
    ['recipients[*].code', '[550,250,421]'],
    ['recipients[0:2].code', '[550,250]'],
    ['recipients[1:].code', '[250,421]'],
    ['recipients[-2:].code', '[250,421]'],
    ['recipients[::2].code', '[550,421]'],
    ['recipients[0,2].code', '[550,421]'],
    ["headers['From','To']", '["a","b"]'],
    ['headers.*', '["a","b"]'],
    ['headers[*]', '["a","b"]'],
    ['$..code', '[550,250,421]'],
    ['..address', '["ann@example.com","bob@example.com","cid@example.com"]'],
    ["recipients[?(@.status == 'failed')].address", '["ann@example.com","cid@example.com"]'],
    ['recipients[?(@.code > 400 && @.code < 500)].address', '["cid@example.com"]'],
    ['recipients[?(@.code == 250 || @.code == 421)].code', '[250,421]'],
    ["recipients[?(@['diagnostic-code'])].code", '[550]'],
    ['recipients[?(!@.diagnostic-code)].code', '[250,421]'],
    ['recipients[?(@.address =~ /^BOB/i)].code', '[250]'],
    ["recipients[?(@.status != 'failed')].code", '[250]'],
    ["recipients[?(@.code == '250')].code", null],
    ['recipients[?(@.code == $.id)].code', null],
    ["$['Test Name']['event-data'].event", 'open'],
    ['Test Name.event-data.event', 'open'],
    ['$', JSON.stringify(mail)],
  ];
  for (const [path, value] of cases) {
    it(`follow ${path}`, async () => {
      assert.equal(await read(path), value);
    });
  }

  it('may start at an array', async () => {
    assert.equal(await read('[0].value', [{ value: 1 }, { value: 2 }]), '1');
    assert.equal(await read('[*].value', [{ value: 1 }, { value: 2 }]), '[1,2]');
  });

  it('keep the digits of large numbers', async () => {
    assert.deepEqual(
      await values(messages('{"a":[{"n":12345678901234567890},{"n":1.50}]}'), '* | json "a[0:2].n" as x', 'x'),
      [['[12345678901234567890,1.50]']],
    );
  });

  it('drop rows to which a path of many values leads nowhere', async () => {
    assert.deepEqual(
      await values(messages(mail, { recipients: [] }), '* | json "recipients[?(@.code > 500)]" as x | count', '_count'),
      [[1]],
    );
  });

  for (const path of ['a[', 'a[?(@.b ==)]', 'a[?(alert(1))]', 'a[x]', 'a...b']) {
    it(`that cannot be read are refused: ${path}`, async () => {
      await assert.rejects(run(messages(mail), `* | json "${path}" as x`), /not understood in a JSON path/);
    });
  }
});

describe('json in other text', () => {
  it('finds the first object after a preamble', async () => {
    const text = '2015-05-04 21:51:43 INFO mcpd[3772]: ["hostId"=stream] {"a":{"b":"c"}} {"a":{"b":"d"}} done';
    assert.deepEqual(await values(messages(text), '* | json "a.b" as x', 'x'), [['c']]);
  });

  it('finds an array of objects', async () => {
    assert.deepEqual(await values(messages('got [{"a":1}]'), '* | json "[0].a" as x', 'x'), [['1']]);
  });

  it('finds it in a field', async () => {
    assert.deepEqual(await values(messages({ m: 'x {"a":5} y' }), '* | json "m" | json field=m "a" as x', 'x'), [
      ['5'],
    ]);
  });

  it('is not misled by brackets and quotes', async () => {
    assert.deepEqual(await values(messages('{a} "{" {"a":"}{"} {'), '* | json "a" as x', 'x'), [['}{']]);
  });

  it('gives up on brackets without end', async () => {
    assert.deepEqual(await values(messages('['.repeat(20_000) + '{'.repeat(20_000)), '* | json "a" as x nodrop', 'x'), [
      [null],
    ]);
  });

  it('bears with half a character', async () => {
    assert.deepEqual(await values(messages('x {"a":"b\\ud83d","c":"\\ud83d\\ude00"}'), '* | json "a", "c"', 'a', 'c'), [
      ['b\ufffd', '😀'],
    ]);
  });
});
