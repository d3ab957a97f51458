/** Values for `{{name}}`, put into the text of a query before it is parsed. */

/** Where an offset into the substituted text lies in the original one. */
export type OffsetMap = (offset: number) => number;

export interface SubstitutedQuery {
  readonly text: string;
  readonly originalOffset: OffsetMap;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly originalStart: number;
  readonly originalEnd: number;
}

/** Strings, comments and variables; whatever comes first wins, as in the lexer. */
const tokens =
  /"(?:[^"\\]|\\[^])*"?|(?<!:)\/\/[^\n]*|(?<![^\s|(,])\/\*[^]*?\*\/|\{\{\{?\s*[\p{L}\p{N}_. ]+?\s*\}\}\}?/gu;
const variables = /\{\{\{?\s*([\p{L}\p{N}_. ]+?)\s*\}\}\}?/gu;

/** Replaces the variables that have a value; the others stay as they are. Inside a string the value is escaped. */
export function substituteTemplates(text: string, parameters: Readonly<Record<string, string>>): SubstitutedQuery {
  const values = new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]));
  const pieces: Piece[] = [];
  let result = '';
  let position = 0;
  for (const token of text.matchAll(tokens)) {
    if (token[0].startsWith('/')) continue;
    const isString = token[0].startsWith('"');
    for (const variable of token[0].matchAll(variables)) {
      const value = values.get((variable[1] ?? '').toLowerCase());
      if (value === undefined) continue;
      const originalStart = token.index + variable.index;
      const originalEnd = originalStart + variable[0].length;
      result += text.slice(position, originalStart);
      const start = result.length;
      result += isString ? value.replace(/["\\]/g, '\\$&') : value;
      pieces.push({ start, end: result.length, originalStart, originalEnd });
      position = originalEnd;
    }
  }
  return { text: result + text.slice(position), originalOffset: (offset) => originalOffset(pieces, offset) };
}

/** Offsets inside a value point to the variable: its start, or its end for the value's end. */
function originalOffset(pieces: readonly Piece[], offset: number): number {
  let shift = 0;
  for (const piece of pieces) {
    if (offset <= piece.start) break;
    if (offset < piece.end) return piece.originalStart;
    shift = piece.originalEnd - piece.end;
  }
  return offset + shift;
}

/** What a variable without a value means: everything. */
export function replaceUnbound(value: string): string {
  return value.replace(variables, '*');
}

/** Names of the variables in a text. */
export function variableNames(value: string): readonly string[] {
  return [...value.matchAll(variables)].map((match) => match[1] ?? '');
}
