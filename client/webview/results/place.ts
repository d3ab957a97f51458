/** Where an offset is in a text, counted from one as editors show it. An offset beyond the text counts as its end. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - lineStart + 1 };
}

/** The line of the text that holds the offset, without its line break. */
export function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', Math.min(offset, text.length) - 1) + 1;
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '');
}
