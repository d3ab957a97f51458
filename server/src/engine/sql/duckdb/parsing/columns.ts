/** Text cut into columns at a delimiter, with quotes and escapes. */
import type { ColumnSettings } from '../../../plan/textReaders.ts';

/**
 * The columns of a text. Quotes count at the start of a column, after blanks too; what follows the closing quote is
 * kept as it is, and a quote that is never closed reaches to the end. A doubled quote inside quotes is one quote. The
 * escape sign goes away before a delimiter, a quote and itself; before anything else it is text, so that paths of
 * Windows stay whole. No more columns are cut than the settings ask for.
 */
export function splitColumns(text: string, { delimiter, escape, quote, positions }: ColumnSettings): readonly string[] {
  const columns: string[] = [];
  const wanted = Math.max(0, ...positions);
  let at = 0;
  while (columns.length < wanted && at <= text.length) {
    const { value, end } = readColumn(text, at, { delimiter, escape, quote });
    columns.push(value);
    at = end + 1;
  }
  return columns;
}

type Signs = Pick<ColumnSettings, 'delimiter' | 'escape' | 'quote'>;

function readColumn(text: string, start: number, signs: Signs): { readonly value: string; readonly end: number } {
  const { delimiter, escape, quote } = signs;
  let value = '';
  let at = start;
  const opening = quotedFrom(text, start, signs);
  if (opening !== undefined) {
    at = opening + 1;
    for (; at < text.length; at += 1) {
      const sign = text[at] ?? '';
      const next = text[at + 1];
      if (sign === escape && sign !== quote && isSpecial(next, signs)) at += 1;
      else if (sign === quote && next === quote) at += 1;
      else if (sign === quote) break;
      value += text[at] ?? '';
    }
    at += 1;
  }
  for (; at < text.length && text[at] !== delimiter; at += 1) {
    if (text[at] === escape && isSpecial(text[at + 1], signs)) at += 1;
    value += text[at] ?? '';
  }
  return { value, end: at };
}

/** Where the opening quote of a column stands, if it has one. */
function quotedFrom(text: string, start: number, { delimiter, quote }: Signs): number | undefined {
  let at = start;
  while ((text[at] === ' ' || text[at] === '\t') && text[at] !== delimiter) at += 1;
  return text[at] === quote && quote !== delimiter ? at : undefined;
}

function isSpecial(sign: string | undefined, { delimiter, escape, quote }: Signs): boolean {
  return sign !== undefined && (sign === delimiter || sign === escape || sign === quote);
}
