import type { Reading, ReadingLine } from './describe.ts';

/** Lines of a tooltip; what is beyond is only counted. */
const mostLines = 12;

/** Fills a tooltip with what is to be read at a place. Names and values go in as text, whatever they hold. */
export function tipContent(tip: HTMLElement, { title, lines }: Reading, series: number): void {
  const shown = lines.length <= mostLines ? lines : largest(lines, series);
  const rest = lines.length - shown.length;
  tip.replaceChildren(
    part('div', 'title', title),
    ...shown.map((line) => {
      const row = part('div', lines.length > 1 && line.series === series ? 'line pointed' : 'line', '');
      const swatch = part('span', 'swatch', '');
      if (line.colour !== undefined) swatch.style.setProperty('--swatch', line.colour);
      row.append(swatch, part('span', 'name', line.name), part('span', 'value', line.text));
      return row;
    }),
    ...(rest > 0 ? [part('div', 'title', `and ${rest} more`)] : []),
  );
}

/** The one that is pointed at and the largest, from the largest on. */
export function largest(lines: readonly ReadingLine[], series: number): readonly ReadingLine[] {
  const size = ({ value }: ReadingLine): number => (typeof value === 'number' ? Math.abs(value) : -1);
  const ordered = [...lines].sort((a, b) => size(b) - size(a));
  const pointed = ordered.filter((line) => line.series === series);
  const others = ordered.filter((line) => line.series !== series).slice(0, Math.max(0, mostLines - pointed.length));
  const kept = new Set([...pointed, ...others]);
  return ordered.filter((line) => kept.has(line));
}

function part(tag: string, name: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}
