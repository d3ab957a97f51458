import type { Cell } from '../document/document.ts';
import type { TextRange } from '../syntax/range.ts';
import { templatesIn } from '../templates/templateVariables.ts';

/** A template variable of a query: `{{name}}` or `{{{name}}}`, wherever it stands (language.md 7.4). */
export interface QueryVariable {
  /** In the spelling of its first use. */
  readonly name: string;
  /** Every place it stands in, braces included. */
  readonly uses: readonly TextRange[];
  /** The value of `// @param name=value`, when there is one. */
  readonly defaultValue: string | undefined;
}

/** The variables of a cell in the order of their first use; names are compared without regard to case. */
export function variablesOf(cell: Cell): readonly QueryVariable[] {
  const found = new Map<string, { name: string; uses: TextRange[] }>();
  for (const token of cell.tokens) {
    for (const { name, start, end } of templatesIn(token.image)) {
      const known = found.get(name.toLowerCase()) ?? { name, uses: [] };
      known.uses.push({ start: token.startOffset + start, end: token.startOffset + end });
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

/** The values a cell gives to variables, without quotes around them; lines that are not of the form `name=value` are left out. */
export function parametersOf(cell: Cell): readonly QueryParameter[] {
  return cell.directives.flatMap(({ name: directive, value: text, range }) => {
    const sign = text.indexOf('=');
    if (directive !== 'param' || sign < 1) return [];
    return [{ name: text.slice(0, sign).trim(), value: unquoted(text.slice(sign + 1).trim()), range }];
  });
}

function unquoted(text: string): string {
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text;
}
