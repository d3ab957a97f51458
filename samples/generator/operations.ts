import type { JsonObject } from './mail.ts';
import type { Random, Weighted } from './random.ts';

/** An SES operation as CloudTrail shows it. */
export interface Operation extends Weighted {
  readonly name: string;
  readonly readOnly: boolean;
  /** The `requestParameters`, or null for a call without arguments. */
  readonly request: (random: Random) => JsonObject | null;
  /** The `responseElements` of a call that changes something; null for read-only calls. */
  readonly response?: (random: Random) => JsonObject;
  /** Errors this operation is known for, besides those any call can meet. */
  readonly errors?: readonly ApiError[];
}

/** A failed call's `errorCode` and `errorMessage`; `{}` in the message stands for what was asked for. */
export interface ApiError {
  readonly code: string;
  readonly message: string;
}

const domains = ['shop.example', 'news.example', 'bank.example', 'portal.example', 'travel.example', 'cafe.example'];
const mailboxes = [
  'orders@shop.example',
  'weekly@news.example',
  'alerts@bank.example',
  'desk@travel.example',
  'hola@cafe.example',
];
const ruleSets = ['default-rule-set', 'inbound-2024'];

const nothing = (): null => null;
const empty = (): JsonObject => ({});
const domain = (random: Random): JsonObject => ({ domain: random.pick(domains) });
const mailbox = (random: Random): JsonObject => ({ emailAddress: random.pick(mailboxes) });
const identity = (random: Random): JsonObject => ({ identity: random.pick(domains) });
const identities = (random: Random): JsonObject => ({ identities: [random.pick(domains), random.pick(mailboxes)] });
const emailIdentity = (random: Random): JsonObject => ({ emailIdentity: random.pick(domains) });
const ruleSet = (random: Random): JsonObject => ({ ruleSetName: random.pick(ruleSets) });
const rule = (random: Random): JsonObject => ({
  ...ruleSet(random),
  ruleName: random.pick(['store', 'forward', 'drop-spam']),
});

const noRuleSet: ApiError = { code: 'RuleSetDoesNotExistException', message: 'Rule set does not exist: {}' };
const noRule: ApiError = { code: 'RuleDoesNotExistException', message: 'Rule does not exist: {}' };
const taken: ApiError = { code: 'AlreadyExistsException', message: 'Already exists: {}' };
const limit: ApiError = { code: 'LimitExceededException', message: 'Maximum number of resources reached.' };
const notFound: ApiError = { code: 'NotFoundException', message: '{} does not exist.' };
const invalid: ApiError = { code: 'InvalidParameterValue', message: 'Invalid value for {}.' };

