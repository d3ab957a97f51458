import { createHash } from 'node:crypto';

import type { ProcessingRule } from '../../../protocol/sources.ts';
import { replaceInJson } from './maskJson.ts';
import type { Span } from './maskJson.ts';
import { readUserRegexp } from './userRegexp.ts';

/** What the rules make of a message: its text, or nothing. */
export type RuleOutcome =
  | { readonly kind: 'kept'; readonly text: string }
  /** `because` is one for all messages that are left out for the same reason. */
  | { readonly kind: 'left out'; readonly because: string };

/** What a `Mask` rule puts in place when it does not say. */
const DEFAULT_MASK = '#####';

interface Filter {
  readonly name: string;
  readonly regexp: RegExp;
}

interface Change {
  readonly regexp: RegExp;
  readonly replacement: (covered: string) => string;
}

/** The rules of one source, ready to be applied. */
export class Rules {
  readonly #includes: readonly Filter[];
  readonly #excludes: readonly Filter[];
  readonly #changes: readonly Change[];

  /** The expressions must be valid. */
  constructor(rules: readonly ProcessingRule[]) {
    this.#includes = rules.filter(({ filterType }) => filterType === 'Include').flatMap(filterOf);
    this.#excludes = rules.filter(({ filterType }) => filterType === 'Exclude').flatMap(filterOf);
    this.#changes = rules.flatMap(changeOf);
  }

  /**
   * Applies the rules to the text of a message. Exclude wins over Include; both look at the text as it was, then Mask and Hash
   * change it one after the other. JSON stays JSON.
   */
  apply(text: string, isJson: boolean): RuleOutcome {
    if (this.#includes.length > 0 && !this.#includes.some(({ regexp }) => regexp.test(text)))
      return { kind: 'left out', because: missed(this.#includes) };
    const excluded = this.#excludes.find(({ regexp }) => regexp.test(text));
    if (excluded !== undefined) return { kind: 'left out', because: `by the rule "${excluded.name}"` };
    return { kind: 'kept', text: this.change(text, isJson) };
  }

  /** Applies only what Mask and Hash say. */
  change(text: string, isJson: boolean): string {
    let changed = text;
    for (const { regexp, replacement } of this.#changes) {
      const spans = spansOf(changed, regexp);
      if (spans.length === 0) continue;
      changed = isJson ? replaceInJson(changed, spans, replacement) : replaceInText(changed, spans, replacement);
    }
    return changed;
  }
}

function missed(includes: readonly Filter[]): string {
  const names = includes.map(({ name }) => `"${name}"`).join(', ');
  return includes.length === 1
    ? `because they do not fit the rule ${names}`
    : `because they fit none of the rules ${names}`;
}

function filterOf({ name, regexp }: ProcessingRule): readonly Filter[] {
  const read = readUserRegexp(regexp, '');
  if (read.kind === 'invalid') return [];
  // Anchors of the expression's own would mean lines under its "m".
  const whole = new RegExp(`(?<![^])(?:${read.regexp.source})(?![^])`, read.regexp.flags);
  return [{ name, regexp: whole }];
}

function changeOf({ filterType, regexp, mask = DEFAULT_MASK }: ProcessingRule): readonly Change[] {
  if (filterType !== 'Mask' && filterType !== 'Hash') return [];
  const read = readUserRegexp(regexp, 'dg');
  if (read.kind === 'invalid') return [];
  return [{ regexp: read.regexp, replacement: filterType === 'Mask' ? () => mask : md5 }];
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** What the groups of all matches cover, or the matches when there are no groups; in order, what overlaps as one. */
function spansOf(text: string, regexp: RegExp): readonly Span[] {
  const found: Span[] = [];
  for (const { indices } of text.matchAll(regexp)) {
    // A group that took no part has no place.
    const spans: readonly ([number, number] | undefined)[] = indices ?? [];
    for (const span of spans.length > 1 ? spans.slice(1) : spans)
      if (span !== undefined && span[1] > span[0]) found.push({ start: span[0], end: span[1] });
  }
  found.sort((a, b) => a.start - b.start);
  const apart: Span[] = [];
  for (const span of found) {
    const last = apart.at(-1);
    if (last === undefined || span.start >= last.end) apart.push(span);
    else if (span.end > last.end) apart[apart.length - 1] = { start: last.start, end: span.end };
  }
  return apart;
}

function replaceInText(text: string, spans: readonly Span[], replacement: (covered: string) => string): string {
  let out = '';
  let at = 0;
  for (const { start, end } of spans) {
    out += text.slice(at, start) + replacement(text.slice(start, end));
    at = end;
  }
  return out + text.slice(at);
}
