import { simulateTrail } from './cloudtrail.ts';
import { gzip, jsonLines, prettyArray, snsEnvelope, topicCheck, trailFile } from './framing.ts';
import type { JsonObject, TimedRecord } from './mail.ts';
import { createRandom } from './random.ts';
import { day, isoDay, periodDays, periodStart } from './time.ts';
import { simulateTraffic } from './traffic.ts';
import type { TrailRecord } from './trailRecord.ts';

/** A generated file: path below `samples/logs` with forward slashes, and its text before compression. */
export interface SampleFile {
  readonly path: string;
  readonly text: string;
}

const seeds = { traffic: 20240311, trail: 20240312, envelopes: 20240313 } as const;

/** Records of this address go through a topic without raw delivery. */
const envelopedSender = 'no-reply@portal.example';
/** Records of this address on this day were saved by a tool that prints for people. */
const printedSender = { address: 'desk@travel.example', date: '2024-03-12' } as const;

/** Every generated sample file. The same text for the same generator, on every machine. */
export function sampleFiles(): readonly SampleFile[] {
  const { records, eventMails } = simulateTraffic(seeds.traffic);
  return [...notificationFiles(records), ...trailFiles(simulateTrail(seeds.trail, eventMails))];
}

/** The bytes of a file as they go to disk: compressed when the name ends in `.gz`. */
export function fileBytes(file: SampleFile): Buffer {
  return file.path.endsWith('.gz') ? gzip(file.text) : Buffer.from(file.text);
}

function notificationFiles(records: readonly TimedRecord[]): readonly SampleFile[] {
  const enveloped = records.filter((item) => item.sender.address === envelopedSender);
  const printed = records.filter(
    (item) => item.sender.address === printedSender.address && isoDay(item.time) === printedSender.date,
  );
  const apart = new Set([...enveloped, ...printed]);
  const random = createRandom(seeds.envelopes);
  const envelopes = [topicCheck(random, periodStart), ...enveloped.map((item) => snsEnvelope(random, item))];
  const days = periodDates().map((date) => {
    const ofDay = records.filter((item) => !apart.has(item) && isoDay(item.time) === date);
    return dayFile(date, ofDay);
  });
  return [
    ...days,
    { path: 'ses/portal-sns-envelopes.jsonl', text: jsonLines(envelopes) },
    { path: `ses/travel-${printedSender.date}.json`, text: prettyArray(printed.map((item) => item.record)) },
  ];
}

/** How far the collector had got with its last record. */
const unfinished =
  '{"notificationType":"Delivery","mail":{"timestamp":"2024-03-14T23:59:58.204Z","source":"Acorn Market <ord';

/** One day's file, with the flaws real files have: a compressed one, a stray line, an unfinished end. */
function dayFile(date: string, records: readonly TimedRecord[]): SampleFile {
  const path = `ses/${date}.jsonl`;
  const text = jsonLines(records.map((item) => item.record));
  if (date === '2024-03-12') return { path: `${path}.gz`, text };
  if (date === '2024-03-13')
    return { path, text: `# 2024-03-13T00:00:00.000Z relay-2 restarted after an update\n${text}` };
  if (date === '2024-03-14') return { path, text: `${text}${unfinished}` };
  return { path, text };
}

function trailFiles(records: readonly TrailRecord[]): readonly SampleFile[] {
  const groups = new Map<string, JsonObject[]>();
  for (const { account, region, time, record } of records) {
    const name = `${account}_CloudTrail_${region}_${isoDay(time).replaceAll('-', '')}T2355Z`;
    groups.set(name, [...(groups.get(name) ?? []), record]);
  }
  return [...groups].map(([name, group], index) => {
    const text = trailFile(group);
    // CloudTrail compresses its files; those of one region were unpacked by hand.
    const ending = name.includes('us-east-1') ? '.json' : '.json.gz';
    return { path: `cloudtrail/${name}_${createRandom(index + 1).token(16)}${ending}`, text };
  });
}

function periodDates(): readonly string[] {
  return Array.from({ length: periodDays }, (_, index) => isoDay(periodStart + index * day));
}