/** The operations of the samples, those of the five name groups first. */
export const operations = [
  { name: 'GetSendQuota', readOnly: true, request: nothing, weight: 16 },
  { name: 'GetSendStatistics', readOnly: true, request: nothing, weight: 14 },
  { name: 'ListIdentities', readOnly: true, request: () => ({ identityType: 'Domain', maxItems: 100 }), weight: 12 },
  { name: 'GetIdentityVerificationAttributes', readOnly: true, request: identities, weight: 9 },
  { name: 'GetIdentityDkimAttributes', readOnly: true, request: identities, weight: 7 },
  { name: 'GetIdentityNotificationAttributes', readOnly: true, request: identities, weight: 6 },
  { name: 'GetIdentityMailFromDomainAttributes', readOnly: true, request: identities, weight: 6 },
  {
    name: 'GetIdentityPolicies',
    readOnly: true,
    request: (r) => ({ ...identity(r), policyNames: ['AllowPartner'] }),
    weight: 3,
  },
  { name: 'ListEmailIdentities', readOnly: true, request: () => ({ pageSize: 100 }), weight: 5 },
  { name: 'GetEmailIdentity', readOnly: true, request: emailIdentity, errors: [notFound], weight: 5 },
  {
    name: 'CreateEmailIdentity',
    readOnly: false,
    request: emailIdentity,
    response: empty,
    errors: [taken, limit],
    weight: 3,
  },
  { name: 'DeleteIdentity', readOnly: false, request: identity, response: empty, weight: 3 },
  {
    name: 'PutIdentityPolicy',
    readOnly: false,
    request: (r) => ({ ...identity(r), policyName: 'AllowPartner' }),
    response: empty,
    errors: [{ code: 'InvalidPolicyException', message: 'Policy is not valid for {}.' }],
    weight: 2,
  },
  {
    name: 'SetIdentityNotificationTopic',
    readOnly: false,
    request: (r) => ({
      ...identity(r),
      notificationType: r.pick(['Bounce', 'Complaint', 'Delivery']),
      snsTopic: 'arn:aws:sns:us-east-1:123456789012:ses-feedback',
    }),
    response: empty,
    errors: [invalid],
    weight: 4,
  },
  {
    name: 'SetIdentityDkimEnabled',
    readOnly: false,
    request: (r) => ({ ...identity(r), dkimEnabled: true }),
    response: empty,
    weight: 2,
  },
  {
    name: 'SetIdentityMailFromDomain',
    readOnly: false,
    request: (r) => ({ ...identity(r), mailFromDomain: 'bounce.shop.example', behaviorOnMXFailure: 'UseDefaultValue' }),
    response: empty,
    weight: 2,
  },
  {
    name: 'VerifyDomainIdentity',
    readOnly: false,
    request: domain,
    response: (r) => ({ verificationToken: `${r.token(43)}=` }),
    weight: 4,
  },
  {
    name: 'VerifyDomainDkim',
    readOnly: false,
    request: domain,
    response: (r) => ({ dkimTokens: [r.hex(32), r.hex(32), r.hex(32)] }),
    weight: 4,
  },
  { name: 'GetDomainStatisticsReport', readOnly: true, request: domain, errors: [notFound], weight: 3 },
  { name: 'DescribeActiveReceiptRuleSet', readOnly: true, request: nothing, weight: 6 },
  { name: 'ListReceiptRuleSets', readOnly: true, request: nothing, weight: 5 },
  { name: 'DescribeReceiptRule', readOnly: true, request: rule, errors: [noRule, noRuleSet], weight: 4 },
  {
    name: 'CreateReceiptRule',
    readOnly: false,
    request: rule,
    response: empty,
    errors: [taken, noRuleSet, limit],
    weight: 3,
  },
  {
    name: 'UpdateReceiptRule',
    readOnly: false,
    request: rule,
    response: empty,
    errors: [{ code: 'InvalidSnsTopicException', message: 'Could not publish to the topic of rule {}.' }],
    weight: 2,
  },
  { name: 'CreateReceiptRuleSet', readOnly: false, request: ruleSet, response: empty, errors: [taken], weight: 2 },
  {
    name: 'DeleteReceiptRuleSet',
    readOnly: false,
    request: ruleSet,
    response: empty,
    errors: [{ code: 'CannotDeleteException', message: 'Cannot delete the active rule set: {}' }],
    weight: 2,
  },
  {
    name: 'CreateReceiptFilter',
    readOnly: false,
    request: (r) => ({
      filter: { name: 'blocked', ipFilter: { policy: 'Block', cidr: `18.184.${r.int(0, 255)}.0/24` } },
    }),
    response: empty,
    errors: [taken, limit],
    weight: 2,
  },
  { name: 'ListVerifiedEmailAddresses', readOnly: true, request: nothing, weight: 6 },
  { name: 'VerifyEmailAddress', readOnly: false, request: mailbox, response: empty, weight: 3 },
  { name: 'DeleteVerifiedEmailAddress', readOnly: false, request: mailbox, response: empty, weight: 2 },
  { name: 'GetAccount', readOnly: true, request: nothing, weight: 7 },
  { name: 'ListConfigurationSets', readOnly: true, request: nothing, weight: 4 },
  {
    name: 'DescribeConfigurationSet',
    readOnly: true,
    request: (r) => ({ configurationSetName: r.pick(['newsletter', 'transactional', 'legacy']) }),
    errors: [{ code: 'ConfigurationSetDoesNotExistException', message: 'Configuration set <{}> does not exist.' }],
    weight: 3,
  },
  {
    name: 'CreateTemplate',
    readOnly: false,
    request: () => ({ template: { templateName: 'WeeklyDigest', subjectPart: 'HIDDEN_DUE_TO_SECURITY_REASONS' } }),
    response: empty,
    errors: [taken, { code: 'InvalidTemplateException', message: 'Template {} could not be read.' }],
    weight: 2,
  },
] as const satisfies readonly Operation[];

/** Errors any call can meet. `{}` stands for the operation, `{caller}` for the caller. */
export const commonErrors: readonly (ApiError & Weighted)[] = [
  {
    code: 'AccessDenied',
    message: 'User: {caller} is not authorized to perform: ses:{} because no identity-based policy allows the action',
    weight: 40,
  },
  { code: 'ThrottlingException', message: 'Rate exceeded', weight: 22 },
  { code: 'InternalFailure', message: 'The service could not process the request.', weight: 3 },
];

/** Errors of sending. */
export const sendErrors: readonly (ApiError & Weighted)[] = [
  {
    code: 'MessageRejected',
    message: 'Email address is not verified. The following identities failed the check: {}',
    weight: 6,
  },
  { code: 'Throttling', message: 'Maximum sending rate exceeded.', weight: 5 },
  { code: 'MailFromDomainNotVerifiedException', message: 'The MAIL FROM domain of {} is not verified.', weight: 2 },
];

/** What sends meet after sending was switched off. */
export const sendingPaused: ApiError = {
  code: 'AccountSendingPausedException',
  message: 'Email sending is disabled for this account.',
};

/** Calls of other services that end up in the same trail. */
export const otherCalls: readonly (Weighted & {
  readonly source: string;
  readonly name: string;
  readonly type: string;
  readonly readOnly: boolean;
})[] = [
  { source: 'signin.amazonaws.com', name: 'ConsoleLogin', type: 'AwsConsoleSignIn', readOnly: false, weight: 2 },
  { source: 'sts.amazonaws.com', name: 'AssumeRole', type: 'AwsApiCall', readOnly: true, weight: 5 },
  { source: 'sts.amazonaws.com', name: 'GetCallerIdentity', type: 'AwsApiCall', readOnly: true, weight: 3 },
  { source: 'ec2.amazonaws.com', name: 'DescribeInstances', type: 'AwsApiCall', readOnly: true, weight: 4 },
  { source: 's3.amazonaws.com', name: 'GetBucketLocation', type: 'AwsApiCall', readOnly: true, weight: 3 },
  { source: 'monitoring.amazonaws.com', name: 'GetMetricData', type: 'AwsApiCall', readOnly: true, weight: 3 },
  { source: 'sns.amazonaws.com', name: 'Subscribe', type: 'AwsApiCall', readOnly: false, weight: 2 },
];
