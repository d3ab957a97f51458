/** Time zones by their IANA names, with what the runtime knows about them. */

/** The canonical spelling of a zone name, `UTC` for all names of zero offset without rules, undefined for no zone. */
export function canonicalZone(name: string): string | undefined {
  try {
    const zone = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
    return /^(etc\/)?(utc|uct|gmt|zulu|universal|greenwich|gmt[+-]?0)$/i.test(zone) ? 'UTC' : zone;
  } catch {
    return undefined;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let known = formatters.get(zone);
  if (known === undefined) {
    known = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
    formatters.set(zone, known);
  }
  return known;
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. The zone must exist. */
export function zoneOffset(zone: string, instant: number): number {
  const parts = new Map(
    formatter(zone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const year = parts.get('era')?.startsWith('B') === true ? 1 - number('year') : number('year');
  const local = new Date(0);
  local.setUTCFullYear(year, number('month') - 1, number('day'));
  local.setUTCHours(number('hour'), number('minute'), number('second'));
  return local.getTime() - Math.floor(instant / 1000) * 1000;
}

/**
 * The instant at which the clocks of a zone show a local time (given as if it were UTC).
 * A time that clocks skip moves forward; of a time they show twice the first is taken.
 */
export function instantOfLocal(zone: string, local: number): number {
  const day = 86_400_000;
  const before = zoneOffset(zone, local - day);
  const after = zoneOffset(zone, local + day);
  const candidates = [local - before, local - after].filter((instant) => instant + zoneOffset(zone, instant) === local);
  return candidates.length === 0 ? local - before : Math.min(...candidates);
}
