import type { Visualization } from '../../../../server/src/protocol/dashboard.ts';
import { groupDigits } from '../format.ts';
import { countryOf } from './countries.ts';
import type { ChartData, ChartModel, MapCountry, MapPoint, Pick } from './model.ts';
import { categoryOf, columnNamed, isMeasure, numberOf } from './values.ts';

/** More points than this are not drawn; those with the smallest values go. */
const mostPoints = 10_000;

/** Points from `latitude` and `longitude`, shades from `country_code` or `country_name`; the value is `_count`. */
export function mapModel({ columns, rows }: ChartData, visualization: Visualization): ChartModel {
  const at = (name: string): number => columnNamed(columns, name);
  const [latitude, longitude, code, country, city] = [
    'latitude',
    'longitude',
    'country_code',
    'country_name',
    'city',
  ].map(at) as [number, number, number, number, number];
  const hasPoints = latitude !== -1 && longitude !== -1;
  if (!hasPoints && code === -1 && country === -1) {
    return { kind: 'none', reason: 'A map needs the columns latitude and longitude, or country_code or country_name.' };
  }
  const value = valueColumn({ columns, rows }, visualization);
  const points = new Map<string, MapPoint>();
  const countries = new Map<string, MapCountry>();
  let unplaced = 0;
  rows.forEach((row, index) => {
    const amount = value === -1 ? 1 : (numberOf(row[value]) ?? 0);
    const byCode = countryOf(textAt(row[code]));
    const named = byCode ?? countryOf(textAt(row[country]));
    const x = hasPoints ? numberOf(row[longitude]) : null;
    const y = hasPoints ? numberOf(row[latitude]) : null;
    const isPlace = x !== null && y !== null && Math.abs(x) <= 180 && Math.abs(y) <= 90;
    const pickOf = (column: number): Pick | undefined =>
      column === -1 ? undefined : { column: columns[column]?.name ?? '', value: row[column] ?? null };
    const countryPick = pickOf(byCode === undefined ? country : code);
    if (named !== undefined) {
      const before = countries.get(named.id);
      countries.set(named.id, {
        id: named.id,
        name: named.name,
        value: (before?.value ?? 0) + amount,
        row: before?.row ?? index,
        pick: before?.pick ?? countryPick,
      });
    }
    if (isPlace) {
      const key = `${y},${x}`;
      const before = points.get(key);
      const label = [
        city === -1 ? '' : textAt(row[city]),
        named?.name ?? (country === -1 ? '' : categoryOf(row[country])),
      ]
        .filter((part) => part !== '')
        .join(', ');
      points.set(key, {
        latitude: y,
        longitude: x,
        label: before?.label ?? (label === '' ? `${y}, ${x}` : label),
        value: (before?.value ?? 0) + amount,
        row: before?.row ?? index,
        pick:
          before?.pick ?? (city !== -1 && textAt(row[city]) !== '' ? pickOf(city) : (countryPick ?? pickOf(latitude))),
      });
    }
    if (!isPlace && named === undefined) unplaced += amount;
  });
  if (points.size === 0 && countries.size === 0) {
    return { kind: 'none', reason: 'No row has a place: the addresses are private or unknown to the location data.' };
  }
  const ordered = [...points.values()].sort((a, b) => b.value - a.value);
  const notes =
    ordered.length > mostPoints
      ? [`The ${groupDigits(String(mostPoints))} largest of ${groupDigits(String(ordered.length))} places are drawn.`]
      : [];
  return {
    kind: 'map',
    valueName:
      value === -1 ? 'rows' : (visualization.labels?.[columns[value]?.name ?? ''] ?? columns[value]?.name ?? ''),
    points: ordered.slice(0, mostPoints),
    countries: [...countries.values()].sort((a, b) => b.value - a.value),
    unplaced,
    notes,
  };
}

function valueColumn({ columns }: ChartData, { series = [] }: Visualization): number {
  const chosen = series.map((name) => columnNamed(columns, name)).find((index) => index !== -1);
  const count = columnNamed(columns, '_count');
  if (chosen !== undefined) return chosen;
  if (count !== -1) return count;
  return columns.findIndex(
    (column) => isMeasure(column) && !['latitude', 'longitude'].includes(column.name.toLowerCase()),
  );
}

const textAt = (value: unknown): string => (typeof value === 'string' ? value : '');
