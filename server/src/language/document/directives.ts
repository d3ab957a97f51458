import type { Directive } from './document.ts';

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

const relative = /^[+-]?\d+(?:\.\d+)?\s*(?:ms|s|m|h|d|w)$/i;
const instant =
  /^(?:now|\d{10,13}|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?|\d{1,2}\/\d{1,2}\/\d{4}(?: \d{1,2}:\d{2}(?::\d{2})?)?)$/i;
const isTime = (text: string): boolean => relative.test(text) || instant.test(text);

/** For each directive, what is wrong with a value; undefined when nothing is. */
const rules: Readonly<Record<string, (value: string) => string | undefined>> = {
  title: (value) => (value === '' ? 'Give the title after `@title`.' : undefined),
  time: (value) => {
    const last = /^last\s+(.+)$/i.exec(value)?.[1];
    if (last !== undefined) return relative.test(last.trim()) ? undefined : 'After `last` give a period such as `24h`.';
    const parts = value.split(/\s+to\s+/i);
    return parts.length <= 2 && parts.every((part) => isTime(part.trim()))
      ? undefined
      : 'Give `last 24h`, or two times: `2018-01-01T00:00:00Z to now`.';
  },
  chart: (value) =>
    (chartKinds as readonly string[]).includes(value.toLowerCase())
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
