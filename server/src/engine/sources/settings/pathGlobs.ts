import { posix } from 'node:path';
import process from 'node:process';
import picomatch from 'picomatch';

/**
 * Gives a test for absolute paths of files. Globs that are not absolute start from `base`; one that names a folder takes what
 * is in it. Dots and any spelling of separators are fine; case matters except on Windows.
 */
export function pathMatcher(globs: readonly string[], base: string): (path: string) => boolean {
  const patterns = globs.flatMap((glob) => {
    const anchored = anchor(slashed(glob), slashed(base));
    return [anchored, `${anchored}/**`];
  });
  if (patterns.length === 0) return () => false;
  const matches = picomatch(patterns, { dot: true, nocase: process.platform === 'win32' });
  return (path) => matches(slashed(path));
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

function anchor(glob: string, base: string): string {
  const trimmed = glob.length > 1 ? glob.replace(/\/+$/, '') : glob;
  if (trimmed.startsWith('/') || /^[A-Za-z]:\//.test(trimmed)) return trimmed;
  let folder = base.replace(/\/+$/, '');
  let rest = trimmed;
  for (
    let up = /^(?:\.\/|\.$|(\.\.)(?:\/|$))/.exec(rest);
    up !== null;
    up = /^(?:\.\/|\.$|(\.\.)(?:\/|$))/.exec(rest)
  ) {
    if (up[1] !== undefined) folder = posix.dirname(folder);
    rest = rest.slice(up[0].length);
  }
  const root = folder.replace(/[\\^$*+?()[\]{}|!@]/g, '\\$&').replace(/\/$/, '');
  return rest === '' ? root : `${root}/${rest}`;
}
