import type { RecordKind } from './classify.ts';
import { leftmostTimestamp } from './timestamp.ts';

/**
 * The time of a message in epoch milliseconds: `eventTime` of a CloudTrail record, else the leftmost timestamp in the text.
 * `eventTime` is the JSON text of that member. Undefined when there is no time to be found.
 */
export function messageTime(kind: RecordKind, text: Uint8Array, eventTime: Uint8Array | undefined): number | undefined {
  // In CloudTrail records the time a session was created usually stands before the time of the event.
  const own = kind === 'cloudtrail' && eventTime !== undefined ? leftmostTimestamp(eventTime) : undefined;
  return own ?? leftmostTimestamp(text);
}
