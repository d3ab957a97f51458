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
