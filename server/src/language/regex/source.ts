import type { StringLiteral } from '../syntax/nodes.ts';

/**
 * The regular expression inside a quoted text: escapes stay as written, since they belong to the expression;
 * only `\"` is the quote itself (language.md 1.4).
 */
export function regexSource(text: StringLiteral): string {
  return text.written.replaceAll('\\"', '"');
}

/** For each position in `regexSource(text)`, and the one after its end, the offset in the query it stands for. */
export function sourceOffsets(text: StringLiteral): readonly number[] {
  const offsets: number[] = [];
  const base = text.range.start + 1;
  for (let index = 0; index < text.written.length; index += 1) {
    offsets.push(base + index);
    if (text.written[index] === '\\' && text.written[index + 1] === '"') index += 1;
  }
  offsets.push(base + text.written.length);
  return offsets;
}
