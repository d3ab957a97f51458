import { defaultFormatOptions, formatText, parseDocument } from '../../../server/src/language/index.ts';
import { withoutRanges } from '../support.ts';

/** A text in its new layout, with the default options but for those given. */
export function formatted(text: string, options: { readonly indent?: number; readonly width?: number } = {}): string {
  return formatText(text, { ...defaultFormatOptions, ...options });
}

/** The tokens of all cells, as `type image`. */
export function tokensOf(text: string): string[] {
  return parseDocument(text).cells.flatMap(({ tokens }) =>
    tokens.map(({ tokenType, image }) => `${tokenType.name} ${image}`),
  );
}

/** The comments of all cells as written. */
export function commentsOf(text: string): string[] {
  return parseDocument(text).cells.flatMap(({ comments }) => comments.map(({ image }) => image));
}

/** What was understood of a text: trees, titles and directives, without places. */
export function treeOf(text: string): unknown {
  return parseDocument(text).cells.map(({ title, query, directives }) => withoutRanges({ title, query, directives }));
}
