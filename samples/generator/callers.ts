import { anyAddress } from './networks.ts';
import type { Network } from './networks.ts';
import type { Identity } from './identities.ts';
import { awsService, role, root, user } from './identities.ts';
import type { Random, Weighted } from './random.ts';

/** Who calls the API, from where and with what. */
export interface Caller extends Weighted {
  readonly account: string;
  readonly region: string;
  /** Where the calls come from; undefined for services, which log their name instead of an address. */
  readonly network: Network | undefined;
  readonly userAgent: string;
  /** Calls this caller makes: names of rows of the operation table, or 'any'. */
  readonly habits: 'any' | readonly string[];
  /** Who it is to CloudTrail. */
  readonly identity: Identity;
}

const main = '123456789012';
const bank = '111122223333';
const travel = '444455556666';

const python = 'Boto3/1.34.51 md/Botocore#1.34.51 ua/2.0 os/linux#6.1.75 lang/python#3.11.6';
const browser =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36';
const commandLine = 'aws-cli/2.15.25 Python/3.11.8 Linux/6.1.79 exe/x86_64.amzn.2023 prompt/off';

/** The callers of the sample accounts. */
export const callers = [
  {
    account: main,
    region: 'us-east-1',
    network: 'virginia',
    userAgent: browser,
    habits: 'any',
    weight: 22,
    identity: user(main, 'jbrown', { console: true }),
  },
  {
    account: main,
    region: 'us-east-1',
    network: 'virginia',
    userAgent: commandLine,
    habits: 'any',
    weight: 14,
    identity: user(main, 'mail-admin'),
  },
  {
    account: main,
    region: 'us-east-1',
    network: 'oregon',
    userAgent: python,
    weight: 22,
    habits: ['GetSendQuota', 'GetSendStatistics'],
    identity: role(main, 'SendingMetrics', 'metrics-poller', { ec2RoleDelivery: '2.0' }),
  },
  {
    account: bank,
    region: 'eu-west-1',
    network: 'ireland',
    userAgent: 'aws-sdk-go-v2/1.25.2 os/linux lang/go#1.22.0',
    habits: 'any',
    weight: 14,
    identity: role(bank, 'AlertPipeline', 'i-0b1c2d3e4f5a6b7c8', { ec2RoleDelivery: '2.0' }),
  },
  {
    account: bank,
    region: 'eu-west-1',
    network: 'london',
    userAgent: browser,
    habits: 'any',
    weight: 10,
    identity: role(bank, 'AWSReservedSSO_PowerUser_0a1b2c3d4e5f6a7b', 'nadia.haas@bank.example'),
  },
  {
    account: bank,
    region: 'eu-central-1',
    network: 'frankfurt',
    userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.7.4',
    habits: 'any',
    weight: 10,
    identity: user(bank, 'terraform'),
  },
  {
    account: travel,
    region: 'ap-southeast-2',
    network: 'sydney',
    userAgent: commandLine,
    habits: 'any',
    weight: 10,
    identity: user(travel, 'kiri.novak'),
  },
  {
    account: travel,
    region: 'ap-southeast-2',
    network: 'singapore',
    userAgent: browser,
    habits: 'any',
    weight: 4,
    identity: root(travel),
  },
  {
    account: travel,
    region: 'ap-southeast-2',
    network: undefined,
    userAgent: 'cognito-idp.amazonaws.com',
    weight: 4,
    habits: ['GetIdentityVerificationAttributes', 'ListVerifiedEmailAddresses'],
    identity: awsService('cognito-idp.amazonaws.com'),
  },
  {
    account: main,
    region: 'us-east-1',
    network: undefined,
    userAgent: 'AWS Internal',
    weight: 2,
    habits: ['GetAccount', 'GetSendStatistics'],
    identity: (random, time) => ({
      ...user(main, 'jbrown', { console: true })(random, time),
      invokedBy: 'AWS Internal',
    }),
  },
] as const satisfies readonly Caller[];

/** A key that got into the wrong hands: it looks around from one place and is refused nearly everywhere. */
export const stolenKey: Caller = {
  account: main,
  region: 'us-east-1',
  network: 'nigeria',
  userAgent: python,
  weight: 1,
  habits: ['GetSendQuota', 'ListIdentities', 'GetAccount', 'ListVerifiedEmailAddresses', 'GetSendStatistics'],
  identity: user(main, 'ci-deploy'),
};

/** The program that sends the newsletter; its sends are logged as data events. */
export const newsletterWorker: Caller = {
  account: main,
  region: 'us-east-1',
  network: 'virginia',
  userAgent: python,
  habits: [],
  weight: 1,
  identity: role(main, 'NewsletterSender', 'newsletter-worker'),
};

/** The address, or service name, that CloudTrail gives as the source of a call. */
export function sourceOf(random: Random, caller: Caller): string {
  return caller.network === undefined ? caller.userAgent : anyAddress(random, caller.network);
}
