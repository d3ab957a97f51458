import type { Directive } from './document.ts';
import { timeRangeProblem } from './timeRange.ts';

/** Kinds of charts a query may ask for. */
export const chartKinds = [
  'table',
  'bar',
  'column',
  'stacked column',
  'line',
  'line + column',
  'area',
  'pie',
  'single value',
  'map',
  'outlier',
] as const;

/** For each directive, what is wrong with a value; undefined when nothing is. */
const rules: Readonly<Record<string, (value: string) => string | undefined>> = {
  title: (value) => (value === '' ? 'Give the title after `@title`.' : undefined),
  time: timeRangeProblem,
  chart: (value) =>
    (chartKinds as readonly string[]).includes(value.toLowerCase().replace(/\s+/g, ' '))
      ? undefined
      : `Give one of ${chartKinds.join(', ')}.`,
  param: (value) => (/^[\w. ]+=/.test(value) ? undefined : 'Give a name and a value: `name=value`.'),
};

/** The names of directives, without `@`. */
export const directiveNames: readonly string[] = Object.keys(rules);

/** What is wrong with the value of a known directive, in words; undefined when nothing is. */
export function checkDirective(directive: Directive): string | undefined {
  return rules[directive.name]?.(directive.value);
}
