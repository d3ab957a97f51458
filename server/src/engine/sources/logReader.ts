import { isUtf8 } from 'node:buffer';

import type { RejectedRecord } from '../../protocol/engine.ts';
import type { RecordKind } from './classify.ts';
import { RepairNotes } from './fileNotes.ts';
import { formatOf, noShapes, shapeOf } from './format.ts';
import type { Frame, FrameSink } from './frameTypes.ts';
import { LineWatch } from './lineWatch.ts';
import { REJECTED_LISTED } from './logSummary.ts';
import type { LogMessage, LogSummary } from './logSummary.ts';
import { MessageClock } from './messageTime.ts';
import type { Draft } from './settings/draft.ts';
import { parseObject } from './jsonObject.ts';
import type { JsonObject } from './jsonObject.ts';
import { salvageObject } from './repair.ts';
import { keepLastOfRepeated } from './repeatedNames.ts';
import { needsShaper, Shaper } from './settings/shaper.ts';
import type { ShaperSink } from './settings/shaper.ts';
import type { ReadingOptions } from './settings/types.ts';
import { repairSurrogates } from './surrogates.ts';
import { unwrap, unwrapLine } from './unwrap.ts';
import type { Unwrapped } from './unwrap.ts';
import { elementOpener } from './wrappers.ts';

/** Turns frames into messages and keeps the counts. */
export class LogReader implements FrameSink, ShaperSink {
  records = 0;
  readonly #modified: number;
  readonly #clock: MessageClock;
  readonly #shaper: Shaper | undefined;
  readonly #isByLine: boolean;
  readonly #isLenient: boolean;
  readonly #onMessage: (message: LogMessage) => void;
  readonly #shapes = noShapes();
  readonly #lines = new LineWatch();
  readonly #kinds: Partial<Record<RecordKind, number>> = {};
  readonly #rejected: RejectedRecord[] = [];
  readonly #notes = new Set<string>();
  readonly #repairs = new RepairNotes();
  #rejectedCount = 0;
  #undated = 0;
  #badUtf8: number | undefined;
  #halfCharacters: number | undefined;
  #from = Infinity;
  #to = -Infinity;

  constructor(modified: number, reading: ReadingOptions, onMessage: (message: LogMessage) => void) {
    this.#modified = Math.floor(modified);
    this.#clock = new MessageClock(reading, this.#modified);
    this.#shaper = needsShaper(reading) ? new Shaper(reading, this.#clock, this) : undefined;
    this.#isLenient = reading.lenient;
    this.#isByLine = reading.multiline.kind === 'off';
    this.#onMessage = onMessage;
  }

  /** Hands over what is complete; to be called now and then. */
  flush(): void {
    this.#shaper?.flush();
  }

  /** No more frames come. */
  end(): void {
    this.#shaper?.end();
  }

  note(text: string): void {
    this.#notes.add(text);
  }

