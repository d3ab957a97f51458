/** Numbers and periods that a template variable without a value stands for. */
import type { Duration, NumberLiteral, StageOption } from '../../language/index.ts';
import type { Planner } from './planner.ts';

/** The number, or a usual one in place of a variable without a value; the user is told. */
export function numberOr(usual: number, { value, written }: NumberLiteral, planner: Planner): number {
  if (!Number.isNaN(value)) return value;
  noticeUsual(written, String(usual), planner);
  return usual;
}

/** The period, or undefined for a variable without a value; `usual` says what is taken then. */
export function periodOr(usual: string, period: Duration, planner: Planner): Duration | undefined {
  if (!Number.isNaN(period.milliseconds)) return period;
  noticeUsual(planner.context.text.slice(period.range.start, period.range.end), usual, planner);
  return undefined;
}

/** The variable that an option stands for when it has no value; undefined for any other value. */
export function unboundVariable(value: StageOption['value']): string | undefined {
  if (value.kind === 'template') return `{{${value.name}}}`;
  return value.kind === 'number' && Number.isNaN(value.value) ? value.written : undefined;
}

/** Says what a variable without a value was read as. */
export function noticeUsual(variable: string, usual: string, planner: Planner): void {
  planner.notice(
    'template.unbound',
    `${variable} has no value and was read as ${usual}. Give it one with a parameter.`,
  );
}
