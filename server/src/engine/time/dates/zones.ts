/** Offsets and names of time zones at an instant. */
import { readZone } from './zoneName.ts';
import type { NamedZone } from './zoneName.ts';
import { instantOfLocal, zoneOffset } from '../zone.ts';

const zones = new Map<string, NamedZone | undefined>();

/** The zone of a name, or undefined. */
export function zoneOf(name: string): NamedZone | undefined {
  if (!zones.has(name)) {
    if (zones.size > 1000) zones.clear();
    zones.set(name, readZone(name));
  }
  return zones.get(name);
}

/** Since 1972 clocks have only changed at quarters of an hour, and by quarters of an hour. */
const quarter = 900_000;
const ruledSince = 63_072_000_000;
const offsets = new Map<string, number>();
const differences = new Map<string, number>();

/** What holds in a zone for a whole quarter of an hour, computed once for each. */
function remember(known: Map<string, number>, zone: string, time: number, compute: () => number): number {
  const key = `${zone} ${String(Math.floor(time / quarter))}`;
  let value = known.get(key);
  if (value === undefined) {
    value = compute();
    if (known.size > 100_000) known.clear();
    known.set(key, value);
  }
  return value;
}

/** Milliseconds ahead of UTC at an instant. */
export function offsetAt(zone: NamedZone, instant: number): number {
  if (zone.kind === 'offset') return zone.offset;
  if (zone.name === 'UTC') return 0;
  if (instant < ruledSince) return zoneOffset(zone.name, instant);
  return remember(offsets, zone.name, instant, () => zoneOffset(zone.name, instant));
}

/** The instant at which the clocks of the zone show a local time, given as if it were UTC. */
export function instantOf(zone: NamedZone, local: number): number {
  if (zone.kind === 'offset') return local - zone.offset;
  if (zone.name === 'UTC') return local;
  if (local < ruledSince) return instantOfLocal(zone.name, local);
  const difference = remember(differences, zone.name, local, () => instantOfLocal(zone.name, local) - local);
  return local + difference;
}

/** Short names are only used where people know them, so each comes from a locale of its region. */
const locales = ['en-US', 'en-GB', 'en-AU', 'en-NZ', 'en-IN', 'en-ZA', 'en-SG', 'en-HK', 'ja-JP', 'pt-BR'];
const names = new Map<string, string>();

/** The name of the zone as `PDT` or `Pacific Daylight Time`; one without a name is `GMT+03:00`. */
export function nameAt(zone: NamedZone, instant: number, style: 'short' | 'long'): string {
  const offset = offsetAt(zone, instant);
  if (zone.kind === 'offset') return `GMT${writeOffset(offset, ':')}`;
  if (zone.name === 'UTC') return style === 'short' ? 'UTC' : 'Coordinated Universal Time';
  const key = `${zone.name} ${style} ${String(offset)} ${String(new Date(instant).getUTCFullYear())}`;
  let name = names.get(key);
  if (name === undefined) {
    const found = (style === 'short' ? locales : ['en-US'])
      .map((locale) => intlName(locale, zone.name, instant, style))
      .find((each) => !/^(GMT|UTC)[+-]/.test(each));
    name = found ?? `GMT${writeOffset(offset, ':')}`;
    if (names.size > 10_000) names.clear();
    names.set(key, name);
  }
  return name;
}

function intlName(locale: string, timeZone: string, instant: number, timeZoneName: 'short' | 'long'): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT+0';
}

/** `+0130`, or `+01:30` with a colon between. */
export function writeOffset(offset: number, between: string): string {
  const minutes = Math.floor(Math.abs(offset) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${between}${two(minutes % 60)}`;
}

/** Minutes ahead of UTC that the usual abbreviations stand for in texts. */
const abbreviations: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  UT: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  SAST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  IST: 330,
  SGT: 480,
  HKT: 480,
  AWST: 480,
  JST: 540,
  KST: 540,
  ACST: 570,
  ACDT: 630,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  BRT: -180,
  ART: -180,
  AST: -240,
  ADT: -180,
  NST: -210,
  NDT: -150,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
};

/** The offset in milliseconds of an abbreviation such as `PDT`, in any case; undefined for others. */
export function abbreviationOffset(abbreviation: string): number | undefined {
  const minutes = abbreviations[abbreviation.toUpperCase()];
  return minutes === undefined ? undefined : minutes * 60_000;
}
