import assert from 'node:assert/strict';
import { messages, run } from '../support.ts';
import type { TestMessage } from '../support.ts';

async function found(scope: string, ...texts: readonly (string | object)[]): Promise<readonly boolean[]> {
  const result = await run(messages(...texts), `${scope} | fields _raw`);
  const raws = result.rows.map((row) => row[result.columns.indexOf('_raw')]);
  return texts.map((text) => raws.includes(typeof text === 'string' ? text : JSON.stringify(text)));
}

async function counted(scope: string, ...input: readonly TestMessage[]): Promise<unknown> {
  return (await run(input, `${scope} | count`)).rows[0]?.[0];
}

const words = ['test', 'TESTClientImpl', 'TEST', 'TEST1234567', 'contest'] as const;

describe('keywords of the scope', () => {
  it('stand for whole tokens', async () => {
    assert.deepEqual(await found('test', ...words), [true, false, true, false, false]);
  });

  it('open up with a star at the end', async () => {
    assert.deepEqual(await found('TEST*', ...words), [true, true, true, true, false]);
  });

  it('open up with a star at the start', async () => {
    assert.deepEqual(await found('*test', ...words), [true, false, true, false, true]);
  });

  it('find digits inside tokens between two stars', async () => {
    assert.deepEqual(await found('*456*', '21:25:15,456', '1234567', 'TEST1234567', '45 6'), [true, true, true, false]);
  });

  it('with separators are tokens next to each other', async () => {
    assert.deepEqual(await found('10.1.1.1', 'from 10.1.1.1:80', '10.1.1.10', '210.1.1.1', '10-1-1-1'), [
      true,
      false,
      false,
      false,
    ]);
    assert.deepEqual(await found('jsmith@demo.com', '<JSmith@demo.com>', 'jsmith@demo.company', 'ajsmith@demo.com'), [
      true,
      false,
      false,
    ]);
  });

  it('take a star between separators for exactly one token', async () => {
    assert.deepEqual(await found('jsmith@*.com', 'jsmith@demo.com', 'jsmith@a.b.com', 'jsmith@.com'), [
      true,
      false,
      false,
    ]);
    assert.deepEqual(await found('com.*.services*', 'com.test.services', 'com.test.servicesX', 'com.a.b.services'), [
      true,
      true,
      false,
    ]);
  });

  it('do not let a star span separators', async () => {
    assert.deepEqual(await found('com*services', 'com.test.services', 'comXservices'), [false, true]);
  });

  it('take ? for one character of a token', async () => {
    assert.deepEqual(await found('4??', 'status 404', 'status 4 4', 'status 4.4', '4040'), [true, false, false, false]);
    assert.deepEqual(await found('?at', 'cat', 'at', 'that'), [true, false, false]);
  });

  it('know letters of all languages', async () => {
    assert.deepEqual(await found('cole', 'école', 'cole'), [false, true]);
    assert.deepEqual(await found('müll*', 'MÜLLTONNE', 'müll'), [true, true]);
    assert.deepEqual(await found('m?ller', 'Müller'), [true]);
    assert.deepEqual(await found('na*ve', 'naïve'), [true]);
    assert.deepEqual(await found('日本', 'in 日本 .', '日本語'), [true, false]);
  });

  it('may hold the characters of addresses and paths', async () => {
    assert.deepEqual(await found('a-b_c:d/e+f#g$h', 'x a-b_c:d/e+f#g$h', 'a-b_c:d/eef#g$h'), [true, false]);
    assert.deepEqual(await found('100%', '100% done', '100 done'), [true, false]);
  });
});

