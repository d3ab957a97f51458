import assert from 'node:assert/strict';
import { checkDocument, parseDocument } from '../../../server/src/language/index.ts';

function codes(query: string): readonly string[] {
  return checkDocument(parseDocument(query), ['Team', 'cost.center'])
    .filter(({ severity }) => severity !== 'hint')
    .map(({ code }) => code);
}

describe('fields that settings give to messages', () => {
  it('are defined, in any case', () => {
    assert.deepEqual(codes('* | count by team, %"cost.center"'), []);
    assert.deepEqual(codes('* | where TEAM = "mail" | count'), []);
  });

  it('leave other names undefined', () => {
    assert.deepEqual(codes('* | count by teams'), ['field.undefined']);
  });

  it('are gone after an aggregation that does not group by them', () => {
    assert.deepEqual(codes('* | count | where team = "mail"'), ['field.undefined']);
  });
});
