import { zoneOffset } from '../../engine/time/zone.ts';

/** ISO 8601 text of an instant (epoch milliseconds) on the clocks of a zone, such as `2018-04-12T13:46:41.807+02:00`. */
export function formatTime(instant: number, zone: string): string {
  if (Number.isNaN(new Date(instant).getTime())) return String(instant);
  const offset = zoneOffset(zone, instant);
  const shown = new Date(instant + offset);
  if (Number.isNaN(shown.getTime())) return String(instant);
  return shown.toISOString().slice(0, -1) + offsetSuffix(offset);
}

function offsetSuffix(offset: number): string {
  if (offset === 0) return 'Z';
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
