import { parametersOf } from '../../language/index.ts';
import type { Cell, Directive, LineIndex } from '../../language/index.ts';
import type { TimeRangeChoice } from '../../protocol/engine.ts';
import { parseTimeDirective } from '../args/timeRange.ts';
import type { Outcome } from '../outcome.ts';
import { inputProblem, ok } from '../outcome.ts';

/** What the leading comments of a cell say about how to run it. */
export interface CellSettings {
  readonly timeRange: TimeRangeChoice | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads the `@time` and `@param` directives of a cell; a wrong one is reported with its place in the file. */
export function readDirectives(cell: Cell, name: string, lines: LineIndex): Outcome<CellSettings> {
  const wrong = (directive: Directive, expected: string): Outcome<never> => {
    const { line, character } = lines.positionAt(directive.range.start);
    const place = `${name}:${String(line + 1)}:${String(character + 1)}`;
    return inputProblem(`${place} "${directive.value}" is not ${expected}.`);
  };
  let timeRange: TimeRangeChoice | undefined;
  const parameters = parametersOf(cell);
  const assignments = new Set(parameters.map(({ range }) => range));
  for (const directive of cell.directives) {
    if (directive.name === 'time') {
      timeRange = parseTimeDirective(directive.value);
      if (timeRange === undefined) return wrong(directive, 'a time range such as "last 24h" or "2018-04-12 to now"');
    }
    if (directive.name === 'param' && !assignments.has(directive.range))
      return wrong(directive, 'a parameter of the form name=default');
  }
  return ok({ timeRange, parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value])) });
}
