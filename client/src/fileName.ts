const longest = 80;

/** A file name that every system takes, made of a title: `Top 10: a/b` gives `Top 10 a b`; `fallback` when nothing is left of it. */
export function fileNameOf(title: string, fallback: string): string {
  const name = title
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .replace(/^[. ]+|[. ]+$/g, '');
  // Windows keeps these names for devices.
  return name === '' || /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i.test(name) ? fallback : name;
}

/** The names with a number at every one that a name before it has already, whatever its case: `a`, `A (2)`. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let distinct = name;
    for (let number = 2; taken.has(distinct.toLowerCase()); number += 1) distinct = `${name} (${String(number)})`;
    taken.add(distinct.toLowerCase());
    return distinct;
  });
}
