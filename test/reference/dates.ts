/** Dates as text (language reference 4.4), for the letters that queries use most. */

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A local time, given as if it were UTC in epoch milliseconds, in a pattern. */
export function formatDate(local: number, pattern: string): string {
  const date = new Date(local);
  const padded = (value: number, length: number): string => String(value).padStart(length, '0');
  const parts: Readonly<Record<string, string>> = {
    yyyy: padded(date.getUTCFullYear(), 4),
    MM: padded(date.getUTCMonth() + 1, 2),
    dd: padded(date.getUTCDate(), 2),
    HH: padded(date.getUTCHours(), 2),
    mm: padded(date.getUTCMinutes(), 2),
    ss: padded(date.getUTCSeconds(), 2),
    SSS: padded(date.getUTCMilliseconds(), 3),
    EEE: days[date.getUTCDay()] ?? '',
  };
  return pattern.replace(/'([^']*)'|([A-Za-z])\2*/g, (letters: string, literal: string | undefined) => {
    const text = literal ?? parts[letters];
    if (text === undefined) throw new Error(`The reference does not know ${letters} in a date.`);
    return text;
  });
}
