/** Logs as the services deliver them, compressed, for measuring how they are loaded. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { writeNotifications } from './engineData.ts';

/** Time of the first event, epoch milliseconds. */
const start = Date.UTC(2024, 2, 11);

const names = ['SendEmail', 'GetSendQuota', 'ListIdentities', 'SendRawEmail', 'VerifyEmailIdentity', 'GetAccount'];
const agents = ['aws-cli/2.15.30 Python/3.11.8 Linux/6.1 exe/x86_64', 'aws-sdk-java/1.12.670', 'console.amazonaws.com'];

function hex(number: number, length: number): string {
  return (Math.imul(number + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0').repeat(4).slice(0, length);
}

/** One event of an API call, about as long as real ones. */
function apiCall(number: number): object {
  const time = new Date(start + number * 700);
  const user = `mailer-${String(number % 37)}`;
  const error =
    number % 9 === 0
      ? {
          errorCode: 'AccessDenied',
          errorMessage: `User: arn:aws:iam::111122223333:user/${user} is not authorized to perform: ses:${names[number % names.length] ?? ''}`,
        }
      : {};
  return {
    eventVersion: '1.09',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROA${hex(number % 37, 17).toUpperCase()}:${user}`,
      arn: `arn:aws:sts::111122223333:assumed-role/Sender/${user}`,
      accountId: '111122223333',
      accessKeyId: `ASIA${hex(number % 91, 16).toUpperCase()}`,
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Sender', userName: 'Sender' },
        attributes: { creationDate: new Date(start + (number % 91) * 1000).toISOString(), mfaAuthenticated: 'false' },
      },
    },
    eventTime: `${time.toISOString().slice(0, 19)}Z`,
    eventSource: 'ses.amazonaws.com',
    eventName: names[number % names.length],
    awsRegion: number % 5 === 0 ? 'eu-west-1' : 'us-east-1',
    sourceIPAddress: `198.51.100.${String(number % 250)}`,
    userAgent: agents[number % agents.length],
    ...error,
    requestParameters: {
      destination: { toAddresses: ['HIDDEN_DUE_TO_SECURITY_REASONS'] },
      message: { subject: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      source: `offers@shop${String(number % 40)}.example`,
      tags: [{ name: 'campaign', value: `spring "${String(number % 12)}"` }],
    },
    responseElements: null,
    requestID: `${hex(number, 8)}-3713-11ef-92ed-${hex(number * 7, 12)}`,
    eventID: `${hex(number * 3, 8)}-5f3c-4f73-b5d2-${hex(number * 11, 12)}`,
    readOnly: number % 6 !== 0,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: 'email.us-east-1.amazonaws.com',
    },
  };
}

/** Sizes of what was written, in bytes. */
export interface Written {
  readonly text: number;
  readonly compressed: number;
}

/** Writes CloudTrail's `.json.gz` files, each of them one line `{"Records":[…]}`, into a new folder. */
export async function writeTrail(folder: string, files: number, events: number): Promise<Written> {
  await mkdir(folder, { recursive: true });
  let text = 0;
  let compressed = 0;
  for (let file = 0; file < files; file += 1) {
    const records = Array.from({ length: events }, (_, event) => apiCall(file * events + event));
    const bytes = Buffer.from(JSON.stringify({ Records: records }));
    const packed = gzipSync(bytes);
    text += bytes.length;
    compressed += packed.length;
    const hour = String(file).padStart(4, '0');
    await writeFile(
      join(folder, `111122223333_CloudTrail_us-east-1_20240311T${hour}Z_${hex(file, 16)}.json.gz`),
      packed,
    );
  }
  return { text, compressed };
}

/** Writes one `.gz` file of notifications, one a line. */
export async function writeArchive(path: string, records: number): Promise<Written> {
  const plain = path.replace(/\.gz$/, '');
  const text = await writeNotifications(plain, records);
  await pipeline(createReadStream(plain), createGzip(), createWriteStream(path));
  return { text, compressed: (await stat(path)).size };
}
