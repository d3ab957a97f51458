/** Fields that wrappers give to messages. */
import assert from 'node:assert/strict';
import { checkDocument, complete, messagesQuery, parseDocument } from '../../../server/src/language/index.ts';

function codes(text: string): readonly string[] {
  return checkDocument(parseDocument(text)).map(({ code }) => code);
}

/** What is offered at the end of a text, by what it would insert. */
function offered(text: string): readonly string[] {
  return complete(parseDocument(text), text.length)
    .filter(({ detail }) => detail === 'field of a wrapper')
    .map(({ insertText }) => insertText);
}

describe('fields of wrappers', () => {
  it('are known in the scope and in stages, whatever their case', () => {
    for (const text of [
      'sns.TopicArn=arn:* | count by %"sns.TopicArn"',
      '* | where SNS.topicarn matches "arn:*" | count',
      '* | count by %"eventbridge.detail-type"',
    ])
      assert.deepEqual(codes(text), [], text);
    assert.deepEqual(codes('* | count by sns.TopicArm'), ['field.undefined']);
  });

  it('are gone after an aggregation', () => {
    assert.deepEqual(codes('* | count by %"sns.TopicArn" | where sns.MessageId = "a"'), ['field.undefined']);
  });

  it('are offered in the scope with an equals sign and in stages as fields', () => {
    const inScope = offered('sns');
    assert.ok(inScope.includes('sns.TopicArn='));
    assert.ok(inScope.includes('%"eventbridge.detail-type"='));
    const inStage = offered('* | where ');
    assert.ok(inStage.includes('sns.TopicArn'));
    assert.ok(inStage.includes('%"eventbridge.detail-type"'));
    assert.deepEqual(offered('* | count | where '), []);
  });

  it('narrow the query for the messages behind a row', () => {
    assert.deepEqual(messagesQuery('* | count by %"sns.TopicArn"', 'sns.TopicArn', 'arn:aws:sns:t'), {
      query: '*\n| where sns.TopicArn = "arn:aws:sns:t"',
      narrowed: true,
    });
  });
});
