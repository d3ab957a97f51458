/** Milliseconds of a second. */
export const second = 1000;
/** Milliseconds of a minute. */
export const minute = 60 * second;
/** Milliseconds of an hour. */
export const hour = 60 * minute;
/** Milliseconds of a day. */
export const day = 24 * hour;

/** Start of the period the samples cover (Monday), epoch milliseconds. */
export const periodStart = Date.UTC(2024, 2, 11);

/** How many days the samples cover. */
export const periodDays = 4;

/** End of the period, exclusive, epoch milliseconds. */
export const periodEnd = periodStart + periodDays * day;

/** When the stale address list goes out: the hour of the bounce spike. */
export const spikeStart = Date.UTC(2024, 2, 13, 14);

/** When an administrator switches sending of the main account off after the spike. */
export const pauseStart = spikeStart + 80 * minute;
/** When sending is allowed again. */
export const pauseEnd = pauseStart + 95 * minute;

/** How busy each hour of a day is (UTC), about 1 on average. */
export const hourlyLoad: readonly number[] = [
  0.4, 0.3, 0.3, 0.3, 0.4, 0.5, 0.8, 1.1, 1.5, 1.7, 1.6, 1.4, 1.2, 1.4, 1.6, 1.5, 1.4, 1.2, 1.1, 1.0, 0.9, 0.8, 0.6,
  0.5,
];

/** Hours of the period in order: start in epoch milliseconds and load. */
export function periodHours(): readonly { readonly start: number; readonly load: number }[] {
  return Array.from({ length: periodDays * 24 }, (_, index) => ({
    start: periodStart + index * hour,
    load: hourlyLoad[index % 24] ?? 1,
  }));
}

/** `2024-03-11T08:30:00.123Z` for epoch milliseconds. */
export function isoMillis(time: number): string {
  return new Date(time).toISOString();
}

/** `2024-03-11T08:30:00Z` for epoch milliseconds; fractions of a second are cut. */
export function isoSeconds(time: number): string {
  return `${isoMillis(time).slice(0, 19)}Z`;
}

/** `2024-03-11` for epoch milliseconds. */
export function isoDay(time: number): string {
  return isoMillis(time).slice(0, 10);
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The date form of mail headers, `Mon, 11 Mar 2024 08:30:00 +0000`. */
export function mailDate(time: number): string {
  const date = new Date(time);
  const dayOfMonth = String(date.getUTCDate()).padStart(2, '0');
  const month = months[date.getUTCMonth()] ?? '';
  const clock = isoMillis(time).slice(11, 19);
  return `${weekdays[date.getUTCDay()] ?? ''}, ${dayOfMonth} ${month} ${date.getUTCFullYear()} ${clock} +0000`;
}
