import type { IToken } from 'chevrotain';
import { matchingBrackets } from '../parser/brackets.ts';
import type { Break } from './breaks.ts';
import type { FormatOptions } from './options.ts';
import type { Gap } from './spacing.ts';

/** A scope or stage made ready for layout; the lists are parallel. */
export interface Prepared {
  readonly items: readonly IToken[];
  readonly gaps: readonly Gap[];
  readonly breaks: readonly (Break | undefined)[];
}

const inBrackets: readonly Break[] = ['pipe', 'comma', 'ternary', 'or', 'and'];
const inStage: readonly Break[] = ['ternary', 'or', 'and'];

/**
 * Lays a stage out over as many lines as it needs: on one when it fits; else it is broken at what binds loosest;
 * lists are filled; brackets that still do not fit are opened over several lines.
 * Looks at each item a fixed number of times, so the time is in proportion to the length.
 */
export function layOut(prepared: Prepared, column: number, eol: string, options: FormatOptions): string {
  const layout = new Layout(prepared, column, eol, options);
  layout.sequence(0, prepared.items.length, inStage, 1);
  return layout.text();
}

class Layout {
  readonly #prepared: Prepared;
  readonly #partners: ReadonlyMap<number, number>;
  /** The width of everything before an item, with the gaps. */
  readonly #offsets: readonly number[];
  readonly #eol: string;
  readonly #indent: number;
  readonly #width: number;
  readonly #parts: string[] = [];
  #column: number;
  #level = 0;
  #atLineStart = true;

  constructor(prepared: Prepared, column: number, eol: string, { indent, width }: FormatOptions) {
    this.#prepared = prepared;
    this.#partners = matchingBrackets(prepared.items);
    const offsets = [0];
    prepared.items.forEach(({ image }, index) => {
      offsets.push((offsets[index] ?? 0) + (prepared.gaps[index] ?? '').length + image.length);
    });
    this.#offsets = offsets;
    this.#eol = eol;
    this.#indent = indent;
    this.#width = width > 0 ? width : Number.POSITIVE_INFINITY;
    this.#column = column;
  }

  text(): string {
    return this.#parts.join('');
  }

  /** Writes items `from` up to `to`. Lines that are begun inside get the level `next`. */
  sequence(from: number, to: number, kinds: readonly Break[], next: number): void {
    if (this.#fits(from, to)) {
      this.#flat(from, to);
      return;
    }
    for (const [index, kind] of kinds.entries()) {
      const cuts = this.#cuts(from, to, (found) => found === kind);
      if (cuts.length === 0 || (kind === 'comma' && this.#isPlainList(from, to, cuts))) continue;
      const rest = kind === 'pipe' ? inStage : kinds.slice(index + 1);
      [from, ...cuts].forEach((start, part) => {
        if (part > 0) this.#newLine(next);
        this.sequence(start, cuts[part] ?? to, rest, next + 1);
      });
      return;
    }
    this.#fill(from, to, next);
  }

  /** Puts as much on each line as it holds. */
  #fill(from: number, to: number, next: number): void {
    const cuts = this.#cuts(from, to, (found) => found !== undefined);
    [from, ...cuts].forEach((start, part) => {
      const end = cuts[part] ?? to;
      if (part > 0 && !this.#fits(start, end) && this.#gainsByNewLine(start, end, next)) this.#newLine(next);
      if (this.#fits(start, end)) this.#flat(start, end);
      else this.#openBrackets(start, end);
    });
  }

  /** False for what no line holds when it may stay: it can open a bracket here, or is no item of a list. */
  #gainsByNewLine(from: number, to: number, level: number): boolean {
    if (this.#fitsAt(level * this.#indent, from, to)) return true;
    return this.#prepared.breaks[from] === 'comma' && !this.#opens(from, to);
  }

  /** True when the line has room for all items before the first bracket, which may then be opened. */
  #opens(from: number, to: number): boolean {
    for (let index = from; index < to; index += 1) {
      const close = this.#partners.get(index);
      if (close !== undefined) return this.#fits(from, index + 1) && close > index + 1;
    }
    return false;
  }

  /** Writes items that no line holds: brackets with too much in them are spread over lines. */
  #openBrackets(from: number, to: number): void {
    for (let index = from; index < to; index += 1) {
      const close = this.#partners.get(index);
      if (close === undefined || close === index + 1 || close >= to) {
        this.#flat(index, index + 1);
        continue;
      }
      if (this.#fits(index, this.#beforeBracket(close + 1, to))) this.#flat(index, close + 1);
      else this.#spread(index, close);
      index = close;
    }
  }

  /** The next item that opens a bracket, or the end. */
  #beforeBracket(from: number, to: number): number {
    for (let index = from; index < to; index += 1) if (this.#partners.has(index)) return index;
    return to;
  }

  #spread(open: number, close: number): void {
    const level = this.#level;
    this.#flat(open, open + 1);
    this.#newLine(level + 1);
    this.sequence(open + 1, close, inBrackets, level + 1);
    this.#newLine(level);
    this.#flat(close, close + 1);
  }

  /** Items at the level of the sequence itself before which a line may end. */
  #cuts(from: number, to: number, wanted: (found: Break | undefined) => boolean): readonly number[] {
    const cuts: number[] = [];
    for (let index = from; index < to; index += 1) {
      if (index > from && wanted(this.#prepared.breaks[index])) cuts.push(index);
      const close = this.#partners.get(index);
      if (close !== undefined && close < to) index = close;
    }
    return cuts;
  }

  /** A list of single words and texts, which reads better filled than one a line. */
  #isPlainList(from: number, to: number, cuts: readonly number[]): boolean {
    return [from, ...cuts].every((start, part) => (cuts[part] ?? to + 1) - start <= 2);
  }

  #fits(from: number, to: number): boolean {
    return this.#fitsAt(this.#column + (this.#atLineStart ? 0 : (this.#prepared.gaps[from] ?? '').length), from, to);
  }

  #fitsAt(column: number, from: number, to: number): boolean {
    const start = (this.#offsets[from] ?? 0) + (this.#prepared.gaps[from] ?? '').length;
    return column + (this.#offsets[to] ?? 0) - start <= this.#width;
  }

  #flat(from: number, to: number): void {
    for (let index = from; index < to; index += 1) {
      const { image = '' } = this.#prepared.items[index] ?? {};
      const gap = this.#atLineStart ? '' : (this.#prepared.gaps[index] ?? '');
      this.#parts.push(gap, image);
      const lastBreak = Math.max(image.lastIndexOf('\n'), image.lastIndexOf('\r'));
      this.#column = lastBreak < 0 ? this.#column + gap.length + image.length : image.length - lastBreak - 1;
      this.#atLineStart = false;
    }
  }

  #newLine(level: number): void {
    this.#parts.push(this.#eol, ' '.repeat(level * this.#indent));
    this.#column = level * this.#indent;
    this.#level = level;
    this.#atLineStart = true;
  }
}
