import { instantOf, zoneOf } from '../time/dates/zones.ts';
import type { NamedZone } from '../time/dates/zoneName.ts';
import type { RecordKind } from './classify.ts';
import { BYTE } from './bytes.ts';
import { datePatternSearch } from './datePatternSearch.ts';
import { epochTime } from './epoch.ts';
import { leftmostLineTime, leftmostMemberTime, memberTime } from './otherTimes.ts';
import type { ReadingOptions, TimePattern } from './settings/types.ts';
import { leftmostTime } from './timestamp.ts';
import type { WrittenTime } from './timestamp.ts';

const UTC: NamedZone = { kind: 'region', name: 'UTC' };

/** Looks for one of the times that settings describe. */
type Search = (text: string) => WrittenTime | undefined;

/** Finds the times of the messages of one file. */
export class MessageClock {
  /** How many times named no zone and were read as UTC because nothing says otherwise. */
  assumed = 0;
  readonly #modified: number;
  readonly #zone: NamedZone;
  readonly #forced: boolean;
  readonly #fromFile: boolean;
  readonly #searches: readonly Search[];

  /** `modified` is when the file was last changed, epoch milliseconds. Patterns and zones must be valid. */
  constructor(reading: ReadingOptions, modified: number) {
    this.#modified = modified;
    this.#zone = zoneOf(reading.timeZone.zone) ?? UTC;
    this.#forced = reading.timeZone.use === 'forced';
    this.#fromFile = reading.times.kind === 'file';
    const patterns = reading.times.kind === 'file' ? [] : reading.times.patterns;
    this.#searches = patterns.flatMap((pattern) => searchOf(pattern, modified));
  }

  /**
   * The time of a message in epoch milliseconds: that of the settings' patterns, else `eventTime` of a CloudTrail record, else
   * the leftmost time in the text, in notifications the leftmost that a member says. `eventTime` is the JSON text of that member. Undefined when there is no time to be found.
   */
  timeOf(kind: RecordKind, text: Uint8Array, eventTime: Uint8Array | undefined): number | undefined {
    if (this.#fromFile) return this.#modified;
    return this.#instant(this.#described(text) ?? this.#detected(kind, text, eventTime));
  }

  /** As `timeOf` without the settings' patterns. */
  detectedTime(kind: RecordKind, text: Uint8Array, eventTime: Uint8Array | undefined): number | undefined {
    return this.#instant(this.#detected(kind, text, eventTime));
  }

  /** Whether a line begins with a time, perhaps behind a bracket or the priority of a system log. */
  beginsWithTime(line: Uint8Array): boolean {
    const lead =
      /^(?:<[0-9]{1,3}>[0-9]?|[[("'])?[ ]?/.exec(Buffer.from(line.subarray(0, 8)).toString('latin1'))?.[0].length ?? 0;
    const found = leftmostLineTime(line, this.#modified) ?? this.#described(line);
    return found !== undefined && found.at <= lead;
  }

  #described(text: Uint8Array): WrittenTime | undefined {
    if (this.#searches.length === 0) return undefined;
    const written = Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8');
    for (const search of this.#searches) {
      const found = search(written);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #detected(kind: RecordKind, text: Uint8Array, eventTime: Uint8Array | undefined): WrittenTime | undefined {
    // In CloudTrail records the time a session was created usually stands before the time of the event.
    const own = kind === 'cloudtrail' && eventTime !== undefined ? memberTime(eventTime) : undefined;
    if (own !== undefined) return own;
    if (kind === 'text') return leftmostLineTime(text, this.#modified);
    const isNotification = kind === 'ses.event' || kind === 'ses.notification';
    return (isNotification ? leftmostNotificationTime(text) : leftmostTime(text)) ?? leftmostMemberTime(text);
  }

  #instant(time: WrittenTime | undefined): number | undefined {
    if (time === undefined) return undefined;
    const { local, offset, isEpoch } = time;
    if (offset !== undefined && (!this.#forced || isEpoch === true)) return local - offset;
    if (this.#zone === UTC || (this.#zone.kind === 'region' && this.#zone.name === 'UTC')) {
      if (offset === undefined) this.assumed++;
      return local;
    }
    return instantOf(this.#zone, local);
  }
}

const EXPIRATION = '"expirationTime"';

/**
 * The leftmost time that a member of a notification says. Times inside longer texts belong to others: mail servers write
 * their own into the answers that stand before `bounce.timestamp`. The time when a delayed mail is given up lies ahead, and
 * where the names of a record are in alphabetical order it stands before all others. Both count only where there is no other.
 */
function leftmostNotificationTime(text: Uint8Array): WrittenTime | undefined {
  let inText: WrittenTime | undefined;
  let expiration: WrittenTime | undefined;
  for (let start = 0; ;) {
    const found = leftmostTime(text.subarray(start));
    if (found === undefined) return inText ?? expiration;
    const time = { ...found, at: start + found.at };
    if (!beginsText(text, time.at)) inText ??= time;
    else if (isExpiration(text, time.at)) expiration ??= time;
    else return time;
    start = time.at + SHORTEST_DATE;
  }
}

/** Characters of the date in the basic form; the next time cannot begin among them. */
const SHORTEST_DATE = 8;

function beginsText(text: Uint8Array, at: number): boolean {
  return text[at - 1] === BYTE.quote && text[at - 2] !== BYTE.backslash;
}

function isExpiration(text: Uint8Array, at: number): boolean {
  const before = Buffer.from(text.buffer, text.byteOffset, at).subarray(-40).toString('latin1');
  return before.replace(/\s*:\s*"$/, '').endsWith(EXPIRATION);
}

function searchOf({ format, locator }: TimePattern, reference: number): readonly Search[] {
  const find = format.toLowerCase() === 'epoch' ? findEpoch : undefined;
  const pattern = find === undefined ? datePatternSearch(format) : undefined;
  const search =
    find ?? (pattern?.kind === 'search' ? (text: string) => pattern.find(text, reference) : () => undefined);
  if (locator === undefined) return [search];
  return [
    (text) => {
      const match = locator.exec(text);
      return match === null ? undefined : search(match[1] ?? match[0]);
    },
  ];
}

/** Numbers as long as epoch times that are no part of something else. */
const EPOCH = /(?<![\w.])(?:[0-9]{10}(?:\.[0-9]{1,9})?|[0-9]{13}|[0-9]{16}|[0-9]{19})(?![\w])/;

function findEpoch(text: string): WrittenTime | undefined {
  const match = EPOCH.exec(text);
  const local = epochTime(match?.[0] ?? text.trim());
  return local === undefined ? undefined : { at: match?.index ?? 0, local, offset: 0, isEpoch: true };
}
