/**
 * Where the cells of a query document are. The client needs only this much of the language: enough to place
 * "Run" and to cut out the text to send. Pure.
 */

/** One query of a document. Offsets are UTF-16 code units into the whole text. */
export interface QueryCell {
  readonly index: number;
  /** First character of the cell's text, after the marker line. */
  readonly start: number;
  /** One past the last character of the cell's text: the next marker line or the end of the document. */
  readonly end: number;
  /** Start of the marker line, or 0 for the first cell of a document. */
  readonly markerStart: number;
  /** What follows `%%` on the marker line; empty when nothing does. */
  readonly markerTitle: string;
  /** Start of the first line that is neither blank nor comment; undefined when the cell holds no query. */
  readonly queryStart: number | undefined;
}

interface Line {
  readonly start: number;
  /** One past the line break. */
  readonly end: number;
  readonly text: string;
}

const marker = /^[ \t]*\/\/[ \t]*%%(.*)$/;

function linesOf(text: string, from: number, to: number): readonly Line[] {
  const lines: Line[] = [];
  let start = from;
  while (start < to) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 || newline >= to ? to : newline + 1;
    lines.push({ start, end, text: text.slice(start, end).replace(/\r?\n$/, '') });
    start = end;
  }
  return lines;
}

/** Splits leading comment lines and blank lines from the query below them. Takes any text; never throws. */
export function leadingComments(text: string): {
  readonly comments: readonly string[];
  readonly queryStart: number | undefined;
} {
  const comments: string[] = [];
  let insideBlock = false;
  for (const line of linesOf(text, 0, text.length)) {
    const trimmed = line.text.trim();
    if (insideBlock) {
      const close = trimmed.indexOf('*/');
      if (close === -1) continue;
      insideBlock = false;
      if (trimmed.slice(close + 2).trim() !== '') return { comments, queryStart: line.start };
      continue;
    }
    if (trimmed === '') continue;
    if (trimmed.startsWith('//')) {
      comments.push(trimmed);
      continue;
    }
    if (trimmed.startsWith('/*')) {
      const close = trimmed.indexOf('*/', 2);
      if (close === -1) {
        insideBlock = true;
        continue;
      }
      if (trimmed.slice(close + 2).trim() === '') continue;
    }
    return { comments, queryStart: line.start };
  }
  return { comments, queryStart: undefined };
}

/** The cells of a document in order; at least one, for any text. Never throws. */
export function findCells(text: string): readonly QueryCell[] {
  const starts: { markerStart: number; start: number; markerTitle: string }[] = [
    { markerStart: 0, start: 0, markerTitle: '' },
  ];
  for (const line of linesOf(text, 0, text.length)) {
    const match = marker.exec(line.text);
    if (match !== null) starts.push({ markerStart: line.start, start: line.end, markerTitle: (match[1] ?? '').trim() });
  }
  return starts.map((cell, index) => {
    const end = starts[index + 1]?.markerStart ?? text.length;
    const { queryStart } = leadingComments(text.slice(cell.start, end));
    return { index, ...cell, end, queryStart: queryStart === undefined ? undefined : cell.start + queryStart };
  });
}

/** The cell that holds the offset; a marker line belongs to the cell below it. */
export function cellAt(cells: readonly QueryCell[], offset: number): QueryCell | undefined {
  return cells.findLast((cell) => cell.markerStart <= offset) ?? cells[0];
}
