import { BYTE } from './bytes.ts';
import { classify, isSnsEnvelope } from './classify.ts';
import type { Container } from './containers.ts';
import { parseObject } from './jsonObject.ts';
import type { JsonObject } from './jsonObject.ts';
import { repairObject } from './repair.ts';
import type { RepairKind } from './repairTypes.ts';
import { leftmostTimestamp } from './timestamp.ts';

/** What a wrapper holds. `time` is when the wrapper says it happened, epoch milliseconds. */
export type Content =
  /** Several values; `open` opens an element that is nothing without its list, undefined when it is a record itself. */
  | { readonly kind: 'elements'; readonly elements: readonly Buffer[]; readonly open?: Opener }
  /** One object: a part of the wrapper, or what a string in it spells. `tidy` asks for its text without insignificant blanks. */
  | {
      readonly kind: 'json';
      readonly object: JsonObject;
      readonly tidy: boolean;
      readonly time: number | undefined;
      /** What had to be put right in the string that spells it. */
      readonly repairs?: readonly RepairKind[];
    }
  | { readonly kind: 'line'; readonly text: Buffer; readonly time: number | undefined }
  /** Base64, compressed or not, of what a log file may hold. */
  | { readonly kind: 'encoded'; readonly data: string; readonly time: number | undefined };

/** Wrappers are opened this many times, one inside the other, then what is left counts as the record. */
export const UNWRAP_LIMIT = 5;

/** Gives what a wrapper holds; undefined when the object is no such wrapper or holds nothing that can be read. */
export type Opener = (object: JsonObject) => Content | undefined;

/** Members that answers of the services have beside the list that counts. */
const LIST_COMPANIONS: ReadonlySet<string> = new Set([
  '$metadata',
  'NextToken',
  'ResponseMetadata',
  'nextBackwardToken',
  'nextForwardToken',
  'nextToken',
  'searchedLogStreams',
]);

/** The wrappers, in the order in which they are tried. */
const OPENERS: readonly Opener[] = [
  (object) => snsMessage(object.object('Sns') ?? object),
  queueMessage,
  inboundMail,
  kinesisRecord,
  firehoseRequest,
  logSubscription,
  encodedSubscription,
  eventBridgeEvent,
  (object) => jsonInside(object, 'CloudTrailEvent'),
  dockerLine,
  exportedRecord,
  searchHit,
  searchResult,
  (object) => plainList(object, 'Events'),
  (object) => plainList(object, 'events', logEvent),
  (object) => plainList(object, 'Messages'),
];

const LIST_OPENERS: Readonly<Partial<Record<Container, Opener>>> = { events: logEvent, logEvents: logEvent, hits: hit };

/** Opens the elements of a container that gives them one by one; undefined when they are as they are elsewhere. */
export function elementOpener(container: Container): Opener | undefined {
  return LIST_OPENERS[container];
}

/** What the object is a wrapper of; undefined when it is none that is known. */
export function openWrapper(object: JsonObject): Content | undefined {
  const records = object.elements('Records');
  if (records !== undefined) return { kind: 'elements', elements: records };
  const kind = classify(object);
  // Records have names in common with wrappers.
  if (kind !== 'other' && kind !== 'sns.control' && !isSnsEnvelope(object)) return undefined;
  for (const open of OPENERS) {
    const content = open(object);
    if (content !== undefined) return content;
  }
  return undefined;
}

function snsMessage(envelope: JsonObject): Content | undefined {
  return isSnsEnvelope(envelope) ? jsonInside(envelope, 'Message', moment(envelope, 'Timestamp')) : undefined;
}

/** An element of a queue's answer, or of what a Lambda function gets from a queue. */
function queueMessage(object: JsonObject): Content | undefined {
  if (object.has('ReceiptHandle') || object.has('MD5OfBody'))
    return jsonInside(object, 'Body', sent(object, 'Attributes'));
  return object.has('receiptHandle') || object.has('md5OfBody') || object.string('eventSource') === 'aws:sqs'
    ? jsonInside(object, 'body', sent(object, 'attributes'))
    : undefined;
}

function sent(message: JsonObject, attributes: string): number | undefined {
  const values = message.object(attributes);
  return values === undefined ? undefined : epoch(values, 'SentTimestamp');
}

function inboundMail(object: JsonObject): Content | undefined {
  const ses = object.object('ses');
  return ses?.has('mail') === true ? { kind: 'json', object: ses, tidy: true, time: undefined } : undefined;
}

function kinesisRecord(object: JsonObject): Content | undefined {
  const data = object.object('kinesis')?.string('data');
  return data === undefined ? undefined : { kind: 'encoded', data, time: undefined };
}

/** A delivery to an HTTP endpoint or to a Lambda function that transforms it. */
function firehoseRequest(object: JsonObject): Content | undefined {
  if (!object.has('requestId') && !object.has('deliveryStreamArn')) return undefined;
  const elements = object.elements('records');
  if (elements === undefined || !firstHas(elements, 'data')) return undefined;
  return {
    kind: 'elements',
    elements,
    open: (element) => {
      const data = element.string('data');
      return data === undefined
        ? undefined
        : { kind: 'encoded', data, time: epoch(element, 'approximateArrivalTimestamp') };
    },
  };
}

function logSubscription(object: JsonObject): Content | undefined {
  const elements = object.string('messageType') === 'DATA_MESSAGE' ? object.elements('logEvents') : undefined;
  return elements === undefined ? undefined : { kind: 'elements', elements, open: logEvent };
}

