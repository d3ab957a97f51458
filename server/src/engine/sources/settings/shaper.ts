import type { MessageClock } from '../messageTime.ts';
import type { Draft } from './draft.ts';
import { Guard } from './guard.ts';
import { LineJoiner } from './lineJoiner.ts';
import { Rules } from './rules.ts';
import type { RuleOutcome } from './rules.ts';
import type { ReadingOptions } from './types.ts';

/** Takes what the shaper makes of drafts, in the order of the file. */
export interface ShaperSink {
  /** `time` is undefined for a message that has none. */
  shaped(draft: Draft, time: number | undefined): void;
  /** A message that a rule could not be applied to, and that is therefore not kept. */
  refused(draft: Draft, reason: string): void;
}

/** True when reading needs more than the message at hand, or expressions of the settings, so that it goes through a shaper. */
export function needsShaper({ multiline, rules, times }: ReadingOptions): boolean {
  return (
    multiline.kind !== 'off' ||
    rules.length > 0 ||
    (times.kind === 'detect' && times.patterns.some(({ locator }) => locator !== undefined))
  );
}

/**
 * Joins lines, finds times and applies rules. Works on many messages at once, because watching over regular expressions costs
 * as much for one text as for a thousand. Everything may throw `ReadingStopped`.
 */
export class Shaper {
  readonly #multiline: ReadingOptions['multiline'];
  readonly #clock: MessageClock;
  readonly #sink: ShaperSink;
  readonly #rules: Rules | undefined;
  readonly #joiner: LineJoiner;
  readonly #guard = new Guard();
  readonly #leftOut = new Map<string, number>();
  #waiting: Draft[] = [];

  constructor(reading: ReadingOptions, clock: MessageClock, sink: ShaperSink) {
    this.#multiline = reading.multiline;
    this.#clock = clock;
    this.#sink = sink;
    this.#rules = reading.rules.length === 0 ? undefined : new Rules(reading.rules);
    this.#joiner = new LineJoiner(reading.multiline.kind);
  }

  /** What there is to say when the file has been read. */
  get notes(): readonly string[] {
    const notes = [...this.#leftOut].map(
      ([because, count]) => `${count === 1 ? '1 message was' : `${String(count)} messages were`} left out ${because}.`,
    );
    const { cutAt } = this.#joiner;
    if (cutAt !== undefined)
      notes.push(`Messages of several lines were cut at 1 MB, the first in line ${String(cutAt)}.`);
    return notes;
  }

  /** Takes the next message; nothing is handed over before `flush`. */
  add(draft: Draft): void {
    this.#waiting.push(draft);
  }

  /** Hands over what is complete. */
  flush(): void {
    const drafts = this.#waiting;
    this.#waiting = [];
    const begins = this.#begins(drafts);
    this.#hand(drafts.flatMap((draft, index) => this.#joiner.add(draft, begins[index] ?? true)));
  }

  /** Hands over the rest: no more messages come. */
  end(): void {
    this.flush();
    this.#hand(this.#joiner.end());
  }

  #begins(drafts: readonly Draft[]): readonly boolean[] {
    const multiline = this.#multiline;
    if (multiline.kind === 'off') return [];
    const begins = drafts.map(() => true);
    this.#guard.each(
      drafts.length,
      (index) => {
        const draft = drafts[index];
        if (draft?.isLine === true) begins[index] = this.#beginsMessage(draft, multiline);
      },
      () => undefined,
    );
    return begins;
  }

  #beginsMessage({ indent, raw }: Draft, multiline: Exclude<ReadingOptions['multiline'], { kind: 'off' }>): boolean {
    if (multiline.kind === 'infer') return indent === '' && this.#clock.beginsWithTime(raw);
    multiline.regexp.lastIndex = 0;
    return multiline.regexp.test(indent + raw.toString('utf8'));
  }

  #hand(drafts: readonly Draft[]): void {
    const times = this.#times(drafts);
    const envelopes: string[] = [];
    const outcomes = this.#outcomes(drafts, envelopes);
    for (const [index, draft] of drafts.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined) this.#sink.shaped(draft, times[index]);
      else if (outcome === 'slow') this.#sink.refused(draft, 'A rule of its source takes too long on this record.');
      else if (outcome.kind === 'left out')
        this.#leftOut.set(outcome.because, (this.#leftOut.get(outcome.because) ?? 0) + 1);
      else this.#sink.shaped({ ...draft, raw: Buffer.from(outcome.text), envelope: envelopes[index] }, times[index]);
    }
  }

  #times(drafts: readonly Draft[]): readonly (number | undefined)[] {
    const times: (number | undefined)[] = [];
    const clock = this.#clock;
    this.#guard.each(
      drafts.length,
      (index) => {
        const draft = drafts[index];
        if (draft !== undefined) times[index] = clock.timeOf(draft.kind, draft.raw, draft.eventTime) ?? draft.fallback;
      },
      (index) => {
        const draft = drafts[index];
        if (draft !== undefined)
          times[index] = clock.detectedTime(draft.kind, draft.raw, draft.eventTime) ?? draft.fallback;
      },
    );
    return times;
  }

  /** Undefined for messages that stay as they are; `envelopes` takes those of the others. */
  #outcomes(drafts: readonly Draft[], envelopes: string[]): readonly (RuleOutcome | 'slow' | undefined)[] {
    const rules = this.#rules;
    const outcomes: (RuleOutcome | 'slow' | undefined)[] = [];
    if (rules === undefined) return outcomes;
    this.#guard.each(
      drafts.length,
      (index) => {
        const draft = drafts[index];
        if (draft === undefined) return;
        outcomes[index] = rules.apply(draft.raw.toString('utf8'), draft.isJson);
        // What is to be hidden in a message is hidden in what is said about it.
        if (draft.envelope !== undefined) envelopes[index] = rules.change(draft.envelope, true);
      },
      (index) => (outcomes[index] = 'slow'),
    );
    return outcomes;
  }
}
