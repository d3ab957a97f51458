/** The keys of JSON texts. */

/** All paths to values in a structure of objects and arrays, sorted; members of arrays have `[]`. */
export function keyPaths(value: unknown): readonly string[] {
  const paths = new Set<string>();
  const pending: (readonly [path: string, value: unknown])[] = [['', value]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [path, each] = next;
    if (Array.isArray(each)) {
      const members = each.filter((member) => typeof member === 'object' && member !== null);
      if (members.length === 0) paths.add(path);
      for (const member of members) pending.push([`${path}[]`, member]);
    } else if (typeof each === 'object' && each !== null) {
      const entries = Object.entries(each);
      if (entries.length === 0 && path !== '') paths.add(path);
      for (const [key, inner] of entries) pending.push([path === '' ? key : `${path}.${key}`, inner]);
    } else if (path !== '') paths.add(path);
  }
  return [...paths].sort();
}
