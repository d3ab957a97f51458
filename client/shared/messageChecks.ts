/** What the extension host checks in messages that all its views send. Pure. */
import { allOf, between, isBoolean, isIndex, optional, shape, type Check } from './checks.ts';

/** Most rows that a view gets at once. */
const largestPage = 10_000;

/** The fields of a request for rows of a result; `isText` bounds its texts. */
export function pageRequest(isText: Check): Check {
  return shape({
    requestId: isIndex,
    resultId: isText,
    offset: isIndex,
    limit: allOf(isIndex, between(1, largestPage)),
    sort: optional(shape({ column: isIndex, descending: isBoolean })),
  });
}

/** A part of a text, from `start` to `end` as offsets: the end is not before the start. */
export const isTextRange: Check = allOf(shape({ start: isIndex, end: isIndex }), (value) => {
  const { start, end } = value as { readonly start: number; readonly end: number };
  return start <= end;
});
