/** Functions on time; times are epoch milliseconds. */
import { canonicalZone } from '../../time/zone.ts';
import { calculate } from '../expressions/arithmetic.ts';
import { convert, toDouble } from '../coerce.ts';
import { call, long, nothing, numeral, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { translateDatePattern } from './datePattern.ts';
import { nullary, required, unary } from './functionPlanner.ts';
import type { FunctionCall, FunctionTable } from './functionPlanner.ts';

const defaultPattern = 'MM/dd/yyyy';

function time(milliseconds: number | undefined): Scalar {
  return milliseconds === undefined ? nothing('time') : { kind: 'constant', value: milliseconds, type: 'time' };
}

const asTime = unary((value) => convert(value.type === 'text' ? toDouble(value) : value, 'time'));

/** The text of a constant argument, or undefined for a computed one. */
function constantText(value: Scalar | undefined, fallback: string): string | undefined {
  if (value === undefined) return fallback;
  return value.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined;
}

function formatDate(values: readonly Scalar[], { args, planner, range }: FunctionCall): Scalar {
  const [value, patternArgument, zoneArgument] = values;
  const pattern = constantText(patternArgument, defaultPattern);
  const zoneName = constantText(zoneArgument, planner.context.timezone);
  if (pattern === undefined || zoneName === undefined) {
    planner.unsupported('A computed date pattern or time zone', range);
    return nothing();
  }
  const zone = canonicalZone(zoneName);
  if (zone === undefined) {
    planner.invalid(
      'time.unknown-zone',
      `"${zoneName}" is no time zone. Use a name such as "America/New_York" or "UTC".`,
      args[2]?.range ?? range,
    );
    return nothing();
  }
  const translated = translateDatePattern(pattern, zone === 'UTC');
  if (translated.kind === 'unsupported') {
    planner.unsupported(`"${translated.letters}" in a date pattern`, args[1]?.range ?? range);
    return nothing();
  }
  const instant = required(value);
  const milliseconds = convert(instant.type === 'text' ? toDouble(instant) : instant, 'long');
  return call('formatTime', 'text', milliseconds, text(translated.format), text(zone));
}

export const timeFunctions: FunctionTable = {
  now: nullary((planner) => time(planner.context.now)),
  querystarttime: nullary((planner) => time(planner.context.range?.from)),
  queryendtime: nullary((planner) => time(planner.context.range?.to)),
  querytimerange: nullary(({ context: { range } }) =>
    range === undefined ? nothing('long') : numeral(range.to - range.from),
  ),
  formatdate: { least: 1, most: 3, plan: formatDate },
  frommillis: asTime,
  tomillis: unary((value) => convert(value.type === 'text' ? toDouble(value) : value, 'long')),
  fromseconds: unary((value) =>
    convert(calculate('*', value.type === 'text' ? toDouble(value) : value, long(1000)), 'time'),
  ),
};
