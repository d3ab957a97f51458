import assert from 'node:assert/strict';
import { repairSurrogates } from '../../../server/src/engine/sources/surrogates.ts';

function repair(text: string): string {
  return Buffer.from(repairSurrogates(Buffer.from(text))).toString();
}

describe('halves of characters in JSON escapes', () => {
  it('are replaced when they stand alone', () => {
    assert.equal(repair('{"a":"x\\ud83d","b":"\\uDE00y"}'), '{"a":"x\\ufffd","b":"\\ufffdy"}');
  });

  it('are replaced when another character stands between them', () => {
    assert.equal(repair('"\\ud83d \\ude00"'), '"\\ufffd \\ufffd"');
  });

  it('are replaced one by one when they come in the wrong order', () => {
    assert.equal(repair('"\\ude00\\ud83d\\ud83d\\ude00"'), '"\\ufffd\\ufffd\\ud83d\\ude00"');
  });

  it('stay when they make a character', () => {
    const bytes = Buffer.from('"é \\ud83d\\ude00"');
    assert.equal(repairSurrogates(bytes), bytes);
  });

  it('are none after an escaped backslash', () => {
    assert.equal(repair('"\\\\ud83d \\\\\\ud83d"'), '"\\\\ud83d \\\\\\ufffd"');
  });

  it('leave other bytes as they are', () => {
    assert.equal(repair('"é😀\\ud83d"'), '"é😀\\ufffd"');
  });
});
