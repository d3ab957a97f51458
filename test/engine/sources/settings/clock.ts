import type { RecordKind } from '../../../../server/src/engine/sources/classify.ts';
import { MessageClock } from '../../../../server/src/engine/sources/messageTime.ts';
import { defaultReading } from '../../../../server/src/engine/sources/settings/reading.ts';
import { readReading } from '../../../../server/src/engine/sources/settings/readReading.ts';
import type { ReadingOptions } from '../../../../server/src/engine/sources/settings/types.ts';
import type { SourceSettings } from '../../../../server/src/protocol/sources.ts';

/** The reading that a source asks for; throws when it is invalid. */
export function readingOf(source: Omit<SourceSettings, 'paths'>): ReadingOptions {
  const result = readReading({ paths: ['**'], ...source }, defaultReading);
  if (result.kind === 'invalid') throw new Error(result.message);
  return result.reading;
}

/** When the files of these tests were last changed. */
export const modified = '2024-03-01T12:00:00.000Z';

/** The time of a message under settings; undefined when it has none. */
export function timeOf(
  text: string,
  source: Omit<SourceSettings, 'paths'> = {},
  kind: RecordKind = 'text',
): string | undefined {
  const clock = new MessageClock(readingOf(source), Date.parse(modified));
  const eventTime = /"eventTime":("[^"]*"|[^,}]*)/.exec(text)?.[1];
  const time = clock.timeOf(kind, Buffer.from(text), eventTime === undefined ? undefined : Buffer.from(eventTime));
  return time === undefined ? undefined : new Date(time).toISOString();
}
