import type { Cell } from '../document/document.ts';
import type { TextRange } from '../syntax/range.ts';

/** A template variable of a query: `{{name}}` or `{{{name}}}`, wherever it stands (language.md 7.4). */
export interface QueryVariable {
  /** In the spelling of its first use. */
  readonly name: string;
  /** Every place it stands in, braces included. */
  readonly uses: readonly TextRange[];
  /** The value of `// @param name=value`, when there is one. */
  readonly defaultValue: string | undefined;
}

const variable = /\{\{\{?\s*([^{}\r\n]*?)\s*\}?\}\}/g;

/** The variables of a cell in the order of their first use; names are compared without regard to case. */
export function variablesOf(cell: Cell): readonly QueryVariable[] {
  const found = new Map<string, { name: string; uses: TextRange[] }>();
  for (const token of cell.tokens) {
    for (const match of token.image.matchAll(variable)) {
      const name = match[1] ?? '';
      const start = token.startOffset + match.index;
      const known = found.get(name.toLowerCase()) ?? { name, uses: [] };
      known.uses.push({ start, end: start + match[0].length });
      found.set(name.toLowerCase(), known);
    }
  }
  const values = new Map(parametersOf(cell).map(({ name, value }) => [name.toLowerCase(), value]));
  return [...found].map(([key, { name, uses }]) => ({ name, uses, defaultValue: values.get(key) }));
}

/** A value given by `// @param name=value`. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string;
  /** The whole comment line. */
  readonly range: TextRange;
}

/** The values a cell gives to variables; lines that are not of the form `name=value` are left out. */
export function parametersOf(cell: Cell): readonly QueryParameter[] {
  return cell.directives.flatMap(({ name: directive, value: text, range }) => {
    const sign = text.indexOf('=');
    if (directive !== 'param' || sign < 1) return [];
    return [{ name: text.slice(0, sign).trim(), value: text.slice(sign + 1).trim(), range }];
  });
}
