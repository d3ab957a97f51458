import assert from 'node:assert/strict';
import { messages, run } from '../support.ts';
import type { TestMessage } from '../support.ts';

async function found(scope: string, ...texts: readonly (string | object)[]): Promise<readonly boolean[]> {
  const result = await run(messages(...texts), `${scope} | fields _raw`);
  const raws = result.rows.map((row) => row[result.columns.indexOf('_raw')]);
  return texts.map((text) => raws.includes(typeof text === 'string' ? text : JSON.stringify(text)));
}

async function categories(scope: string, input: readonly TestMessage[]): Promise<readonly unknown[]> {
  const result = await run(input, `${scope} | count by _sourceCategory | fields _sourceCategory`);
  return result.rows.map(([category]) => category);
}

const logLine =
  '2013-08-13 21:25:15,456 98765432 [com.test.services.test.TESTClientImpl] TEST Request:id=1234567 TEST1234567';

describe('scope', () => {
  it('matches a keyword as a whole token in any case', async () => {
    assert.deepEqual(await found('error', 'an ERROR here', 'errors here', 'my_error'), [true, false, false]);
  });

  it('lets a wildcard stand for the rest of a token', async () => {
    assert.deepEqual(await found('error*', 'an error', 'errors', 'terrors'), [true, true, false]);
  });

  it('finds digits inside tokens only with wildcards on both sides', async () => {
    assert.deepEqual(await found('*456*', logLine), [true]);
    assert.deepEqual(await found('4567', logLine), [false]);
    assert.deepEqual(await found('456', logLine), [true]);
  });

  it('keeps a wildcard inside one token', async () => {
    assert.deepEqual(await found('com*services', 'com.test.services', 'comservices'), [false, true]);
    assert.deepEqual(await found('jsmith@*.com', 'to jsmith@demo.com', 'to jsmith@a.b.com'), [true, false]);
  });

  it('takes ? for exactly one character', async () => {
    assert.deepEqual(await found('4??', 'status 404', 'status 40', 'status 4040'), [true, false, false]);
  });

  it('matches a phrase in any case and with any white space', async () => {
    assert.deepEqual(await found('"failed login"', 'a Failed \n\t LOGIN', 'failed logins', 'failedlogin'), [
      true,
      false,
      false,
    ]);
  });

  it('matches a phrase of punctuation anywhere', async () => {
    assert.deepEqual(await found('"\\"type\\":\\"Bounce\\""', { type: 'bounce' }, { type: 'Bounced' }), [true, false]);
  });

  it('takes pattern characters of a phrase literally', async () => {
    assert.deepEqual(await found('"a.b(c)+"', 'a.b(c)+', 'axb(c)+'), [true, false]);
  });

  it('combines terms with implicit and, or and not', async () => {
    assert.deepEqual(await found('one two', 'one two', 'one'), [true, false]);
    assert.deepEqual(await found('one or two', 'one', 'two', 'three'), [true, true, false]);
    assert.deepEqual(await found('(one or two) !three', 'one', 'one three'), [true, false]);
    assert.deepEqual(await found('NOT one AND two OR three', 'two', 'one two', 'one three'), [true, false, true]);
  });

  const sources: readonly TestMessage[] = [
    { raw: 'x', category: 'AWS/SES/Notifications' },
    { raw: 'x', category: 'AWS/CloudTrail' },
    { raw: 'x', category: 'aws-ses' },
  ];

  it('compares a source category as a whole, in any case', async () => {
    assert.deepEqual(await categories('_sourceCategory=AWS-SES', sources), ['aws-ses']);
    assert.deepEqual(await categories('_sourceCategory=AWS', sources), []);
  });

  it('knows wildcards in a source category, but not inside quotes', async () => {
    assert.deepEqual(await categories('_sourceCategory=aws/*', sources), ['AWS/SES/Notifications', 'AWS/CloudTrail']);
    assert.deepEqual(await categories('_sourceCategory="aws/*"', sources), []);
  });

  it('looks for an unknown field in the JSON of the message', async () => {
    assert.deepEqual(
      await found('mail.source=BOB*', { mail: { source: 'bob@example.com' } }, { mail: {} }, 'bob text'),
      [true, false, false],
    );
  });

  it('takes field=* for the presence of the field', async () => {
    assert.deepEqual(await found('errorCode=*', { errorCode: 'x' }, { errorCode: null }, {}), [true, false, false]);
  });

  it('ignores a view with a notice', async () => {
    const result = await run(messages('x'), '_index=main x | count');
    assert.deepEqual(result.rows, [[1]]);
    assert.deepEqual(result.notices, ['scope.modifier-ignored']);
  });

  it('returns the newest message first', async () => {
    const result = await run(
      [
        { raw: 'old', time: 1000 },
        { raw: 'new', time: 3000 },
        { raw: 'middle', time: 2000 },
      ],
      '*',
    );
    assert.deepEqual(result.columns, ['_messageTime', '_raw', '_sourceName']);
    assert.deepEqual(
      result.rows.map(([, raw]) => raw),
      ['new', 'middle', 'old'],
    );
  });

  it('cuts the time range half-open', async () => {
    const input = [1000, 2000, 3000].map((time) => ({ raw: String(time), time }));
    const result = await run(input, '* | fields _raw', { range: { from: 1000, to: 3000 } });
    assert.deepEqual(
      result.rows.map((row) => row[result.columns.indexOf('_raw')]),
      ['2000', '1000'],
    );
  });
});
