/** Names and weeks of the calendar, American as the language has it: weeks begin on Sunday, week 1 holds January 1. */

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Sunday first. */
export const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

export const day = 86_400_000;

/** A date without a zone, as if it were UTC. Months and days outside their ranges roll over. */
export function localTime(year: number, month: number, dayOfMonth: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, dayOfMonth);
  return date.getTime();
}

/** Days since January 1, which is day 1. */
export function dayOfYear(date: Date): number {
  const start = localTime(date.getUTCFullYear(), 0, 1);
  return Math.floor((date.getTime() - start) / day) + 1;
}

/** The year that a week belongs to, and the number of the week in it. */
export function weekOfYear(date: Date): { readonly year: number; readonly week: number } {
  const year = date.getUTCFullYear();
  const saturday = new Date(date.getTime() + (6 - date.getUTCDay()) * day);
  if (saturday.getUTCFullYear() > year) return { year: year + 1, week: 1 };
  const first = new Date(localTime(year, 0, 1)).getUTCDay();
  return { year, week: Math.floor((dayOfYear(date) - 1 + first) / 7) + 1 };
}

/** The number of the week in the month. */
export function weekOfMonth(date: Date): number {
  const first = new Date(localTime(date.getUTCFullYear(), date.getUTCMonth(), 1)).getUTCDay();
  return Math.floor((date.getUTCDate() - 1 + first) / 7) + 1;
}

/** The local time at which a week of a year begins. */
export function startOfWeek(year: number, week: number): number {
  const first = localTime(year, 0, 1);
  return first - new Date(first).getUTCDay() * day + (week - 1) * 7 * day;
}