/** One event of CloudWatch Logs: what was logged is a message whether it is JSON or not. */
function logEvent(element: JsonObject): Content | undefined {
  const message = element.has('timestamp') ? element.string('message') : undefined;
  if (message === undefined) return undefined;
  const time = epoch(element, 'timestamp');
  return jsonInside(element, 'message', time) ?? { kind: 'line', text: Buffer.from(message.trimEnd()), time };
}

function encodedSubscription(object: JsonObject): Content | undefined {
  const data = object.object('awslogs')?.string('data');
  return data === undefined ? undefined : { kind: 'encoded', data, time: undefined };
}

/** What an unknown detail means is said by the members around it, so the event stays whole. */
function eventBridgeEvent(object: JsonObject): Content | undefined {
  if (!object.has('detail-type') || !object.has('source')) return undefined;
  const detail = object.object('detail');
  if (detail === undefined || !isKnown(detail)) return undefined;
  return { kind: 'json', object: detail, tidy: true, time: moment(object, 'time') };
}

/** A record of a known kind or a wrapper. An event inside an event counts without a look at its own detail. */
function isKnown(object: JsonObject): boolean {
  if (classify(object) !== 'other' || object.has('detail-type') || object.elements('Records') !== undefined)
    return true;
  return OPENERS.some((open) => open !== eventBridgeEvent && open(object) !== undefined);
}

/** One document of an Elasticsearch answer or dump. */
function searchHit(object: JsonObject): Content | undefined {
  const source = object.has('_index') ? object.object('_source') : undefined;
  return source === undefined ? undefined : { kind: 'json', object: source, tidy: true, time: undefined };
}

function searchResult(object: JsonObject): Content | undefined {
  const elements = object.object('hits')?.elements('hits');
  if (elements === undefined || (elements.length > 0 && !firstHas(elements, '_source'))) return undefined;
  return { kind: 'elements', elements, open: hit };
}

function hit(element: JsonObject): Content | undefined {
  const source = element.object('_source');
  return source === undefined ? undefined : { kind: 'json', object: source, tidy: true, time: undefined };
}

/** A line that a container wrote, as Docker keeps it. */
function dockerLine(object: JsonObject): Content | undefined {
  const stream = object.string('stream');
  if ((stream !== 'stdout' && stream !== 'stderr') || !object.has('time')) return undefined;
  const log = object.string('log');
  if (log === undefined) return undefined;
  const time = moment(object, 'time');
  return jsonInside(object, 'log', time) ?? { kind: 'line', text: Buffer.from(log.trimEnd()), time };
}

/** Where tools that collect logs keep what they collected. Opened only for records that are known. */
const ORIGINALS: readonly ((object: JsonObject) => Content | undefined)[] = [
  (object) => jsonInside(object, '_raw', moment(object, '_time')),
  (object) => jsonInside(object, 'event.original', moment(object, '@timestamp')),
  (object) => inMember(object, 'event', 'original', moment(object, '@timestamp')),
  (object) => inMember(object, 'result', '_raw'),
  (object) => (object.has('@timestamp') ? jsonInside(object, 'message', moment(object, '@timestamp')) : undefined),
];

function inMember(object: JsonObject, member: string, name: string, time?: number): Content | undefined {
  const inner = object.object(member);
  return inner === undefined ? undefined : jsonInside(inner, name, time);
}

function exportedRecord(object: JsonObject): Content | undefined {
  for (const original of ORIGINALS) {
    const content = original(object);
    if (content?.kind === 'json' && classify(content.object) !== 'other') return content;
  }
  return undefined;
}

/** An object that is nothing but a list under this name; a list beside other things may be part of a record. */
function plainList(object: JsonObject, name: string, open?: Opener): Content | undefined {
  const elements = object.elements(name);
  if (elements === undefined || elements.some((element) => element[0] !== BYTE.openBrace)) return undefined;
  if (object.names().some((other) => other !== name && !LIST_COMPANIONS.has(other))) return undefined;
  return { kind: 'elements', elements, ...(open === undefined ? {} : { open }) };
}

/** The JSON object that a member holds as a string; undefined when it holds anything else. */
function jsonInside(object: JsonObject, name: string, time?: number): Content | undefined {
  const text = object.string(name)?.trim();
  if (text?.startsWith('{') !== true) return undefined;
  const bytes = Buffer.from(text);
  const parsed = parseObject(bytes);
  if (parsed !== undefined) return { kind: 'json', object: parsed, tidy: parsed.bytes.includes(BYTE.newline), time };
  const repaired = repairedObject(bytes);
  return repaired === undefined ? undefined : { kind: 'json', tidy: false, time, ...repaired };
}

function repairedObject(
  bytes: Buffer,
): { readonly object: JsonObject; readonly repairs: readonly RepairKind[] } | undefined {
  const result = repairObject({ bytes, start: 0, end: bytes.length, final: true, indent: 0 });
  if (result.kind !== 'repaired' || result.end < bytes.length) return undefined;
  const object = parseObject(Buffer.from(result.text));
  return object === undefined ? undefined : { object, repairs: result.repairs.map(({ kind }) => kind) };
}

function firstHas(elements: readonly Buffer[], name: string): boolean {
  const [first] = elements;
  return first !== undefined && parseObject(first)?.has(name) === true;
}

/** A member that is a timestamp as text, in epoch milliseconds; undefined for anything else. */
function moment(object: JsonObject, name: string): number | undefined {
  const value = object.value(name);
  return value === undefined ? undefined : leftmostTimestamp(value);
}

/** A member that is a time in epoch milliseconds, as a number or a string of digits; undefined for anything else. */
function epoch(object: JsonObject, name: string): number | undefined {
  const value = Number(object.string(name) ?? object.value(name)?.toString('latin1'));
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
