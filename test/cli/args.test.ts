import assert from 'node:assert/strict';
import { parseCount } from '../../server/src/cli/args/count.ts';
import { parsePairs } from '../../server/src/cli/args/pairs.ts';
import { parseZone } from '../../server/src/cli/args/zone.ts';

describe('NAME=VALUE options', () => {
  it('split at the first equals sign and keep the value as it is', () => {
    assert.deepEqual(parsePairs(['a=b=c', 'd=', 'e= x '], '--param NAME=VALUE'), {
      kind: 'ok',
      value: [
        ['a', 'b=c'],
        ['d', ''],
        ['e', ' x '],
      ],
    });
  });

  for (const wrong of ['name', '=value', ' =value', '']) {
    it(`refuse "${wrong}"`, () => {
      assert.deepEqual(parsePairs([wrong], '--param NAME=VALUE'), {
        kind: 'problem',
        exitCode: 2,
        message: `"${wrong}" is not of the form --param NAME=VALUE.`,
      });
    });
  }
});

describe('a count option', () => {
  it('is a whole number not below the least', () => {
    assert.deepEqual(parseCount('0', '--limit', 0), { kind: 'ok', value: 0 });
    assert.deepEqual(parseCount(undefined, '--limit', 0), { kind: 'ok', value: undefined });
    for (const wrong of ['-1', '1.5', '1e3', 'ten', '']) assert.equal(parseCount(wrong, '--limit', 0).kind, 'problem');
    assert.equal(parseCount('0', '--cell', 1).kind, 'problem');
  });
});

describe('a time zone option', () => {
  it('takes the usual spelling', () => {
    assert.deepEqual(parseZone('utc'), { kind: 'ok', value: 'UTC' });
    assert.deepEqual(parseZone('europe/vienna'), { kind: 'ok', value: 'Europe/Vienna' });
  });

  it('refuses what is no zone', () => {
    assert.deepEqual(parseZone('Mars/Base'), {
      kind: 'problem',
      exitCode: 2,
      message: '"Mars/Base" is not a time zone. Use a name such as UTC, Europe/Vienna or America/New_York.',
    });
  });
});
