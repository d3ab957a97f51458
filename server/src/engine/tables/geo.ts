/** `geo://location`: places of IP addresses. */
import type { CellValue, Row } from '../plan/steps.ts';
import type { KeyedTable, TableColumn } from '../plan/tables.ts';
import { continentOf } from './continents.ts';
import type { IpDatabase, NetworkRecord } from './ipDatabase.ts';

const countryNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** The everyday English name of a country by its two letters, without remarks such as "(Burma)". */
function countryName(code: string | null): string | null {
  if (code === null || !/^[A-Z]{2}$/.test(code)) return null;
  return countryNames.of(code)?.replace(/ SAR China$| \(.*\)$/, '') ?? null;
}

const text = (name: string): TableColumn => ({ name, type: 'text' });

const columns: readonly TableColumn[] = [
  { name: 'latitude', type: 'double' },
  { name: 'longitude', type: 'double' },
  ...[
    'continent',
    'country_code',
    'country_name',
    'region',
    'city',
    'state',
    'postal_code',
    'connection_type',
    'country_cf',
    'state_cf',
    'city_cf',
  ].map(text),
];

/** How sure a place is and how it is connected is in no free database. */
const usual = columns.map(({ name }) => name).filter((name) => name !== 'connection_type' && !name.endsWith('_cf'));

interface Place {
  readonly latitude: CellValue;
  readonly longitude: CellValue;
  readonly continent: CellValue;
  readonly countryCode: CellValue;
  readonly countryName: CellValue;
  readonly state: CellValue;
  readonly city: CellValue;
  readonly postalCode: CellValue;
}

/** Makes the table of a database in MaxMind's layout or in the flat one of DB-IP. */
export function geoTable(database: IpDatabase): KeyedTable {
  return {
    kind: 'keyed',
    key: 'ip',
    columns,
    usual,
    find: (key) => {
      const record = database.find(key);
      return record === undefined ? undefined : cells(readPlace(record));
    },
    credit: credits.find(({ pattern }) => pattern.test(database.about))?.notice,
  };
}

/** The licences of free databases ask for these lines. */
const credits = [
  { pattern: /db-?ip/i, notice: { code: 'lookup.credit', message: 'IP locations by DB-IP (https://db-ip.com).' } },
  {
    pattern: /geolite/i,
    notice: {
      code: 'lookup.credit',
      message: 'IP locations: GeoLite data created by MaxMind (https://www.maxmind.com).',
    },
  },
];

/** In the order of the columns; a region is a state where nobody says more. */
function cells(place: Place): Row {
  const { latitude, longitude, continent, countryCode, countryName, state, city, postalCode } = place;
  return [
    latitude,
    longitude,
    continent,
    countryCode,
    countryName,
    state,
    city,
    state,
    postalCode,
    null,
    null,
    null,
    null,
  ];
}

function readPlace(record: NetworkRecord): Place {
  return typeof record['country_code'] === 'string' ? readFlat(record) : readNested(record);
}

function readFlat(record: NetworkRecord): Place {
  const code = filled(record['country_code']);
  return {
    latitude: degrees(record['latitude']),
    longitude: degrees(record['longitude']),
    continent: code === null ? null : (continentOf(code) ?? null),
    countryCode: code,
    countryName: countryName(code),
    state: filled(record['state1']),
    city: filled(record['city']),
    postalCode: filled(record['postcode']),
  };
}

function readNested(record: NetworkRecord): Place {
  const country = part(record, 'country') ?? part(record, 'registered_country');
  const location = part(record, 'location');
  const code = filled(country?.['iso_code']);
  const subdivisions = record['subdivisions'];
  const state = Array.isArray(subdivisions) ? (subdivisions[0] as NetworkRecord | undefined) : undefined;
  return {
    latitude: degrees(location?.['latitude']),
    longitude: degrees(location?.['longitude']),
    continent: englishName(part(record, 'continent')) ?? (code === null ? null : (continentOf(code) ?? null)),
    countryCode: code,
    countryName: englishName(country) ?? countryName(code),
    state: englishName(state),
    city: englishName(part(record, 'city')),
    postalCode: filled(part(record, 'postal')?.['code']),
  };
}

function part(record: NetworkRecord | undefined, name: string): NetworkRecord | undefined {
  const value = record?.[name];
  return typeof value === 'object' && value !== null ? (value as NetworkRecord) : undefined;
}

function englishName(record: NetworkRecord | undefined): string | null {
  return filled(part(record, 'names')?.['en']);
}

function filled(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Five places are a metre; databases in single precision have noise behind them. */
function degrees(value: unknown): number | null {
  return typeof value === 'number' ? Math.round(value * 1e5) / 1e5 : null;
}
