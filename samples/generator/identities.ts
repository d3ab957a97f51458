import type { JsonObject } from './mail.ts';
import type { Random } from './random.ts';
import { hour, isoSeconds, minute } from './time.ts';

/** Makes the `userIdentity` object of a call at `time`, epoch milliseconds. */
export type Identity = (random: Random, time: number) => JsonObject;

interface UserOptions {
  /** Signed in to the console, with temporary credentials. */
  readonly console?: boolean;
  /** Service that made the call for the user. */
  readonly invokedBy?: string;
}

const session = (random: Random, time: number, mfa: 'true' | 'false'): JsonObject => ({
  creationDate: isoSeconds(time - random.int(2, 55) * minute - random.int(0, 2) * hour),
  mfaAuthenticated: mfa,
});

/** Ends like the keys of AWS's own examples, so that nobody takes it for a leaked one. */
function accessKey(random: Random, prefix: 'AKIA' | 'ASIA'): string {
  return `${prefix}${random.token(9)}EXAMPLE`;
}

/** An IAM user. */
export function user(account: string, name: string, options: UserOptions = {}): Identity {
  return (random, time) => ({
    type: 'IAMUser',
    principalId: `AIDA${name
      .toUpperCase()
      .replaceAll(/[^A-Z]/g, '')
      .padEnd(17, 'Q7')}`,
    arn: `arn:aws:iam::${account}:user/${name}`,
    accountId: account,
    accessKeyId: accessKey(random, options.console === true ? 'ASIA' : 'AKIA'),
    userName: name,
    ...(options.console === true ? { sessionContext: { attributes: session(random, time, 'true') } } : {}),
    ...(options.invokedBy === undefined ? {} : { invokedBy: options.invokedBy }),
  });
}

/** A session of a role; `extra` goes into its session context. */
export function role(account: string, name: string, sessionName: string, extra: JsonObject = {}): Identity {
  const roleId = `AROA${name
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '')
    .slice(0, 17)
    .padEnd(17, 'X4')}`;
  return (random, time) => ({
    type: 'AssumedRole',
    principalId: `${roleId}:${sessionName}`,
    arn: `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`,
    accountId: account,
    accessKeyId: accessKey(random, 'ASIA'),
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: roleId,
        arn: `arn:aws:iam::${account}:role/${name}`,
        accountId: account,
        userName: name,
      },
      webIdFederationData: {},
      attributes: session(random, time, 'false'),
      ...extra,
    },
  });
}

/** The root user of an account, in a console session. */
export function root(account: string): Identity {
  return (random, time) => ({
    type: 'Root',
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
    accessKeyId: accessKey(random, 'ASIA'),
    sessionContext: { attributes: session(random, time, 'true') },
  });
}

/** A service of AWS that calls on its own behalf. */
export function awsService(name: string): Identity {
  return () => ({ type: 'AWSService', invokedBy: name });
}