  frame(frame: Frame): void {
    this.#shapes[shapeOf(frame)]++;
    this.#lines.see(frame);
    if (frame.problem !== undefined) this.#reject(frame.problem);
    const { line } = frame.start;
    this.#repairs.repaired(frame.repairs);
    if (frame.repeated !== undefined) this.#repairs.repeated(frame.repeated.name, frame.repeated.line);
    const salvaged = frame.kind === 'malformed' && this.#isLenient ? this.#salvage(frame) : undefined;
    if (frame.kind === 'malformed' && salvaged === undefined) {
      this.#message(frame, 'text', frame.bytes, false);
      return;
    }
    let isRepeated = frame.repeated !== undefined || salvaged?.repeated !== undefined;
    const take = (result: Unwrapped): void => {
      if (result.kind === 'note') this.note(result.note);
      else if (result.kind === 'rejected') this.#reject({ ...frame.start, reason: result.reason });
      else if (result.kind === 'repaired') this.#repairs.repaired(result.repairs.map((kind) => ({ kind, line })));
      else if (result.kind === 'repeated') {
        isRepeated = true;
        this.#repairs.repeated(result.name, line);
      } else
        this.#message(
          frame,
          result.recordKind,
          isRepeated && result.isJson ? keepLastOfRepeated(Buffer.from(result.text)) : result.text,
          result.isJson,
          result.object?.value('eventTime'),
          result.time,
          result.envelope,
        );
    };
    if (salvaged !== undefined) unwrap(salvaged.bytes, salvaged.members, false, take, elementOpener(frame.container));
    else if (frame.kind === 'text') unwrapLine(frame.bytes, take);
    else {
      const tidy = !frame.isCompact && (frame.container !== 'none' || !frame.oneLine);
      unwrap(frame.bytes, frame.members, tidy, take, elementOpener(frame.container));
    }
  }

  /** What can be read of a record that is not as it should be. */
  #salvage({ bytes, start }: Frame): JsonObject | undefined {
    const salvaged = salvageObject(bytes, start.column - 1);
    const object = salvaged === undefined ? undefined : parseObject(salvaged.text);
    if (salvaged === undefined || object === undefined) return undefined;
    this.#repairs.repaired(salvaged.repairs.map((kind) => ({ kind, line: start.line })));
    if (object.repeated !== undefined) this.#repairs.repeated(object.repeated, start.line);
    return object;
  }

  #reject(problem: RejectedRecord): void {
    this.#rejectedCount++;
    if (this.#rejected.length < REJECTED_LISTED)
      this.#rejected.push({ line: problem.line, column: problem.column, reason: problem.reason });
  }

  /** `fallback` is the time of a message that says none. */
  #message(
    frame: Frame,
    kind: RecordKind,
    text: Uint8Array,
    isJson: boolean,
    eventTime?: Uint8Array,
    fallback?: number,
    envelope?: string,
  ): void {
    let raw = text;
    if (!isUtf8(text)) {
      this.#badUtf8 ??= frame.byteStart;
      raw = Buffer.from(Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8'));
    }
    if (isJson) {
      const repaired = repairSurrogates(raw);
      if (repaired !== raw) this.#halfCharacters ??= frame.byteStart;
      raw = repaired;
    }
    const { line, column } = frame.start;
    const place = { line, column, byteStart: frame.byteStart, byteEnd: frame.byteEnd };
    if (this.#shaper === undefined) {
      this.#keep({ kind, isJson, raw, ...place, envelope }, this.#clock.timeOf(kind, text, eventTime) ?? fallback);
      return;
    }
    const isLine = frame.kind === 'text' && kind === 'text';
    this.#shaper.add({
      kind,
      isJson,
      raw: Buffer.from(raw),
      isLine,
      indent: isLine ? indentOf(frame) : '',
      eventTime: eventTime === undefined ? undefined : Buffer.from(eventTime),
      fallback,
      envelope,
      ...place,
    });
  }

  /** Takes what the shaper made of a message. */
  shaped({ kind, isJson, raw, line, column, byteStart, byteEnd, envelope }: Draft, time: number | undefined): void {
    this.#keep({ kind, isJson, raw, line, column, byteStart, byteEnd, envelope }, time);
  }

  /** Takes a message that rules could not be applied to. */
  refused({ line, column }: Draft, reason: string): void {
    this.#reject({ line, column, reason });
  }

  #keep(message: Omit<LogMessage, 'time'>, found: number | undefined): void {
    const { kind } = message;
    if (found === undefined) this.#undated++;
    const time = found ?? this.#modified;
    this.records++;
    this.#kinds[kind] = (this.#kinds[kind] ?? 0) + 1;
    if (time < this.#from) this.#from = time;
    if (time > this.#to) this.#to = time;
    this.#onMessage({ ...message, time });
  }

  /**
   * The summary of what was read. `failure` is why reading stopped before the end and may go better another time, `stopped` why
   * it would stop there again.
   */
  summary(gzip: boolean, failure?: string, stopped?: string): LogSummary {
    for (const reason of [failure, stopped]) if (reason !== undefined) this.note(reason);
    for (const note of this.#shaper?.notes ?? []) this.note(note);
    if (this.records === 0 && this.#notes.size === 0) this.note('The file holds no records.');
    for (const note of this.#repairs.notes()) this.note(note);
    if (this.#badUtf8 !== undefined)
      this.note(`Bytes that are not UTF-8 were replaced, first in the record at byte ${String(this.#badUtf8)}.`);
    if (this.#halfCharacters !== undefined)
      this.note(
        `Escapes of half a character were replaced, first in the record at byte ${String(this.#halfCharacters)}.`,
      );
    if (this.#undated > 0)
      this.note(
        `${count(this.#undated, 'message has', 'messages have')} no timestamp and took the time the file was last changed.`,
      );
    if (this.#clock.assumed > 0)
      this.note(
        `${count(this.#clock.assumed, 'message has a time', 'messages have times')} without a zone: UTC was assumed.`,
      );
    if (this.#rejectedCount > REJECTED_LISTED)
      this.note(
        `Only the first ${String(REJECTED_LISTED)} of ${String(this.#rejectedCount)} rejected records are listed.`,
      );
    return {
      format: formatOf(this.#shapes, this.#kinds, gzip),
      readable: failure === undefined,
      records: this.records,
      kinds: { ...this.#kinds },
      from: this.records === 0 ? undefined : this.#from,
      to: this.records === 0 ? undefined : this.#to,
      rejectedCount: this.#rejectedCount,
      rejected: this.#rejected,
      notes: [...this.#notes],
      lines: this.#isByLine ? this.#lines.result({ ...this.#shapes }) : undefined,
    };
  }
}

/** The blanks before a line, as far as they are still at hand. */
function indentOf({ bytes, start }: Frame): string {
  const length = Math.min(start.column - 1, bytes.byteOffset);
  const before = Buffer.from(bytes.buffer, bytes.byteOffset - length, length).toString('latin1');
  return /^[ \t]*$/.test(before) ? before : ' '.repeat(length);
}

function count(n: number, one: string, many: string): string {
  return `${String(n)} ${n === 1 ? one : many}`;
}
