/** JSON inside other text: `2015-05-04 INFO [main] {"a":1} done`. */

/** Looking for an end is given up after this many times the length of the text, so that brackets alone cost little. */
const patience = 8;

/**
 * The first or last JSON object or array in a text, or null. An array of plain values, which is how many programs
 * write a process number, only counts when there is nothing better.
 */
export function jsonWithin(text: string, which: 'first' | 'last'): string | null {
  const opening = /[{[]/g;
  let budget = patience * text.length;
  let found: string | undefined;
  let plainArray: string | undefined;
  for (let match = opening.exec(text); match !== null && budget > 0; match = opening.exec(text)) {
    const end = blockEnd(text, match.index);
    budget -= end.scanned;
    const block = end.isClosed ? readable(text.slice(match.index, match.index + end.scanned)) : undefined;
    if (block === undefined) continue;
    if (block.startsWith('{') || block.includes('{')) found = which === 'last' ? block : (found ?? block);
    else plainArray = which === 'last' ? block : (plainArray ?? block);
    if (which === 'first' && found !== undefined) break;
    opening.lastIndex = match.index + end.scanned;
  }
  return found ?? plainArray ?? null;
}

/** How far the brackets that open at `start` reach; what stands in quotes is passed over. */
function blockEnd(text: string, start: number): { readonly isClosed: boolean; readonly scanned: number } {
  const significant = /["{}[\]]/g;
  significant.lastIndex = start;
  let depth = 0;
  for (let match = significant.exec(text); match !== null; match = significant.exec(text)) {
    const sign = match[0];
    if (sign === '"') {
      const rest = /(?:[^"\\]|\\[^])*"/y;
      rest.lastIndex = significant.lastIndex;
      if (rest.exec(text) === null) break;
      significant.lastIndex = rest.lastIndex;
    } else {
      depth += sign === '{' || sign === '[' ? 1 : -1;
      if (depth === 0) return { isClosed: true, scanned: significant.lastIndex - start };
    }
  }
  return { isClosed: false, scanned: text.length - start };
}

/** The block when it is JSON; halves of surrogate pairs, which databases refuse, become replacement characters. */
function readable(block: string): string | undefined {
  try {
    JSON.parse(block);
  } catch {
    return undefined;
  }
  if (!/\\u[dD][89a-fA-F]/.test(block)) return block;
  return block.replace(
    /\\u([dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|[dD][89a-fA-F]\w\w)|\\[^u]/g,
    (whole, code: string | undefined) => (code?.length === 4 ? '\\ufffd' : whole),
  );
}
