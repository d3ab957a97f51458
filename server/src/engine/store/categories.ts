import picomatch from 'picomatch';

import type { CategoryRule } from '../../protocol/engine.ts';

/**
 * Gives the category that the rules say for an absolute path: the first whose glob matches wins; undefined when none does.
 * A glob that does not start with `/` (or a drive) is matched against the end of the path.
 */
export function categoryMatcher(rules: readonly CategoryRule[]): (path: string) => string | undefined {
  const tests = rules.map(({ category, glob }) => {
    const pattern = glob.replaceAll('\\', '/');
    const anchored = pattern.startsWith('/') || /^[A-Za-z]:\//.test(pattern) ? pattern : `**/${pattern}`;
    return { category, matches: picomatch(anchored, { dot: true }) };
  });
  return (path) => {
    const slashed = path.replaceAll('\\', '/');
    return tests.find(({ matches }) => matches(slashed))?.category;
  };
}
