/** Times in other forms than ISO 8601, which are looked for where there is none of those. */
import { datePatternSearch } from './datePatternSearch.ts';
import type { TimeSearch } from './datePatternSearch.ts';
import { epochTime } from './epoch.ts';
import { leftmostTime } from './timestamp.ts';
import type { WrittenTime } from './timestamp.ts';

/** Forms of times in lines of text; of two that begin at the same place the first one here counts. */
const LINE_PATTERNS = [
  'dd/MMM/yyyy:HH:mm:ss Z',
  'dd/MMM/yyyy:HH:mm:ss',
  'dd/MMM/yyyy HH:mm:ss',
  'EEE, dd MMM yyyy HH:mm:ss Z',
  'dd MMM yyyy HH:mm:ss Z',
  'dd MMM yyyy HH:mm:ss',
  'dd-MMM-yyyy HH:mm:ss.SSS',
  'dd-MMM-yyyy HH:mm:ss',
  'EEE MMM dd HH:mm:ss yyyy',
  'MMM dd HH:mm:ss Z yyyy',
  'MMM dd HH:mm:ss yyyy',
  'MMM dd, yyyy hh:mm:ss a',
  'MMM dd yyyy HH:mm:ss',
  'MMM dd HH:mm:ss Z',
  'MMM dd HH:mm:ss',
  'yyyy MMM dd HH:mm:ss.SSS z',
  'yyyy MMM dd HH:mm:ss.SSS',
  'yyyy MMM dd HH:mm:ss',
  'yyyy/MM/dd HH:mm:ss.SSS',
  'yyyy/MM/dd HH:mm:ss',
  'MM/dd/yyyy hh:mm:ss a',
  'MM/dd/yyyy HH:mm:ss Z',
  'MM/dd/yyyy HH:mm:ss',
];

/** Times further right than this in a line are about something else. */
const LINE_ROOM = 4096;

/** All forms, and what any of them looks like. */
interface LineSearches {
  readonly any: RegExp;
  readonly each: readonly TimeSearch[];
}

let lineSearches: LineSearches | undefined;

/** Prepared when the first line asks: most files have none. */
function searches(): LineSearches {
  if (lineSearches === undefined) {
    const each = LINE_PATTERNS.map(datePatternSearch).filter((search) => search.kind === 'search');
    lineSearches = { any: new RegExp(each.map(({ shape }) => shape).join('|'), 'gi'), each };
  }
  return lineSearches;
}

const CLOCK = /[0-9]:[0-9]{2}:[0-9]{2}/;

/** Epoch seconds count only in brackets or with a fraction: ten digits alone may be anything. */
const LINE_EPOCH =
  /^(?:\[([0-9]{10}(?:\.[0-9]{1,9})?)[\],]|([0-9]{13}|[0-9]{16}|[0-9]{19})(?![0-9])|([0-9]{10}\.[0-9]{3,9})(?![0-9])|<[0-9]{1,3}>1 ([0-9]{10}\.[0-9]{1,9}) )|\bmsg=audit\(([0-9]{10}\.[0-9]{3}):/;

/**
 * The leftmost time of a line of text, in ISO 8601 or a form that web servers, system logs and mail use, or epoch time at its
 * start. `reference` is as in `TimeSearch`.
 */
export function leftmostLineTime(bytes: Uint8Array, reference: number): WrittenTime | undefined {
  let best = leftmostTime(bytes);
  if (best?.at === 0) return best;
  // One character a byte, so that places are comparable.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, LINE_ROOM)).toString('latin1');
  const epoch = LINE_EPOCH.exec(text);
  if (epoch !== null && (best === undefined || epoch.index < best.at)) {
    const local = epochTime(epoch.slice(1).find((group) => group !== undefined) ?? '');
    if (local !== undefined) best = { at: epoch.index, local, offset: 0, isEpoch: true };
  }
  return CLOCK.test(text) ? (leftmostPattern(text, best?.at ?? Infinity, reference) ?? best) : best;
}

function leftmostPattern(text: string, before: number, reference: number): WrittenTime | undefined {
  const { any, each } = searches();
  any.lastIndex = 0;
  for (let match = any.exec(text); match !== null && match.index < before; match = any.exec(text)) {
    for (const search of each) {
      const found = search.readAt(text, match.index, reference);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const MEMBER =
  /"(?:@?timestamp|eventTime|time|ts)" ?: ?"?([0-9]{10,20}(?:\.[0-9]{1,20})?|[0-9](?:\.[0-9]{1,20})?[eE]\+?[0-9]{1,2})"?(?=[,}\s])/g;

/** Blanks after colons, as in `2021-02-21T23: 46: 28Z`. */
const SPACED =
  /(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}: ?[0-9]{2}: ?[0-9]{2}(?:\.[0-9]{1,9})? ?(?:Z|[+-][0-9]{2}: ?[0-9]{2})?/g;

/** The leftmost time of a record without a time in ISO 8601: epoch time in a member that is named for it, or a time with blanks. */
export function leftmostMemberTime(bytes: Uint8Array): WrittenTime | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let best: WrittenTime | undefined;
  for (const match of text.matchAll(MEMBER)) {
    const local = epochTime(match[1] ?? '');
    if (local === undefined) continue;
    best = { at: match.index, local, offset: 0, isEpoch: true };
    break;
  }
  for (const match of text.matchAll(SPACED)) {
    if (best !== undefined && match.index > best.at) break;
    const time = spacedTime(match[0]);
    if (time !== undefined) return { ...time, at: match.index };
  }
  return best;
}

/** The time that one member says, whatever its name: `text` is its JSON. */
export function memberTime(text: Uint8Array): WrittenTime | undefined {
  const iso = leftmostTime(text);
  if (iso !== undefined) return iso;
  const written = Buffer.from(text.buffer, text.byteOffset, text.byteLength)
    .toString('latin1')
    .replace(/^"|"$/g, '')
    .trim();
  const local = epochTime(written);
  return local === undefined ? spacedTime(written) : { at: 0, local, offset: 0, isEpoch: true };
}

function spacedTime(text: string): WrittenTime | undefined {
  return leftmostTime(Buffer.from(text.replaceAll(': ', ':'), 'latin1'));
}
