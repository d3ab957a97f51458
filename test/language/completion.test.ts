import assert from 'node:assert/strict';
import { complete, parseDocument } from '../../server/src/language/index.ts';

/** Completions at `<|>`, best first. */
function at(marked: string) {
  const offset = marked.indexOf('<|>');
  const text = marked.replace('<|>', '');
  return complete(parseDocument(text), offset)
    .toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1))
    .map((item) => ({ ...item, replaced: text.slice(item.range.start, item.range.end) }));
}
const labels = (marked: string, kind?: string): string[] =>
  at(marked)
    .filter((item) => kind === undefined || item.kind === kind)
    .map((item) => item.label);

describe('completion', () => {
  it('offers every operator at the start of a stage', () => {
    const offered = labels('* | <|>', 'operator');
    for (const name of ['where', 'json', 'parse regex', 'extract', 'timeslice', 'transpose', 'lookup'])
      assert.ok(offered.includes(name), name);
  });

  it('replaces the word under the cursor', () => {
    assert.deepEqual(
      at('* | whe<|>re x')
        .filter((item) => item.label === 'where')
        .map((item) => item.replaced),
      ['where'],
    );
  });

  it('offers schema paths inside the text of json, and replaces all of it', () => {
    const item = at('* | json "boun<|>ce"').find((candidate) => candidate.label === 'bounce.bounceType');
    assert.equal(item?.replaced, 'bounce');
    assert.match(item?.documentation ?? '', /`Permanent`/);
  });

  it('offers paths in a text that is not closed yet', () => {
    assert.ok(labels('* | json "<|>\n| count').includes('mail.source'));
  });

  it('writes array elements as a wildcard', () => {
    assert.ok(labels('* | json "<|>"').includes('bounce.bouncedRecipients[*].emailAddress'));
  });

  it('offers the paths below the field a stage reads from', () => {
    const offered = labels('* | json "bounce" as b | json field=b "<|>"');
    assert.ok(offered.includes('bounceType'));
    assert.ok(!offered.includes('mail.source'));
  });

  it('puts CloudTrail paths first when the query is about CloudTrail', () => {
    assert.ok(at('_sourceCategory=AWS/CloudTrail | json "<|>"')[0]?.detail.endsWith('cloudtrail'));
    assert.ok(at('* | json "<|>"')[0]?.detail.endsWith('ses'));
  });

  it('offers no paths in texts of other operators', () => {
    assert.deepEqual(labels('* | parse "<|>" as x'), []);
  });

  it('offers fields defined so far, functions and option words', () => {
    const offered = labels('* | json "a" as reason | count by reason | where <|>');
    assert.deepEqual(offered.filter((label) => ['reason', '_count', 'isNull', 'and'].includes(label)).toSorted(), [
      '_count',
      'and',
      'isNull',
      'reason',
    ]);
    assert.ok(!offered.includes('_raw'), 'an aggregation leaves only its own columns');
    assert.ok(labels('* | sort by x <|>').includes('asc'));
  });

  it('quotes names that are not plain words', () => {
    assert.equal(at('* | "x" as %"a b" | where <|>').find((item) => item.label === 'a b')?.insertText, '%"a b"');
  });

  it('offers metadata fields in the scope and categories after the sign', () => {
    assert.ok(labels('_sour<|>').includes('_sourceCategory'));
    assert.deepEqual(labels('_sourceCategory=<|>').toSorted(), ['AWS/CloudTrail', 'AWS/SES/Notifications']);
  });

  it('offers nothing in comments', () => {
    assert.deepEqual(labels('* | count // by <|>'), []);
  });
});
