/** An opening bracket of a regular expression, by what follows it. Positions are indexes into the source. */
export type RegexGroup =
  | { readonly kind: 'named'; readonly name: string; readonly start: number; readonly end: number }
  | { readonly kind: 'unnamed' | 'other'; readonly start: number; readonly end: number }
  /** `(?` with nothing that makes sense after it: what is left when `<name>` went missing. */
  | { readonly kind: 'lostName'; readonly start: number; readonly end: number };

const named = /^\(\?P?<([A-Za-z_]\w*)>/;
const special = /^\(\?(?:[:=!>#|]|<[=!]|P[<=>]|[a-zA-Z-]+[:)]|'|&|R|\d)/;

/** Lists the groups of a regular expression from left to right; `end` is after the closing bracket, or at the end of the source. */
export function regexGroups(source: string): readonly RegexGroup[] {
  const groups: RegexGroup[] = [];
  const open: number[] = [];
  for (let index = 0; index < source.length; index += 1) {
    const character = source[index];
    if (character === '\\') index += 1;
    else if (character === '[') index = classEnd(source, index);
    else if (character === '(') {
      open.push(groups.length);
      groups.push(groupAt(source, index));
    } else if (character === ')') {
      const at = open.pop();
      const group = at === undefined ? undefined : groups[at];
      if (at !== undefined && group !== undefined) groups[at] = { ...group, end: index + 1 };
    }
  }
  return groups;
}

function groupAt(source: string, start: number): RegexGroup {
  const end = source.length;
  const rest = source.slice(start, start + 200);
  if (!rest.startsWith('(?')) return { kind: 'unnamed', start, end };
  const name = named.exec(rest)?.[1];
  if (name !== undefined) return { kind: 'named', name, start, end };
  return { kind: special.test(rest) ? 'other' : 'lostName', start, end };
}

/** Index of the `]` that ends the character class beginning at `start`; a `]` in first place belongs to it. */
function classEnd(source: string, start: number): number {
  let index = start + 1;
  if (source[index] === '^') index += 1;
  if (source[index] === ']') index += 1;
  for (; index < source.length; index += 1) {
    if (source[index] === '\\') index += 1;
    else if (source[index] === ']') return index;
  }
  return source.length;
}
