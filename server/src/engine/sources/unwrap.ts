import { BYTE } from './bytes.ts';
import { classify, isDigest, isSnsEnvelope } from './classify.ts';
import type { RecordKind } from './classify.ts';
import { compact } from './compact.ts';
import { arrayElements, JsonObject, parseObject } from './jsonObject.ts';

/** Envelopes are opened this many times, then what is left counts as the record. */
export const UNWRAP_LIMIT = 5;

/** What comes out of a JSON value: a record, or a reason why it is none. */
export type Unwrapped =
  | {
      readonly kind: 'record';
      readonly recordKind: RecordKind;
      readonly text: Uint8Array;
      readonly object: JsonObject | undefined;
    }
  | { readonly kind: 'skipped'; readonly note: string };

/**
 * Takes the containers and envelopes off a well-formed JSON value and calls `sink` for each record in it: elements of arrays
 * and of `Records`, Lambda's `Sns` objects, and SNS messages whose `Message` holds JSON.
 */
export function unwrap(
  value: Buffer,
  members: readonly number[],
  tidy: boolean,
  sink: (result: Unwrapped) => void,
  depth = 0,
): void {
  if (value[0] === BYTE.openBracket) {
    unwrapElements(arrayElements(value) ?? [], value, sink, depth);
    return;
  }
  if (value[0] !== BYTE.openBrace) {
    sink({ kind: 'record', recordKind: 'other', text: value, object: undefined });
    return;
  }
  if (members.length === 0) {
    sink({ kind: 'skipped', note: 'An empty object holds no record.' });
    return;
  }
  const object = new JsonObject(value, members);
  if (isDigest(object)) {
    sink({ kind: 'skipped', note: 'A CloudTrail digest was skipped: it lists log files and holds no events.' });
    return;
  }
  if (depth < UNWRAP_LIMIT && openEnvelope(object, sink, depth)) return;
  sink({ kind: 'record', recordKind: classify(object), text: tidy ? compact(value) : value, object });
}

/** Tries the known envelopes; false when the object is none of them. */
function openEnvelope(object: JsonObject, sink: (result: Unwrapped) => void, depth: number): boolean {
  const records = object.elements('Records');
  if (records !== undefined) {
    unwrapElements(records, object.bytes, sink, depth);
    return true;
  }
  const sns = object.object('Sns');
  const inner = snsMessage(sns ?? object);
  if (inner === undefined) return false;
  unwrap(inner.bytes, inner.members, inner.bytes.includes(BYTE.newline), sink, depth + 1);
  return true;
}

function unwrapElements(
  elements: readonly Buffer[],
  whole: Buffer,
  sink: (result: Unwrapped) => void,
  depth: number,
): void {
  if (elements.length === 0) {
    sink({ kind: 'skipped', note: 'An empty array holds no records.' });
    return;
  }
  if (depth >= UNWRAP_LIMIT) {
    sink({ kind: 'record', recordKind: 'other', text: compact(whole), object: undefined });
    return;
  }
  for (const element of elements) unwrap(element, parseObject(element)?.members ?? [], true, sink, depth + 1);
}

/** The JSON object inside an SNS message; undefined when this is no SNS message or it carries something else. */
function snsMessage(envelope: JsonObject): JsonObject | undefined {
  if (!isSnsEnvelope(envelope)) return undefined;
  const message = envelope.string('Message')?.trim();
  return message?.startsWith('{') === true ? parseObject(Buffer.from(message)) : undefined;
}
