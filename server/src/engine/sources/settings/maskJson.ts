/** A part of a text, in UTF-16 units, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a scalar outside strings is made of. */
const SCALAR = /[-+.0-9A-Za-z]/;

/** A character of a string as it must stay together: an escape, one for both halves of a character, or a character. */
const UNIT =
  /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^]|[\uD800-\uDBFF][\uDC00-\uDFFF]|[^]/y;

/**
 * Replaces parts of a JSON text so that it stays JSON. `spans` are in order and apart. What they cover of a string is
 * replaced there, escapes as a whole; of a number or another bare word all is replaced, by a string; brackets, colons and
 * commas stay.
 */
export function replaceInJson(text: string, spans: readonly Span[], replacement: (covered: string) => string): string {
  let out = '';
  let at = 0;
  let next = 0;
  for (let span = spans[next]; span !== undefined && at < text.length; span = spans[next]) {
    if (span.end <= at) {
      next++;
      continue;
    }
    if (text[at] === '"') {
      const end = endOfString(text, at);
      out +=
        span.start < end
          ? `"${inString(text, { start: at + 1, end }, spans, next, replacement)}"`
          : text.slice(at, end + 1);
      at = end + 1;
      continue;
    }
    const end = SCALAR.test(text[at] ?? '') ? endOfScalar(text, at) : at + 1;
    const piece = text.slice(at, end);
    out += span.start < end && SCALAR.test(piece) ? JSON.stringify(replacement(piece)) : piece;
    at = end;
  }
  return out + text.slice(at);
}

/** Offset of the quotation mark that closes the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function endOfScalar(text: string, start: number): number {
  let at = start;
  while (at < text.length && SCALAR.test(text[at] ?? '')) at++;
  return at;
}

/** The content of a string with the parts that spans from `first` on cover replaced. */
function inString(
  text: string,
  content: Span,
  spans: readonly Span[],
  first: number,
  replacement: (covered: string) => string,
): string {
  let out = '';
  let covered = '';
  let index = first;
  for (let at = content.start; at < content.end;) {
    UNIT.lastIndex = at;
    const end = Math.min(content.end, at + (UNIT.exec(text)?.[0].length ?? 1));
    while ((spans[index]?.end ?? Infinity) <= at) {
      index++;
      if (covered !== '') out += escaped(replacement(covered));
      covered = '';
    }
    if ((spans[index]?.start ?? Infinity) < end) {
      covered += text.slice(at, end);
    } else {
      if (covered !== '') out += escaped(replacement(covered));
      covered = '';
      out += text.slice(at, end);
    }
    at = end;
  }
  return covered === '' ? out : out + escaped(replacement(covered));
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
