import assert from 'node:assert/strict';
import { messages, run } from '../support.ts';
import type { TestMessage } from '../support.ts';

const input = messages(
  'Error reading block 17 of disk sda',
  'Server started',
  'Error reading block 42 of disk sdb',
  'Mail from ann@example.com accepted at 2024-01-01T10:00:00Z',
  'Mail from bob@example.org accepted at 2024-01-02T11:30:00Z',
  'Error reading block 9 of disk sdc',
);

describe('logreduce', () => {
  it('replaces what changes, the most common pattern first', async () => {
    const result = await run(input, '* | logreduce');
    assert.deepEqual(result.columns, ['_signature_id', 'signature', '_count', 'relevance']);
    assert.deepEqual(
      result.rows.map((row) => row.slice(1)),
      [
        ['Error reading block * of disk *', 3, 0.5],
        ['Mail from * accepted at *', 2, 1 - 2 / 6],
        ['Server started', 1, 1 - 1 / 6],
      ],
    );
  });

  it('takes the rarest first, and as many as wanted', async () => {
    const { rows } = await run(input, '* | logreduce limit=1, criteria=leastcommon | fields signature, _count');
    assert.deepEqual(rows, [['Server started', 1]]);
  });

  it('names a pattern the same whatever else there is', async () => {
    const ids = await Promise.all(
      [input, input.slice(1, 2)].map((some) =>
        run(some, '* | logreduce | where signature = "Server started" | fields _signature_id'),
      ),
    );
    assert.deepEqual(
      ids.map(({ rows }) => rows),
      [[['0fb2a7b7']], [['0fb2a7b7']]],
    );
  });

  it('looks at a field and makes patterns for each group', async () => {
    const { rows } = await run(
      messages(
        { host: 'a', text: 'took 12 ms' },
        { host: 'b', text: 'took 7 ms' },
        { host: 'a', text: 'took 40 ms' },
        { host: 'a' },
      ),
      '* | json "host" | json "text" nodrop | logreduce field=text by host | fields host, signature, _count',
    );
    assert.deepEqual(rows, [
      ['a', 'took * ms', 2],
      ['b', 'took * ms', 1],
    ]);
  });

  it('keeps the frame of JSON texts', async () => {
    const { rows } = await run(
      messages({ type: 'Bounce', code: 550, to: 'a@b.c' }, { type: 'Bounce', code: 421, to: 'x@y.z' }),
      '* | logreduce | fields signature, _count',
    );
    assert.deepEqual(rows, [['{"type":"Bounce","code":*,"to":"*"}', 2]]);
  });

  it('keeps JSON texts apart whose words differ', async () => {
    const { rows } = await run(
      messages({ type: 'Bounce', code: 550 }, { type: 'Delivery', code: 250 }, { type: 'Bounce', code: 421 }),
      '* | logreduce | fields signature, _count',
    );
    assert.deepEqual(rows, [
      ['{"type":"Bounce","code":*}', 2],
      ['{"type":"Delivery","code":*}', 1],
    ]);
  });

  it('groups messages by their keys', async () => {
    const result = await run(
      messages({ b: 1, a: { x: 'y' } }, { a: { x: null }, b: 2.5 }, { l: [{ q: 1 }, { r: 2 }] }, 'text'),
      '* | logreduce keys',
    );
    assert.deepEqual(result.columns, ['_signature_id', '_schema', '_count']);
    assert.deepEqual(
      result.rows.map((row) => row.slice(1)),
      [
        ['a.x, b', 2],
        ['l[].q, l[].r', 1],
      ],
    );
  });

  it('groups messages by values, leaving out what is different everywhere', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      type: index % 3 === 0 ? 'a' : 'b',
      id: `i${String(index)}`,
    }));
    const result = await run(messages(...many), '* | json "type", "id" | logreduce values on type, id');
    assert.deepEqual(result.columns, ['_cluster_id', '_signature', '_count']);
    assert.deepEqual(
      result.rows.map((row) => row.slice(1)),
      [
        ['type="b", id=*', 20],
        ['type="a", id=*', 10],
      ],
    );
  });
});

describe('logcompare', () => {
  const hour = 3_600_000;
  const noon = Date.UTC(2024, 0, 1, 12);
  const log = (time: number, raw: string): TestMessage => ({ raw, time });
  const both = [
    log(noon + 3, 'took 1 ms'),
    log(noon + 2, 'Server crashed'),
    log(noon - hour + 5, 'took 3 ms'),
    log(noon - hour + 4, 'took 9 ms'),
    log(noon - hour + 3, 'Old thing seen'),
    log(noon - hour + 2, 'took 5 ms'),
  ];
  const options = { range: { from: noon, to: noon + hour } };

  it('compares the shares of patterns with those before', async () => {
    const result = await run(both, '* | logcompare timeshift -1h | sort by signature asc', options);
    assert.deepEqual(result.columns, [
      '_signature_id',
      'signature',
      '_count',
      '_deltaPercentage',
      '_anomalyScore',
      '_isNew',
    ]);
    assert.deepEqual(
      result.rows.map((row) => row.slice(1)),
      [
        ['Old thing seen', 0, -1, 25, false],
        ['Server crashed', 1, 'Infinity', 50, true],
        ['took * ms', 1, (0.5 - 0.75) / 0.75, 25, false],
      ],
    );
  });

  it('runs the stages before it over the earlier time too', async () => {
    const { rows } = await run(
      both,
      'took | where _raw matches "*ms" | logcompare timeshift -1h | fields _count, _deltaPercentage',
      options,
    );
    assert.deepEqual(rows, [[1, 0]]);
  });

  it('wants messages', async () => {
    await assert.rejects(run(both, '* | count by _sourceHost | logcompare timeshift -1h', options));
  });
});

describe('logexplain', () => {
  const rows = messages(
    { code: 'AccessDenied', region: 'eu', user: 'a' },
    { code: 'AccessDenied', region: 'eu', user: 'b' },
    { code: 'AccessDenied', region: 'us', user: 'a' },
    { code: 'Throttling', region: 'us', user: 'a' },
    { region: 'us', user: 'c' },
  );
  const scope = '* | json "code", "region", "user" nodrop';

  it('lists values that go along with a condition', async () => {
    const result = await run(rows, `${scope} | logexplain code = "AccessDenied" on region`);
    assert.deepEqual(result.columns, ['_explanation', '_relevance', '_test_coverage', '_control_coverage']);
    assert.deepEqual(result.rows, [['region="eu"', 2 / 3, (2 / 3) * 100, 0]]);
  });

  it('names several values only when they tell more than one', async () => {
    const { rows: found } = await run(
      messages({ t: 1, a: 'x', b: 'y' }, { t: 1, a: 'x', b: 'y' }, { t: 0, a: 'x', b: 'n' }, { t: 0, a: 'm', b: 'y' }),
      '* | json "t", "a", "b" | logexplain t = 1 on a, b | fields _explanation, _relevance',
    );
    assert.deepEqual(found, [
      ['a="x" and b="y"', 1],
      ['a="x"', 0.5],
      ['b="y"', 0.5],
    ]);
  });

  it('explains nothing when the condition never holds', async () => {
    const { rows: found } = await run(rows, `${scope} | logexplain code = "Other" on region, user`);
    assert.deepEqual(found, []);
  });
});
