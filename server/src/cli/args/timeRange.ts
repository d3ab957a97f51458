import { parseDuration, parseInstant } from '../../engine/time/instant.ts';
import { readTimeRange } from '../../language/index.ts';
import type { NowChoice, TimeRangeChoice } from '../../protocol/engine.ts';
import type { Outcome } from '../outcome.ts';
import { ok, usageProblem } from '../outcome.ts';

/** The options that choose a time range, as typed. */
export interface TimeRangeFlags {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly last?: string | undefined;
}

/**
 * The range that `--from`, `--to` and `--last` ask for; undefined when none of them is given.
 * Times stay as typed, because what relative ones mean depends on the data.
 */
export function parseTimeRange({ from, to, last }: TimeRangeFlags): Outcome<TimeRangeChoice | undefined> {
  if (last !== undefined) {
    if (from !== undefined || to !== undefined) return usageProblem('Use either --last or --from and --to, not both.');
    return isDuration(last)
      ? ok(lastRange(last))
      : usageProblem(`--last takes a length of time such as 24h, 30m or 7d, not "${last}".`);
  }
  if (from !== undefined && !isTime(from)) return badTime('--from', from);
  if (to !== undefined && !isTime(to)) return badTime('--to', to);
  if (from === undefined && to === undefined) return ok(undefined);
  return ok({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
}

/** The range of a `@time` directive; undefined when the text is none. */
export function parseTimeDirective(text: string): TimeRangeChoice | undefined {
  if (text.trim() === '') return undefined;
  const range = readTimeRange(text);
  return [range.from, range.to].every((end) => end === undefined || isTime(end)) ? range : undefined;
}

/** Reads `--now`: the newest record (`data`), the clock, or an instant; without a zone it is local to `zone`. */
export function parseNow(text: string, zone: string): Outcome<NowChoice> {
  if (text === 'data' || text === 'clock') return ok(text);
  const instant = parseInstant(text, 0, zone);
  return instant.kind === 'instant' && !instant.relative
    ? ok(instant.value)
    : usageProblem(`--now takes data, clock or a time such as 2018-04-12T11:46:41Z, not "${text}".`);
}

/** Whether a text is a time does not depend on now or the zone. */
function isTime(text: string): boolean {
  return parseInstant(text, 0, 'UTC').kind === 'instant';
}

function isDuration(text: string): boolean {
  return parseDuration(text) !== undefined;
}

function lastRange(duration: string): TimeRangeChoice {
  return { from: `-${duration}` };
}

function badTime(option: string, text: string): Outcome<never> {
  return usageProblem(`${option} takes a time such as 2018-04-12, 2018-04-12T11:46:41Z, -24h or now, not "${text}".`);
}
