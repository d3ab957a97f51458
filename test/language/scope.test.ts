import assert from 'node:assert/strict';
import { queryOf, withoutRanges } from './support.ts';

const keyword = (text: string) => ({ kind: 'keyword', text });
const category = (value: string, quotedAs?: string) => ({
  kind: 'fieldTerm',
  field: { kind: 'field', name: '_sourceCategory' },
  value,
  written: quotedAs ?? value,
  quoted: quotedAs !== undefined,
});
const scope = (text: string) => withoutRanges(queryOf(`${text} | count`).scope);

describe('scope', () => {
  it('joins neighbouring words with AND', () => {
    assert.deepEqual(scope('error failed'), { kind: 'scopeAnd', operands: [keyword('error'), keyword('failed')] });
  });

  it('binds NOT tighter than AND, and AND tighter than OR, in any case', () => {
    assert.deepEqual(scope('a or not b AND c'), {
      kind: 'scopeOr',
      operands: [
        keyword('a'),
        { kind: 'scopeAnd', operands: [{ kind: 'scopeNot', operand: keyword('b') }, keyword('c')] },
      ],
    });
  });

  it('reads metadata with blanks around the sign and punctuation in the value', () => {
    assert.deepEqual(scope('_sourceCategory = Labs/AWS-1/SES*'), category('Labs/AWS-1/SES*'));
  });

  it('keeps an equals sign inside a value', () => {
    assert.deepEqual(scope('_sourceCategory=/a?x=1'), category('/a?x=1'));
  });

  it('resolves escapes of a quoted value and takes wildcards in it literally', () => {
    assert.deepEqual(scope('_sourceCategory="a \\"b\\" *"'), category('a "b" *', 'a \\"b\\" *'));
  });

  it('takes a slash with a star after a word as a wildcard, not as a comment', () => {
    assert.deepEqual(scope('_sourceCategory=Labs/IIS/*'), category('Labs/IIS/*'));
  });

  it('reads a phrase with escaped quotes', () => {
    const node = queryOf(String.raw`"\"notificationType\":\"Bounce\""`).scope;
    assert.equal(node?.kind === 'phrase' && node.text.value, '"notificationType":"Bounce"');
  });

  it('takes phrases glued by a colon as two phrases', () => {
    const node = queryOf('"eventName":"done" | count').scope;
    assert.deepEqual(node?.kind === 'scopeAnd' && node.operands.map((operand) => operand.kind), ['phrase', 'phrase']);
  });

  it('negates with an exclamation mark', () => {
    assert.deepEqual(scope('!(_sourceCategory=x)'), { kind: 'scopeNot', operand: category('x') });
  });

  it('reads a quoted field name', () => {
    assert.deepEqual(scope('%"x-event-key"="a:b"'), {
      kind: 'fieldTerm',
      field: { kind: 'field', name: 'x-event-key' },
      value: 'a:b',
      written: 'a:b',
      quoted: true,
    });
  });

  it('keeps a template variable inside a word', () => {
    assert.deepEqual(scope('_sourceCategory={{place}}/*'), category('{{place}}/*'));
  });

  it('reads a lone star as everything', () => {
    assert.deepEqual(scope('*'), { kind: 'everything' });
  });

  it('ignores comments, but not the slashes of an address', () => {
    assert.deepEqual(scope('http://a.b/c // "quoted" | count\n'), keyword('http://a.b/c'));
  });
});