describe('phrases of the scope', () => {
  it('match with any run of blanks between words', async () => {
    const blanks = ['\n\t', '\v', '\f', '\x1c', '\x1f', '\u2003', '\u3000', '\u2028'];
    for (const blank of blanks)
      assert.deepEqual(await found('"failed login"', `a failed${blank}login`), [true], JSON.stringify(blank));
  });

  it('take spaces that forbid a break for other characters', async () => {
    for (const blank of ['\u00a0', '\u2007', '\u202f'])
      assert.deepEqual(await found('"failed login"', `failed${blank}login`), [false], JSON.stringify(blank));
    assert.deepEqual(await found('"failed\u00a0login"', 'failed\u00a0login', 'failed login'), [true, false]);
  });

  it('normalise their own blanks', async () => {
    assert.deepEqual(await found('"failed \\t login"', 'failed login'), [true]);
  });

  it('end at tokens where they end in words', async () => {
    assert.deepEqual(await found('"failed login"', 'failed logins', 'unfailed login', '"failed login"'), [
      false,
      false,
      true,
    ]);
    assert.deepEqual(await found('"status="', 'status=200', 'xstatus=200'), [true, false]);
  });

  it('ignore case in JSON too', async () => {
    assert.deepEqual(
      await found(
        '"\\"eventsource\\":\\"ses.amazonaws.com\\""',
        { eventSource: 'ses.amazonaws.com' },
        { eventSource: 's3' },
      ),
      [true, false],
    );
  });

  it('take a star literally', async () => {
    assert.deepEqual(await found('"a*b"', 'a*b', 'axb'), [true, false]);
  });

  it('may be glued together by a colon', async () => {
    assert.deepEqual(await found('"eventName":"query_job"', { eventName: 'query_job' }, { eventName: 'other' }), [
      true,
      false,
    ]);
  });
});

describe('fields of the scope', () => {
  const message: TestMessage = { raw: { a: 1 }, category: 'Labs/AWS/SES', path: '/var/log/x.log' };

  it('compare metadata as a whole, with wildcards, in any case', async () => {
    assert.equal(await counted('_sourceCategory = labs/aws/ses', message), 1);
    assert.equal(await counted('_SOURCECATEGORY=Labs/*', message), 1);
    assert.equal(await counted('_sourceCategory=*aws*', message), 1);
    assert.equal(await counted('_sourceCategory=Labs', message), 0);
    assert.equal(await counted('_sourceName=/var/log/?.log', message), 1);
    assert.equal(await counted('_sourceName=/var/log/?.txt', message), 0);
    assert.equal(await counted('_sourceCategory=Labs_AWS_SES', message), 0);
    assert.equal(await counted('_sourceCategory="labs/aws/ses"', message), 1);
  });

  it('can be negated', async () => {
    for (const scope of ['!(_sourceCategory=Labs/*)', 'NOT _sourceCategory=Labs/*', '!_sourceCategory=Labs/*'])
      assert.equal(await counted(scope, message), 0, scope);
    assert.equal(await counted('!_sourceCategory=other', message), 1);
  });

  it('are looked for in the JSON of the message, along dots', async () => {
    assert.deepEqual(
      await found('mail.source=ann*', { mail: { source: 'Ann@x' } }, { 'mail.source': 'ann@y' }, { mail: 1 }),
      [true, true, false],
    );
  });

  it('are found in any case of their name', async () => {
    assert.deepEqual(await found('eventname=ConsoleLogin', { eventName: 'ConsoleLogin' }, { eventName: 'x' }), [
      true,
      false,
    ]);
    assert.deepEqual(await found('MAIL.Source=a', { mail: { source: 'a' } }), [true]);
  });

  it('are looked for in JSON after a preamble', async () => {
    assert.deepEqual(await found('code=5', 'INFO {"code":5}', 'INFO code=5'), [true, false]);
  });

  it('are there with a value that is not null', async () => {
    assert.deepEqual(await found('errorCode=*', { errorCode: 'x' }, { errorCode: null }, {}, { errorCode: '' }), [
      true,
      false,
      false,
      true,
    ]);
    assert.deepEqual(await found('!errorCode=*', { errorCode: 'x' }, {}), [false, true]);
  });
});
