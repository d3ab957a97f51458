import assert from 'node:assert/strict';
import { openBench } from './support.ts';
import type { Bench } from './support.ts';

const list = [
  'indicator,type,actor,confidence,raw,source',
  '10.9.9.9,ip,Bear,low,{},a',
  '10.9.9.9,ip,Panda,high,"{""x"":1}",b',
  'evil.example,domain,,55,,a',
].join('\n');

const messages = [
  { ip: '10.9.9.9', host: 'EVIL.example' },
  { ip: '10.0.0.1', host: 'evil.example' },
  { host: 'good.example' },
];
const scope = '* | json "ip", "host" nodrop';

describe('threats', () => {
  let bench: Bench;
  let bare: Bench;
  before(async () => {
    bench = await openBench(messages, { 'threats.csv': list }, (path) => ({ threatTable: path('threats.csv') }));
    bare = await openBench(messages, {}, () => ({}));
  });
  after(async () => {
    await bench.close();
    await bare.close();
  });

  it('are added to each row by threatip', async () => {
    const { rows } = await bench.run(`${scope} | threatip ip | count by actor, malicious_confidence, raw_threat, type`);
    assert.deepEqual(rows, [
      ['Panda', 'high', '{"x":1}', 'ip', 1],
      [null, null, null, null, 2],
    ]);
  });

  it('come once for each match', async () => {
    const { rows } = await bench.run(
      `${scope} | threatlookup ip | count by ip, _threatlookup.actors, _threatlookup.num_matches`,
    );
    assert.deepEqual(rows, [
      ['10.9.9.9', 'Panda', 2, 1],
      ['10.9.9.9', 'Bear', 2, 1],
      ['10.0.0.1', null, null, 1],
      [null, null, null, 1],
    ]);
  });

  it('come with the surest match only for singleIndicator, in any case and of any field', async () => {
    const { rows } = await bench.run(
      `${scope} | threatlookup singleIndicator ip, host | count by ip, host, _threatlookup.confidence, _threatlookup.threat_type`,
    );
    assert.deepEqual(rows, [
      ['10.9.9.9', 'EVIL.example', 'high', 'ip', 1],
      ['10.0.0.1', 'evil.example', '55', 'domain', 1],
      [null, 'good.example', null, null, 1],
    ]);
  });

  it('may be looked for in one source', async () => {
    const { rows } = await bench.run(
      `${scope} | threatlookup source="a" ip | count by _threatlookup.actors | where !isNull(_threatlookup.actors)`,
    );
    assert.deepEqual(rows, [['Bear', 1]]);
  });

  it('are a table for lookup', async () => {
    const { rows } = await bench.run(`${scope} | lookup actor from sumo://threat/cs on indicator=ip | count by actor`);
    assert.deepEqual(rows, [
      ['Panda', 1],
      [null, 2],
    ]);
  });

  it('are null with a notice when there is no list', async () => {
    const { rows, notices } = await bare.run(
      `${scope} | threatlookup singleIndicator ip | where isNull(_threatlookup.confidence) | count`,
    );
    assert.deepEqual(rows, [[3]]);
    assert.match(notices[0]?.message ?? '', /no list of threats is configured/);
  });
});
