/**
 * What is said about records by the wrappers they come in. The engine keeps it as fields of the messages, under the
 * wrapper's prefix and the member's own name, so that queries can ask for `sns.TopicArn`.
 */

/** Prefixes of the names, one for each kind of wrapper. */
export type WrapperName =
  'sns' | 'sqs' | 'eventbridge' | 'logs' | 'firehose' | 'kinesis' | 'lookup' | 'docker' | 'splunk' | 'elastic';

/** A member of a wrapper that becomes a field of the messages in it. */
export interface WrapperField {
  readonly wrapper: WrapperName;
  /** As the wrapper spells it. */
  readonly member: string;
  /** How it is spelt elsewhere. */
  readonly alsoSpelt?: string;
  /** As queries write it, in quotes where the member's name asks for them. */
  readonly name: string;
  readonly summary: string;
}

/**
 * Members by wrapper. Signatures, certificates, receipt handles and addresses that do something when they are opened are
 * left out on purpose. Lists and objects are kept as JSON texts.
 */
const members: Readonly<Record<WrapperName, Readonly<Record<string, string>>>> = {
  sns: {
    Type: 'Kind of SNS message, usually Notification.',
    MessageId: 'Id that SNS gave the message; the same for every delivery of it.',
    TopicArn: 'Topic that the message was published to.',
    Subject: 'Subject of the SNS message, when it has one.',
    Timestamp: 'When the message was published.',
    SequenceNumber: 'Its number in a FIFO topic.',
    MessageAttributes: 'Attributes given by the publisher, as JSON.',
    EventSubscriptionArn: 'Subscription that invoked the Lambda function.',
  },
  sqs: {
    messageId: 'Id that the queue gave the message.',
    SentTimestamp: 'When the message was sent to the queue, epoch milliseconds.',
    ApproximateReceiveCount: 'How often the message was received.',
    ApproximateFirstReceiveTimestamp: 'When it was first received, epoch milliseconds.',
    SenderId: 'Who sent the message to the queue.',
    MessageGroupId: 'Its group in a FIFO queue.',
    eventSourceARN: 'Queue that invoked the Lambda function.',
    awsRegion: 'Region of the queue.',
  },
  eventbridge: {
    id: 'Id of the event.',
    'detail-type': 'What the event is about, such as Email Bounced.',
    source: 'Service that sent the event, such as aws.ses.',
    account: 'Account the event is from.',
    time: 'When the event happened.',
    region: 'Region the event is from.',
    resources: 'Resources that the event is about, as JSON.',
  },
  logs: {
    owner: 'Account that owns the log group.',
    logGroup: 'Log group of CloudWatch Logs.',
    logStream: 'Log stream of CloudWatch Logs.',
    logStreamName: 'Log stream, as answers to searches name it.',
    subscriptionFilters: 'Filters that let the event through, as JSON.',
    id: 'Id of the log event.',
    eventId: 'Id of the log event, as answers to searches name it.',
    timestamp: 'When the event was logged, epoch milliseconds.',
    ingestionTime: 'When the event arrived, epoch milliseconds.',
  },
  firehose: {
    requestId: 'Id of the delivery.',
    invocationId: 'Id of the call of the Lambda function that transforms records.',
    deliveryStreamArn: 'Stream that the record was sent through.',
    region: 'Region of the stream.',
    recordId: 'Id of the record in the delivery.',
    approximateArrivalTimestamp: 'When the record arrived at the stream, epoch milliseconds.',
  },
  kinesis: {
    partitionKey: 'Key that chose the shard.',
    sequenceNumber: 'Number of the record in its shard.',
    approximateArrivalTimestamp: 'When the record arrived at the stream, epoch seconds.',
    eventID: 'Id of the record: its shard and number.',
    eventSourceARN: 'Stream that invoked the Lambda function.',
  },
  lookup: {
    EventId: 'Id of the event, as `lookup-events` gives it.',
    EventTime: 'Time of the event, as `lookup-events` gives it.',
    Username: 'Who acted, as `lookup-events` gives it.',
    AccessKeyId: 'Access key that was used.',
    Resources: 'Resources of the event, as JSON.',
  },
  docker: { stream: 'Where the container wrote the line: stdout or stderr.', time: 'When the line was written.' },
  splunk: {
    _time: 'Time of the event in the export.',
    host: 'Host of the event.',
    source: 'Source of the event.',
    sourcetype: 'Type of the source.',
    index: 'Index that held the event.',
  },
  elastic: {
    _index: 'Index that held the document.',
    _id: 'Id of the document.',
    '@timestamp': 'Time of the document.',
  },
};

/** Members that answers of the service spell in another way than what invokes Lambda functions. */
const otherSpellings: Readonly<Record<string, string>> = { 'sqs.messageId': 'MessageId' };

/** Every field that a wrapper can give to a message, by wrapper. */
export const wrapperFields: readonly WrapperField[] = (Object.keys(members) as WrapperName[]).flatMap((wrapper) =>
  Object.entries(members[wrapper]).map(([member, summary]) => {
    const name = `${wrapper}.${member}`;
    const alsoSpelt = otherSpellings[name];
    return { wrapper, member, name, summary, ...(alsoSpelt === undefined ? {} : { alsoSpelt }) };
  }),
);
