import type { Cell, SesqDocument } from '../../language/index.ts';
import type { Outcome } from '../outcome.ts';
import { inputProblem, ok, usageProblem } from '../outcome.ts';

/**
 * The cell to run: the one with the given number (from 1), or the only one that holds a query.
 * Cells of comments alone keep their number but need no choosing.
 */
export function pickCell(document: SesqDocument, name: string, number: number | undefined): Outcome<Cell> {
  const { cells } = document;
  if (number !== undefined) {
    const cell = cells[number - 1];
    if (cell !== undefined) return ok(cell);
    return usageProblem(`--cell ${String(number)}: ${name} holds ${countOf(cells.length)}.`);
  }
  const [only, ...others] = cells.filter((cell) => holdsQuery(document.text.slice(cell.range.start, cell.range.end)));
  if (only === undefined) return inputProblem(`${name} holds no query.`);
  if (others.length === 0) return ok(only);
  const titles = cells.map((cell, index) => `  ${String(index + 1)}  ${cell.title ?? '(untitled)'}`);
  return usageProblem([`${name} holds ${countOf(cells.length)}. Pick one with --cell N:`, ...titles].join('\n'));
}

/** Looks at the text and not at the tree: what could not be read is still a query, with errors. */
function holdsQuery(text: string): boolean {
  return text.split(/\r\n|\r|\n/).some((line) => line.trim() !== '' && !line.trimStart().startsWith('//'));
}

function countOf(cells: number): string {
  return cells === 1 ? '1 query' : `${String(cells)} queries`;
}
