import assert from 'node:assert/strict';
import { evaluate, messages, run, values } from '../support.ts';

const addresses = messages({ ip: '10.1.1.1' }, { ip: 'bogus' }, { ip: '8.8.8.8' }, { ip: '2001:db8::1' }, {});

describe('functions on IP addresses', () => {
  const results: readonly (readonly [call: string, result: string | number | boolean | null])[] = [
    ['isPrivateIP("10.255.255.255")', true],
    ['isPrivateIP("172.31.0.1")', true],
    ['isPrivateIP("172.32.0.1")', false],
    ['isPrivateIP("192.168.0.1")', true],
    ['isPrivateIP("127.0.0.1")', false],
    ['isPublicIP("8.8.8.8")', true],
    ['isPublicIP("10.0.0.1")', false],
    ['isPublicIP("169.254.0.1")', false],
    ['isReservedIP("127.0.0.0")', true],
    ['isReservedIP("192.0.0.0")', true],
    ['isReservedIP("198.19.255.255")', true],
    ['isReservedIP("10.0.0.1")', true],
    ['isReservedIP("8.8.8.8")', false],
    ['isValidIP("10.0.0.1")', true],
    ['isValidIP("2001:db8::1")', true],
    ['isValidIP("127.0.500.1")', false],
    ['isValidIPv4("10.0.0.1")', true],
    ['isValidIPv4("010.0.0.1")', false],
    ['isValidIPv4("10.0.0")', false],
    ['isValidIPv4(" 10.0.0.1")', false],
    ['isValidIPv4(3232235521)', false],
    ['isValidIPv6("::ffff:10.0.0.1")', true],
    ['isValidIPv6("10.0.0.1")', false],
    ['isValidIPv6(":::")', false],
    ['compareCIDRPrefix("10.10.1.32", "10.10.1.35", "27")', true],
    ['compareCIDRPrefix("10.10.1.32", "10.10.1.65", 27)', false],
    ['compareCIDRPrefix("10.0.0.0", "10.200.3.4", toInt(8))', true],
    ['compareCIDRPrefix("10.0.0.0", "bogus", 8)', null],
    ['compareCIDRPrefix("10.0.0.0", "10.0.0.0", 33)', null],
    ['getCIDRPrefix("10.10.1.35", "24")', '10.10.1.0'],
    ['getCIDRPrefix("10.10.1.35", 29)', '10.10.1.32'],
    ['getCIDRPrefix("10.10.1.35", 0)', '0.0.0.0'],
    ['getCIDRPrefix("bogus", 24)', null],
    ['maskFromCIDR("29")', '255.255.255.248'],
    ['maskFromCIDR(0)', '0.0.0.0'],
    ['maskFromCIDR(33)', null],
    ['ipv4ToNumber("10.0.0.1")', 167772161],
    ['ipv4ToNumber("255.255.255.255")', 4294967295],
    ['ipv4ToNumber("bogus")', null],
  ];
  for (const [call, result] of results)
    it(`${call} is ${String(result)}`, async () => {
      assert.equal(await evaluate(call), result);
    });

  it('takes null as no address', async () => {
    assert.equal(await evaluate('isValidIP(ip)', { ip: null }), false);
    assert.equal(await evaluate('isValidIPv4(ip)', { ip: null }), false);
    assert.equal(await evaluate('isValidIPv6(ip)', { ip: null }), false);
    assert.equal(await evaluate('ipv4ToNumber(ip)', { ip: null }), null);
    assert.equal(await evaluate('compareCIDRPrefix(ip, ip, 8)', { ip: null }), null);
  });
});

describe('isPrivateIP, isPublicIP and isReservedIP', () => {
  it('drop rows without an IPv4 address and say so', async () => {
    const result = await run(addresses, '* | json "ip" nodrop | isPrivateIP(ip) as private | fields ip, private');
    const [ip, isPrivate] = ['ip', 'private'].map((name) => result.columns.indexOf(name));
    assert.deepEqual(
      result.rows.map((row) => [row[ip ?? 0], row[isPrivate ?? 0]]),
      [
        ['10.1.1.1', true],
        ['8.8.8.8', false],
      ],
    );
    assert.deepEqual(result.notices, ['function.rows-dropped']);
  });

  it('say nothing when every row has an address', async () => {
    const result = await run(messages({ ip: '8.8.8.8' }), '* | json "ip" | where isPublicIP(ip)');
    assert.deepEqual([result.rows.length, result.notices], [1, []]);
  });

  it('drop rows in conditions that would hold for another reason', async () => {
    const rows = await values(addresses, '* | json "ip" nodrop | where isPublicIP(ip) or 1 = 1', 'ip');
    assert.deepEqual(rows, [['10.1.1.1'], ['8.8.8.8']]);
  });

  it('keep rows for which they are not asked', async () => {
    const query =
      '* | json "ip" nodrop | if(isValidIPv4(ip), if(!isPrivateIP(ip), "public", "private"), "other") as kind';
    assert.deepEqual(await values(addresses, query, 'kind'), [
      ['private'],
      ['other'],
      ['public'],
      ['other'],
      ['other'],
    ]);
    const guarded = '* | json "ip" nodrop | isValidIPv4(ip) and isPrivateIP(ip) as r | fields r';
    assert.deepEqual(await values(addresses, guarded, 'r'), [[true], [false], [false], [false], [false]]);
    const spared = '* | json "ip" nodrop | !isValidIPv4(ip) or isPrivateIP(ip) ? 1 : 0 as r | fields r';
    assert.deepEqual(await values(addresses, spared, 'r'), [[1], [1], [0], [1], [1]]);
  });

  it('drop rows after an aggregation too', async () => {
    const rows = await values(addresses, '* | json "ip" nodrop | count by ip | where !isPrivateIP(ip)', 'ip', '_count');
    assert.deepEqual(rows, [['8.8.8.8', 1]]);
  });
});

describe('haversine', () => {
  it('is the distance in kilometres', async () => {
    const distance = Number(await evaluate('haversine(39.04380, -77.48790, 45.73723, -119.81143)'));
    assert.equal(distance.toFixed(2), '3512.71');
  });

  it('is 0 for one place and half the circumference for opposite ones', async () => {
    assert.equal(await evaluate('haversine(52.5, 13.4, 52.5, 13.4)'), 0);
    assert.equal(Number(await evaluate('haversine(0, 0, 0, 180)')).toFixed(3), (Math.PI * 6372.8).toFixed(3));
  });

  it('is null without a number', async () => {
    assert.equal(await evaluate('haversine(1, 2, x, 4)', { x: 'north' }), null);
    assert.equal(await evaluate('haversine(1, 2, x, 4)', { x: null }), null);
    assert.equal(await evaluate('haversine(1, 2, 1/0, 4)'), null);
  });
});
