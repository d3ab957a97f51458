/** Functions on time; times are epoch milliseconds. */
import { calculate } from '../expressions/arithmetic.ts';
import { convert, toDouble, toText } from '../coerce.ts';
import { call, long, nothing, numeral, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { readDatePattern, toStrftime } from '../../time/dates/datePattern.ts';
import type { DatePart } from '../../time/dates/datePattern.ts';
import { constantText, nullary, required, unary } from './functionPlanner.ts';
import type { FunctionCall, FunctionTable } from './functionPlanner.ts';
import { readZone } from '../../time/dates/zoneName.ts';
import type { NamedZone } from '../../time/dates/zoneName.ts';

const defaultPattern = 'MM/dd/yyyy';

function time(milliseconds: number | undefined): Scalar {
  return milliseconds === undefined ? nothing('time') : { kind: 'constant', value: milliseconds, type: 'time' };
}

const asTime = unary((value) => convert(value.type === 'text' ? toDouble(value) : value, 'time'));

/** Epoch milliseconds of a time, a number or text of digits. */
function milliseconds(value: Scalar): Scalar {
  return convert(value.type === 'text' ? toDouble(value) : value, 'long');
}

/** Pattern and zone of a call; undefined after reporting that one of them is wrong. Computed ones are taken as they come. */
function readForm(
  pattern: Scalar,
  zone: Scalar | undefined,
  { args, planner, range }: FunctionCall,
): { readonly parts: readonly DatePart[] | undefined; readonly zone: NamedZone | undefined } | undefined {
  const written = constantText(pattern);
  const read = written === undefined ? undefined : readDatePattern(written);
  if (read?.kind === 'invalid') {
    planner.invalid('date.pattern', `The pattern "${written ?? ''}" ${read.reason}.`, args[1]?.range ?? range);
    return undefined;
  }
  const zoneName = zone === undefined ? planner.context.timezone : constantText(zone);
  const named = zoneName === undefined ? undefined : readZone(zoneName);
  if (zoneName !== undefined && named === undefined) {
    planner.invalid(
      'time.unknown-zone',
      `"${zoneName}" is no time zone. Use a name such as "America/New_York" or "UTC".`,
      args[2]?.range ?? range,
    );
    return undefined;
  }
  return { parts: read?.parts, zone: named };
}

/** The fast way is only for patterns and zones that are known when planning and that every database can write. */
function formatDate([value, pattern = text(defaultPattern), zone]: readonly Scalar[], call_: FunctionCall): Scalar {
  const form = readForm(pattern, zone, call_);
  if (form === undefined) return nothing();
  const instant = milliseconds(required(value));
  if (form.parts !== undefined && form.zone?.kind === 'region') {
    const simple = toStrftime(form.parts, form.zone.name === 'UTC');
    if (simple !== undefined) return call('formatTime', 'text', instant, text(simple), text(form.zone.name));
  }
  const zoneName = zone === undefined ? text(call_.planner.context.timezone) : toText(zone);
  return call('formatTimeByPattern', 'text', instant, toText(pattern), zoneName);
}

function parseDate([value, pattern, zone]: readonly Scalar[], call_: FunctionCall): Scalar {
  const { planner } = call_;
  if (readForm(required(pattern), zone, call_) === undefined) return nothing('time');
  const zoneName = zone === undefined ? text(planner.context.timezone) : toText(zone);
  const now = long(Math.trunc(planner.context.now));
  return call('parseTime', 'time', toText(required(value)), toText(required(pattern)), zoneName, now);
}

export const timeFunctions: FunctionTable = {
  now: nullary((planner) => time(planner.context.now)),
  querystarttime: nullary((planner) => time(planner.context.range?.from)),
  queryendtime: nullary((planner) => time(planner.context.range?.to)),
  querytimerange: nullary(({ context: { range } }) =>
    range === undefined ? nothing('long') : numeral(range.to - range.from),
  ),
  formatdate: { least: 1, most: 3, plan: formatDate },
  parsedate: { least: 2, most: 3, plan: parseDate },
  frommillis: asTime,
  tomillis: unary(milliseconds),
  fromseconds: unary((value) =>
    convert(calculate('*', value.type === 'text' ? toDouble(value) : value, long(1000)), 'time'),
  ),
};
