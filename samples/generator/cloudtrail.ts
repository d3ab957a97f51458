import type { Caller } from './callers.ts';
import { callers, newsletterWorker, stolenKey } from './callers.ts';
import type { JsonObject, Mail } from './mail.ts';
import type { ApiError, Operation } from './operations.ts';
import { commonErrors, operations, otherCalls, sendErrors, sendingPaused } from './operations.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import { hour, minute, pauseEnd, pauseStart, periodEnd, periodHours, spikeStart } from './time.ts';
import type { Call, TrailRecord } from './trailRecord.ts';
import { trailRecord } from './trailRecord.ts';

const callsPerHour = 9.2;
const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Simulates the API calls of the period, oldest first. `sends` are mails whose sending is logged. */
export function simulateTrail(seed: number, sends: readonly Mail[]): readonly TrailRecord[] {
  const random = createRandom(seed);
  const calls: Call[] = [];
  for (const { start, load } of periodHours()) {
    const count = Math.floor(callsPerHour * load * (0.7 + 0.6 * random.next()) + 0.5);
    for (let index = 0; index < count; index += 1) calls.push(anyCall(random, start + random.int(0, hour - 1000)));
  }
  calls.push(...keyTheft(random), ...throttledPolling(random), ...afterSpike(random));
  calls.push(...sends.filter(() => random.chance(0.5)).map((mail) => sendCall(random, mail)));
  return calls
    .filter((call) => call.time < periodEnd)
    .toSorted((a, b) => a.time - b.time)
    .map((call) => trailRecord(random, call));
}

function anyCall(random: Random, time: number): Call {
  const caller: Caller = random.weighted(callers);
  if (caller.habits === 'any' && random.chance(0.11)) return otherCall(random, caller, time);
  const { habits } = caller;
  const usual: readonly Operation[] =
    habits === 'any' ? operations : operations.filter((item) => habits.includes(item.name));
  return operationCall(random, { caller, time, operation: random.weighted(usual), failureRate: 0.06 });
}

function operationCall(
  random: Random,
  plan: { readonly caller: Caller; readonly time: number; readonly operation: Operation; readonly failureRate: number },
): Call {
  const { caller, time, operation } = plan;
  const request = operation.request(random);
  const known = operation.errors !== undefined && random.chance(0.2) ? random.pick(operation.errors) : undefined;
  const error = known ?? (random.chance(plan.failureRate) ? random.weighted(commonErrors) : undefined);
  const failed = error === undefined ? undefined : fill(error, known === undefined ? operation.name : subject(request));
  const response = failed === undefined ? (operation.response?.(random) ?? null) : null;
  return { time, caller, name: operation.name, readOnly: operation.readOnly, request, response, error: failed };
}

function otherCall(random: Random, caller: Caller, time: number): Call {
  const person = caller.userAgent.startsWith('Mozilla');
  const possible = person ? otherCalls : otherCalls.filter((item) => item.type === 'AwsApiCall');
  const { source, name, type, readOnly } = random.weighted(possible);
  const signIn = type === 'AwsConsoleSignIn';
  return {
    time,
    caller,
    name,
    readOnly,
    source,
    type,
    request: signIn ? null : {},
    response: signIn ? { ConsoleLogin: 'Success' } : null,
    extra: signIn ? { additionalEventData: { MobileVersion: 'No', MFAUsed: 'Yes' } } : {},
  };
}

/** The stolen key tries its luck for forty minutes of one night. */
function keyTheft(random: Random): readonly Call[] {
  const start = Date.UTC(2024, 2, 12, 2, 10);
  const tools: readonly Operation[] = operations.filter((item) => stolenKey.habits.includes(item.name));
  return Array.from({ length: 46 }, () =>
    operationCall(random, {
      caller: stolenKey,
      time: start + random.int(0, 40 * minute),
      operation: random.pick(tools),
      failureRate: 0.8,
    }),
  );
}

/** A poller that asks too often in one early morning hour. */
function throttledPolling(random: Random): readonly Call[] {
  const start = Date.UTC(2024, 2, 14, 4, 5);
  const poller: Caller = callers[2];
  return Array.from({ length: 30 }, (_, index) => ({
    time: start + index * minute + random.int(0, 20000),
    caller: poller,
    name: 'GetSendStatistics',
    readOnly: true,
    request: null,
    error: index % 4 === 3 ? undefined : { code: 'ThrottlingException', message: 'Rate exceeded' },
  }));
}

/** After the bounce spike an administrator looks at the numbers, stops sending and allows it again. */
function afterSpike(random: Random): readonly Call[] {
  const admin: Caller = callers[1];
  const looks = Array.from({ length: 12 }, (_, index) => ({
    time: spikeStart + 70 * minute + index * minute,
    caller: admin,
    readOnly: true,
    request: null,
    name: random.pick(['GetSendStatistics', 'GetSendQuota']),
  }));
  const change = (time: number, enabled: boolean): Call => ({
    time,
    caller: admin,
    name: 'UpdateAccountSendingEnabled',
    readOnly: false,
    request: { enabled },
    response: null,
  });
  return [...looks, change(pauseStart, false), change(pauseEnd, true)];
}

/** The data event of one send; it names the mail SES created. */
function sendCall(random: Random, mail: Mail): Call {
  const { sender } = mail;
  const paused = mail.time >= pauseStart && mail.time < pauseEnd;
  const error = paused
    ? sendingPaused
    : random.chance(0.06)
      ? fill(random.weighted(sendErrors), sender.address)
      : undefined;
  const arn = (kind: string, name: string): string => `arn:aws:ses:${sender.region}:${sender.account}:${kind}/${name}`;
  const templated = sender.configurationSet === 'newsletter';
  return {
    time: mail.time,
    caller: newsletterWorker,
    name: templated ? 'SendTemplatedEmail' : 'SendEmail',
    error,
    // SES logs its sends as read-only.
    readOnly: true,
    category: 'Data',
    request: {
      source: sender.address,
      destination: { toAddresses: [hidden] },
      ...(templated
        ? { template: 'WeeklyDigest', templateData: hidden }
        : { message: { subject: { data: hidden }, body: hidden } }),
      configurationSetName: sender.configurationSet ?? '',
    },
    // A refused attempt has no mail to point to.
    extra: {
      ...(error === undefined ? { additionalEventData: { sesMessageId: mail.messageId } } : {}),
      resources: [
        { accountId: sender.account, type: 'AWS::SES::EmailIdentity', ARN: arn('identity', sender.identity) },
        {
          accountId: sender.account,
          type: 'AWS::SES::ConfigurationSet',
          ARN: arn('configuration-set', sender.configurationSet ?? ''),
        },
      ],
    },
  };
}

function fill(error: ApiError, text: string): ApiError {
  return { code: error.code, message: error.message.replaceAll('{}', text) };
}

/** What a request was about, for error messages: its first plain value. */
function subject(request: JsonObject | null): string {
  const value = Object.values(request ?? {})[0];
  return typeof value === 'string' ? value : 'the resource';
}
