/** Random messages: few keys, many doublets, and values that look like something else. */
import { noon } from './support.ts';
import type { TestMessage } from './support.ts';
import type { Tape } from './differentialTape.ts';

/** A message with a time and a category. */
export type DatedMessage = TestMessage & Required<Pick<TestMessage, 'time' | 'category'>>;

const missing = Symbol('missing');
const keys = ['a', 'b', 'A', '', 'a b', 'é☃😀', '7', 'null', null, missing] as const;
const numbers = ['3', '10', 1, 2.5, -1, 0, '1e3', 'x', '', '07', '0x1F', '1_000', 'nan', 'inf', '1,000', true, null, missing]; // prettier-ignore
const texts = [
  'user=ann, status=ok; user=bob, status=7;',
  'USER=Ann, x',
  'user=, status=',
  'a,"b,c",d',
  'one\ntwo user=eve,',
  '{"b":1}',
  'id 12 id 345',
  '',
  null,
  missing,
] as const;
const addresses = ['10.1.2.3', '8.8.8.8', '192.168.0.300', 'ann@example.com', '::1', null, missing] as const;
const lists = [[{ x: 'a' }, { x: 2 }], [{ x: null }], [], [1, 'b'], { x: 'a' }, missing] as const;
const times = [0, 0, 1_000, 30_000, 61_000, 3_600_000, 86_400_000, 700_000_000];

/** One message. */
export function makeMessage(tape: Tape): DatedMessage {
  const time = noon - tape.pick(times);
  const category = tape.pick(['AWS/SES/Notifications', 'AWS/CloudTrail']);
  if (tape.oneIn(12)) return { raw: tape.pick(['plain text user=7, status=a;', 'Bounce', '']), time, category };
  const fields = {
    k: tape.pick(keys),
    g: tape.pick(keys),
    n: tape.pick(numbers),
    m: tape.pick(numbers),
    t: tape.pick(texts),
    ip: tape.pick(addresses),
    list: tape.pick(lists),
    o: tape.pick([{ b: tape.pick(keys), c: { d: 1 } }, { b: { e: [1, 'é'] } }, 'flat', null, missing]),
    type: tape.pick(['Bounce', 'Delivery']),
  };
  const present = Object.entries(fields).map(([name, value]) => [name, withoutMissing(value)]);
  return { raw: Object.fromEntries(present.filter(([, value]) => value !== missing)) as object, time, category };
}

function withoutMissing(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== missing));
}
