import { brokenObjectReason } from './brokenObject.ts';
import { BYTE } from './bytes.ts';
import { classify, isSnsEnvelope } from './classify.ts';
import type { Container } from './containers.ts';
import { EnvelopePart } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { parseObject } from './jsonObject.ts';
import type { JsonObject } from './jsonObject.ts';
import { repairObject } from './repair.ts';
import type { RepairKind } from './repairTypes.ts';
import { leftmostTimestamp } from './timestamp.ts';
import type { WrapperName } from '../../language/schema/wrappers.ts';

/** What a wrapper holds, and what it says about that. */
export type Content = Held & { readonly envelope?: Envelope };

/** `time` is when the wrapper says it happened, epoch milliseconds. */
type Held =
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
  /** A string that begins like an object and is none: the wrapper itself is the record, and this is wrong with it. */
  | { readonly kind: 'broken'; readonly reason: string; readonly time: undefined }
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
  snsMessage,
  queueMessage,
  inboundMail,
  kinesisRecord,
  firehoseRequest,
  logSubscription,
  encodedSubscription,
  eventBridgeEvent,
  (object) => says('lookup', jsonOrBroken(object, 'CloudTrailEvent'), object),
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

/** The content with what objects of its wrapper say about it. */
function says(wrapper: WrapperName, content: Content | undefined, ...objects: readonly JsonObject[]): typeof content {
  if (content === undefined) return undefined;
  return { ...content, envelope: objects.map((object) => new EnvelopePart(wrapper, object)) };
}

/** A message as it was delivered, or as a Lambda function gets it. */
function snsMessage(object: JsonObject): Content | undefined {
  const inner = object.object('Sns');
  const envelope = inner ?? object;
  if (!isSnsEnvelope(envelope)) return undefined;
  const around = inner === undefined ? [] : [object];
  return says('sns', jsonOrBroken(envelope, 'Message', moment(envelope, 'Timestamp')), ...around, envelope);
}

/** An element of a queue's answer, or of what a Lambda function gets from a queue. */
function queueMessage(object: JsonObject): Content | undefined {
  if (object.has('ReceiptHandle') || object.has('MD5OfBody')) return queued(object, 'Body', 'Attributes');
  return object.has('receiptHandle') || object.has('md5OfBody') || object.string('eventSource') === 'aws:sqs'
    ? queued(object, 'body', 'attributes')
    : undefined;
}

function queued(message: JsonObject, body: string, attributes: string): Content | undefined {
  const values = message.object(attributes);
  if (values === undefined) return says('sqs', jsonOrBroken(message, body), message);
  return says('sqs', jsonOrBroken(message, body, epoch(values, 'SentTimestamp')), values, message);
}

function inboundMail(object: JsonObject): Content | undefined {
  const ses = object.object('ses');
  return ses?.has('mail') === true ? { kind: 'json', object: ses, tidy: true, time: undefined } : undefined;
}

function kinesisRecord(object: JsonObject): Content | undefined {
  const kinesis = object.object('kinesis');
  const data = kinesis?.string('data');
  if (kinesis === undefined || data === undefined) return undefined;
  return says('kinesis', { kind: 'encoded', data, time: undefined }, object, kinesis);
}

/** A delivery to an HTTP endpoint or to a Lambda function that transforms it. */
function firehoseRequest(object: JsonObject): Content | undefined {
  if (!object.has('requestId') && !object.has('deliveryStreamArn')) return undefined;
  const elements = object.elements('records');
  if (elements === undefined || !firstHas(elements, 'data')) return undefined;
  return says('firehose', { kind: 'elements', elements, open: firehoseRecord }, object);
}

function firehoseRecord(element: JsonObject): Content | undefined {
  const data = element.string('data');
  if (data === undefined) return undefined;
  return says('firehose', { kind: 'encoded', data, time: epoch(element, 'approximateArrivalTimestamp') }, element);
}

function logSubscription(object: JsonObject): Content | undefined {
  const elements = object.string('messageType') === 'DATA_MESSAGE' ? object.elements('logEvents') : undefined;
  return elements === undefined ? undefined : says('logs', { kind: 'elements', elements, open: logEvent }, object);
}

/** One event of CloudWatch Logs: what was logged is a message whether it is JSON or not. */
function logEvent(element: JsonObject): Content | undefined {
  const message = element.has('timestamp') ? element.string('message') : undefined;
  if (message === undefined) return undefined;
  const time = epoch(element, 'timestamp');
  return says('logs', jsonInside(element, 'message', time) ?? line(message, time), element);
}

function line(text: string, time: number | undefined): Content {
  return { kind: 'line', text: Buffer.from(text.trimEnd()), time };
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
  return says('eventbridge', { kind: 'json', object: detail, tidy: true, time: moment(object, 'time') }, object);
}

/** A record of a known kind or a wrapper. An event inside an event counts without a look at its own detail. */
function isKnown(object: JsonObject): boolean {
  if (classify(object) !== 'other' || object.has('detail-type') || object.elements('Records') !== undefined)
    return true;
  return OPENERS.some((open) => open !== eventBridgeEvent && open(object) !== undefined);
}

/** One document of an Elasticsearch answer or dump. */
function searchHit(object: JsonObject): Content | undefined {
  return object.has('_index') ? hit(object) : undefined;
}

function searchResult(object: JsonObject): Content | undefined {
  const elements = object.object('hits')?.elements('hits');
  if (elements === undefined || (elements.length > 0 && !firstHas(elements, '_source'))) return undefined;
  return { kind: 'elements', elements, open: hit };
}

function hit(element: JsonObject): Content | undefined {
  const source = element.object('_source');
  if (source === undefined) return undefined;
  return says('elastic', { kind: 'json', object: source, tidy: true, time: undefined }, source, element);
}

/** A line that a container wrote, as Docker keeps it. */
function dockerLine(object: JsonObject): Content | undefined {
  const stream = object.string('stream');
  if ((stream !== 'stdout' && stream !== 'stderr') || !object.has('time')) return undefined;
  const log = object.string('log');
  if (log === undefined) return undefined;
  const time = moment(object, 'time');
  return says('docker', jsonInside(object, 'log', time) ?? line(log, time), object);
}

/** Where tools that collect logs keep what they collected. Opened only for records that are known. */
const ORIGINALS: readonly Opener[] = [
  (object) => says('splunk', jsonInside(object, '_raw', moment(object, '_time')), object),
  (object) => elastic(object, object, 'event.original'),
  (object) => elastic(object, object.object('event'), 'original'),
  (object) => {
    const result = object.object('result');
    return result === undefined ? undefined : says('splunk', jsonInside(result, '_raw'), result);
  },
  (object) => (object.has('@timestamp') ? elastic(object, object, 'message') : undefined),
];

function elastic(object: JsonObject, holder: JsonObject | undefined, name: string): Content | undefined {
  if (holder === undefined) return undefined;
  return says('elastic', jsonInside(holder, name, moment(object, '@timestamp')), object);
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

/** As `jsonInside`, where nothing but an object is expected of a string that begins like one. */
function jsonOrBroken(object: JsonObject, name: string, time?: number): Content | undefined {
  const content = jsonInside(object, name, time);
  const text = content === undefined ? object.string(name) : undefined;
  const reason = text === undefined ? undefined : brokenObjectReason(Buffer.from(text));
  return reason === undefined ? content : { kind: 'broken', reason, time: undefined };
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
