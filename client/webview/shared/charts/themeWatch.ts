import { chartTheme } from './palette.ts';
import type { ChartTheme } from './palette.ts';

const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;
let current: ChartTheme | undefined;

const still = window.matchMedia('(prefers-reduced-motion: reduce)');
const scheme = window.matchMedia('(prefers-color-scheme: dark)');

/** The theme of the page, read from its variables once for each change of it. */
export function pageTheme(): ChartTheme {
  if (current !== undefined) return current;
  const styles = getComputedStyle(document.body);
  const bodyClasses = [...document.body.classList];
  current = chartTheme((name) => styles.getPropertyValue(`--vscode-${name}`).trim(), {
    bodyClasses,
    reducedMotion: still.matches || bodyClasses.includes('vscode-reduce-motion'),
  });
  return current;
}

function changed(): void {
  current = undefined;
  for (const listener of listeners) listener();
}

/** Calls `listener` after each change of the theme until the function that it gives is called. */
export function watchTheme(listener: () => void): () => void {
  if (observer === undefined) {
    observer = new MutationObserver(changed);
    // VS Code changes classes of the body and variables in the style of the root.
    observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    for (const query of [still, scheme]) query.addEventListener('change', changed);
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}
