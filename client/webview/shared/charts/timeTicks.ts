/** Round instants along an axis and their texts, in one zone. Pure. */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Distances between ticks below a day; beyond, days and months are counted in the calendar. */
const steps = [1, 5, 10, 15, 30]
  .map((count) => count * second)
  .concat([1, 2, 5, 10, 15, 30].map((count) => count * minute))
  .concat([1, 2, 3, 6, 12].map((count) => count * hour));
const daySteps = [1, 2, 3, 7, 14];
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200];

const formats = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const options: Intl.DateTimeFormatOptions = {
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  };
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: timezone });
  } catch {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  }
  formats.set(timezone, format);
  return format;
}

/** Milliseconds that the clocks of a zone are ahead of UTC at an instant. */
export function zoneOffset(epoch: number, timezone: string): number {
  const whole = Math.floor(epoch / second) * second;
  const parts = new Map(
    zoneFormat(timezone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0);
  const year = parts.get('era')?.startsWith('B') === true ? 1 - part('year') : part('year');
  const clock = new Date(0);
  clock.setUTCFullYear(year, part('month') - 1, part('day'));
  clock.setUTCHours(part('hour'), part('minute'), part('second'));
  return clock.getTime() - whole;
}

/** The instant at which the clocks of a zone show a time; `local` is that time as if it were UTC. */
function instantOf(local: number, timezone: string): number {
  const guess = local - zoneOffset(local, timezone);
  return local - zoneOffset(guess, timezone);
}

interface Tick {
  readonly epoch: number;
  /** What the clocks show, as if it were UTC. */
  readonly local: number;
}

/** Ticks of a range, in order, and what is written at each of them. */
export interface TimeTicks {
  readonly epochs: readonly number[];
  label(epoch: number): string;
}

/** At most `most` (at least one) round instants from `from` to `to`, both inclusive. */
export function timeTicks(from: number, to: number, most: number, timezone: string): TimeTicks {
  const span = Math.max(to - from, 1);
  const wanted = span / Math.max(1, most);
  const step = steps.find((each) => each >= wanted);
  const ticks = step === undefined ? calendarTicks(from, to, wanted, timezone) : clockTicks(from, to, step, timezone);
  const labels = new Map<number, string>();
  let before: Tick | undefined;
  for (const tick of ticks) {
    labels.set(tick.epoch, tickLabel(tick, before, step));
    before = tick;
  }
  return { epochs: [...labels.keys()], label: (epoch) => labels.get(epoch) ?? '' };
}

function clockTicks(from: number, to: number, step: number, timezone: string): readonly Tick[] {
  const ticks: Tick[] = [];
  const end = to + zoneOffset(to, timezone);
  for (let local = Math.ceil((from + zoneOffset(from, timezone)) / step) * step; local <= end; local += step) {
    const epoch = instantOf(local, timezone);
    if (epoch >= from && epoch <= to && epoch > (ticks.at(-1)?.epoch ?? Number.NEGATIVE_INFINITY))
      ticks.push({ epoch, local: epoch + zoneOffset(epoch, timezone) });
  }
  return ticks;
}

function calendarTicks(from: number, to: number, wanted: number, timezone: string): readonly Tick[] {
  const days = daySteps.find((each) => each * day >= wanted);
  const months = monthSteps.find((each) => each * 30 * day >= wanted) ?? 1200;
  const ticks: Tick[] = [];
  const start = new Date(from + zoneOffset(from, timezone));
  const end = to + zoneOffset(to, timezone);
  let local: number;
  let next: (at: number) => number;
  if (days === undefined) {
    const first = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
    local = Date.UTC(Math.floor(first / 12), first % 12);
    next = (at) => new Date(at).setUTCMonth(new Date(at).getUTCMonth() + months);
  } else {
    local = Math.floor(start.getTime() / day) * day;
    next = (at) => at + days * day;
  }
  for (; local <= end; local = next(local)) {
    const epoch = instantOf(local, timezone);
    if (epoch >= from && epoch <= to) ticks.push({ epoch, local });
  }
  return ticks;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The time, with the date below the first tick and wherever it changes; for days the year instead. */
function tickLabel({ local }: Tick, before: Tick | undefined, step: number | undefined): string {
  const time = new Date(local);
  const date = `${monthNames[time.getUTCMonth()] ?? ''} ${time.getUTCDate()}`;
  const year = String(time.getUTCFullYear());
  if (step === undefined) {
    const isNewYear = before === undefined || new Date(before.local).getUTCFullYear() !== time.getUTCFullYear();
    return isNewYear ? `${date}\n${year}` : date;
  }
  const clock = time.toISOString().slice(11, step < minute ? 19 : 16);
  const isNewDay = before === undefined || Math.floor(before.local / day) !== Math.floor(local / day);
  return isNewDay ? `${clock}\n${date}` : clock;
}

/**
 * The distance of evenly spaced instants such as slices of time; undefined when there are too few or they are not even.
 * Days count as even although two of a year are longer or shorter.
 */
export function evenStep(times: readonly number[]): number | undefined {
  if (times.length < 3) return undefined;
  let smallest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < times.length; index += 1) {
    const gap = (times[index] ?? 0) - (times[index - 1] ?? 0);
    if (gap > 0 && gap < smallest) smallest = gap;
  }
  if (!Number.isFinite(smallest)) return undefined;
  const tolerance = Math.min(smallest * 0.1, 2 * hour);
  for (let index = 1; index < times.length; index += 1) {
    const gap = (times[index] ?? 0) - (times[index - 1] ?? 0);
    const off = gap - Math.round(gap / smallest) * smallest;
    if (Math.abs(off) > tolerance) return undefined;
  }
  return smallest;
}
