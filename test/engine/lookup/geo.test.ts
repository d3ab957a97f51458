import assert from 'node:assert/strict';
import { writeMmdb } from './mmdb.ts';
import { openBench } from './support.ts';
import type { Answer, Bench } from './support.ts';

const messages = [
  { ip: '8.8.8.8' },
  { ip: '10.0.0.1' },
  { ip: ' ::ffff:8.8.8.9 ' },
  { ip: '2001:db8::7' },
  { ip: 'not an address' },
  { other: 1 },
];

const flat = (city: string): Parameters<typeof writeMmdb>[0][number]['record'] => ({
  city,
  country_code: 'US',
  latitude: 37.422000885009766,
  longitude: -122.08499908447266,
  postcode: '',
  state1: 'California',
  state2: '',
  timezone: '',
});

const files = {
  'dbip-city/city-ipv4.mmdb': writeMmdb([{ network: '8.8.8.0/24', record: flat('Mountain View') }], { ipVersion: 4 }),
  'dbip-city/city-ipv6.mmdb': writeMmdb([{ network: '2001:db8::/32', record: flat('San José') }], { ipVersion: 6 }),
  'nested.mmdb': writeMmdb(
    [
      {
        network: '8.8.0.0/16',
        record: {
          city: { names: { de: 'Wien', en: 'Vienna' } },
          continent: { code: 'EU', names: { en: 'Europe' } },
          country: { iso_code: 'AT', names: { en: 'Austria' } },
          location: { latitude: 48.2, longitude: 16.37 },
          postal: { code: '1010' },
          subdivisions: [{ iso_code: '9', names: { en: 'Vienna State' } }],
        },
      },
      { network: '2001:db8::/32', record: { country: { iso_code: 'JP' } } },
    ],
    { ipVersion: 6, databaseType: 'GeoLite2-City' },
  ),
  'asn.mmdb': writeMmdb(
    [
      {
        network: '8.8.8.0/24',
        record: { autonomous_system_number: 15169, autonomous_system_organization: 'Google LLC' },
      },
    ],
    { ipVersion: 4 },
  ),
  'broken.mmdb': 'no database',
};

const scope = '* | json "ip" nodrop';

describe('places of IP addresses', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench(messages, files, (path) => ({ geoDatabase: path('dbip-city') }));
  });
  after(() => bench.close());

  const cells = ({ rows }: Answer, count: number): unknown[] => rows.map((row) => row.slice(1, 1 + count));

  it('come from a file for each version of IP, with nulls for all other values', async () => {
    const answer = await bench.run(
      `${scope} | lookup latitude, longitude, country_name as country, city from geo://location on ip=ip | fields latitude, longitude, country, city`,
    );
    const place = [37.422, -122.085, 'United States'];
    assert.deepEqual(cells(answer, 4), [
      [...place, 'Mountain View'],
      [null, null, null, null],
      [...place, 'Mountain View'],
      [...place, 'San José'],
      [null, null, null, null],
      [null, null, null, null],
    ]);
    assert.deepEqual(answer.types.slice(1, 5), ['double', 'double', 'text', 'text']);
  });

  it('bring the credit line with them', async () => {
    const { notices } = await bench.run(`${scope} | lookup city from geo://default on ip`);
    assert.deepEqual(notices, [{ code: 'lookup.credit', message: 'IP locations by DB-IP (https://db-ip.com).' }]);
  });

  it('have columns that free databases cannot fill', async () => {
    const answer = await bench.run(
      `${scope} | lookup continent, region, postal_code, connection_type from geo://location on ip=ip | limit 1 | fields continent, region, postal_code, connection_type`,
    );
    assert.deepEqual(cells(answer, 4), [['North America', 'California', null, null]]);
  });

  it('can be counted for a map', async () => {
    const { rows } = await bench.run(
      `${scope} | lookup latitude, longitude from geo://location on ip=ip | count by latitude, longitude | where !isNull(latitude)`,
    );
    assert.deepEqual(rows, [[37.422, -122.085, 3]]);
  });

  it('are added by geoip, with the columns asked for', async () => {
    const { columns, rows } = await bench.run(
      `${scope} | geoip ip continent | limit 2 | count by latitude, longitude, country_code, country_name, city, state, continent`,
    );
    assert.deepEqual(columns.slice(0, 7), [
      'latitude',
      'longitude',
      'country_code',
      'country_name',
      'city',
      'state',
      'continent',
    ]);
    assert.deepEqual(rows, [
      [37.422, -122.085, 'US', 'United States', 'Mountain View', 'California', 'North America', 1],
      [null, null, null, null, null, null, null, 1],
    ]);
  });

  it('are null with a notice when the column is unknown to geoip', async () => {
    await assert.rejects(bench.run(`${scope} | geoip ip altitude`), { message: '"geoip" has no column "altitude".' });
  });
});

describe('other databases', () => {
  async function answer(settings: Parameters<typeof openBench>[2], query: string): Promise<Answer> {
    const bench = await openBench(messages, files, settings);
    try {
      return await bench.run(query);
    } finally {
      await bench.close();
    }
  }

  it('in the layout of MaxMind are read by their English names', async () => {
    const { rows, notices } = await answer(
      (path) => ({ geoDatabase: path('nested.mmdb') }),
      `${scope} | lookup * from geo://location on ip=ip | where !isNull(country_code) | count by country_code, country_name, continent, state, city, postal_code, latitude`,
    );
    assert.deepEqual(rows, [
      ['AT', 'Austria', 'Europe', 'Vienna State', 'Vienna', '1010', 48.2, 2],
      ['JP', 'Japan', 'Asia', null, null, null, null, 1],
    ]);
    assert.match(notices[0]?.message ?? '', /GeoLite/);
  });

  it('name networks', async () => {
    const { rows, types } = await answer(
      (path) => ({ asnDatabase: path('asn.mmdb') }),
      `${scope} | lookup * from asn://default on ip = ip | count by asn, organization`,
    );
    assert.deepEqual(types, ['long', 'text', 'long']);
    assert.deepEqual(rows, [
      [15169, 'Google LLC', 2],
      [null, null, 4],
    ]);
  });

  it('that cannot be read give nulls and say so', async () => {
    const { rows, notices } = await answer(
      (path) => ({ geoDatabase: path('broken.mmdb') }),
      `${scope} | geoip ip | count by country_code`,
    );
    assert.deepEqual(rows, [[null, 6]]);
    assert.match(notices[0]?.message ?? '', /broken\.mmdb cannot be read/);
  });
});
