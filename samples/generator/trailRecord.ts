import type { Caller } from './callers.ts';
import { sourceOf } from './callers.ts';
import type { JsonObject } from './mail.ts';
import type { ApiError } from './operations.ts';
import type { Random } from './random.ts';
import { isoSeconds } from './time.ts';

/** A CloudTrail record with the facts that decide which file it goes to. */
export interface TrailRecord {
  readonly time: number;
  readonly account: string;
  readonly region: string;
  readonly record: JsonObject;
}

/** An API call before it becomes a record. */
export interface Call {
  readonly time: number;
  readonly caller: Caller;
  readonly name: string;
  readonly readOnly: boolean;
  readonly source?: string;
  readonly type?: string;
  readonly request: JsonObject | null;
  readonly response?: JsonObject | null;
  readonly error?: ApiError | undefined;
  /** Members only this kind of event has, written before `eventType`. */
  readonly extra?: JsonObject;
  readonly category?: 'Management' | 'Data';
}

/** The record CloudTrail writes for a call. */
export function trailRecord(random: Random, call: Call): TrailRecord {
  const { account, region } = call.caller;
  return { time: call.time, account, region, record: recordOf(random, call) };
}

function recordOf(random: Random, call: Call): JsonObject {
  const { caller } = call;
  const service = caller.network === undefined;
  const userIdentity = caller.identity(random, call.time);
  const message = call.error?.message.replaceAll(
    '{caller}',
    String(userIdentity['arn'] ?? userIdentity['invokedBy'] ?? 'unknown'),
  );
  return {
    eventVersion: service ? '1.08' : '1.09',
    userIdentity,
    eventTime: isoSeconds(call.time),
    eventSource: call.source ?? 'ses.amazonaws.com',
    eventName: call.name,
    awsRegion: caller.region,
    sourceIPAddress: sourceOf(random, caller),
    userAgent: caller.userAgent,
    // A few programs write the empty text where there was no error.
    ...(call.error !== undefined
      ? { errorCode: call.error.code, errorMessage: message ?? '' }
      : random.chance(0.004)
        ? { errorCode: '' }
        : {}),
    requestParameters: call.request,
    responseElements: call.response ?? null,
    ...call.extra,
    requestID: random.uuid(),
    eventID: random.uuid(),
    readOnly: call.readOnly,
    eventType: call.type ?? 'AwsApiCall',
    managementEvent: call.category !== 'Data',
    recipientAccountId: caller.account,
    eventCategory: call.category ?? 'Management',
    ...tls(random, call),
  };
}

function tls(random: Random, call: Call): JsonObject {
  if (call.caller.network === undefined || call.source !== undefined || random.chance(0.4)) return {};
  return {
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: `email.${call.caller.region}.amazonaws.com`,
    },
  };
}
