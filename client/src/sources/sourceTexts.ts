/** How the view of sources writes names, times and texts from logs. Pure. */

/** Line breaks, other control characters, and those that turn the direction of writing around. */
const unprintable = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;
const longest = 300;

/** Text from a log or a file's name as one short line in which nothing is hidden. */
export function oneLine(text: string): string {
  const line = text.replace(unprintable, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/** The name that CloudTrail gives to a file: account, region, time of delivery, and letters that make it unique. */
const delivered = /^(\d{12})_CloudTrail_([a-z]{2}(?:-[a-z]+)+-\d)_(\d{8}T\d{4}Z)_[A-Za-z0-9]{16}\.json(?:\.gz)?$/;

/**
 * What tells the files of CloudTrail apart, for places that are too narrow for their names: `eu-west-1 20240311T2355Z`, and
 * the account; undefined for any other name.
 */
export function deliveryParts(name: string): { readonly label: string; readonly account: string } | undefined {
  const [, account, region, time] = delivered.exec(name) ?? [];
  if (account === undefined || region === undefined || time === undefined) return undefined;
  return { label: `${region} ${time}`, account };
}

/** Text as Markdown that shows just this text: no markup, link, icon or entity can arise from it. */
export function escapeMarkdown(text: string): string {
  return oneLine(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** An instant (epoch milliseconds) as `2018-04-12 11:46:41` in an IANA zone. */
export function formatInstant(epoch: number, timezone: string): string {
  const date = new Date(epoch);
  if (Number.isNaN(date.getTime())) return String(epoch);
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatterOf(timezone).formatToParts(date)) parts[type] = value;
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = parts;
  return `${year.padStart(4, '0')}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** A span of time in few characters: to the minute within a day, else days; undefined without times. */
export function shortSpan(from: number | undefined, to: number | undefined, timezone: string): string | undefined {
  if (from === undefined || to === undefined) return undefined;
  const [start, end] = [from, to].map((epoch) => formatInstant(epoch, timezone).slice(0, 'yyyy-MM-dd HH:mm'.length));
  if (start === undefined || end === undefined || start === end) return start;
  const [startDay] = start.split(' ');
  const [endDay, endTime] = end.split(' ');
  return startDay === endDay ? `${start} to ${endTime}` : `${startDay} to ${endDay}`;
}

/** A span of time to the second, with its zone. */
export function fullSpan(from: number | undefined, to: number | undefined, timezone: string): string {
  if (from === undefined || to === undefined) return 'no time found';
  return `${formatInstant(from, timezone)} to ${formatInstant(to, timezone)} ${timezone}`;
}

let known: { readonly timezone: string; readonly formatter: Intl.DateTimeFormat } | undefined;

/** Making one takes long: the last is kept, and a view has one zone. */
function formatterOf(timezone: string): Intl.DateTimeFormat {
  if (known?.timezone === timezone) return known.formatter;
  const two = '2-digit';
  const digits = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const;
  const formatter = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hourCycle: 'h23', ...digits });
  known = { timezone, formatter };
  return formatter;
}
