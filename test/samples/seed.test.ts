import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const samples = join(import.meta.dirname, '../../samples');

function digest(path: string): string {
  return createHash('sha256')
    .update(readFileSync(join(samples, path)))
    .digest('hex');
}

describe('documents quoted in the samples', () => {
  it('are kept byte for byte', () => {
    assert.equal(digest('logs/seed/ses-log.jsonl'), 'f0ef1d828e9ed570d00f1fe41e58aaabe85bbb5b78933d59950e16c1addee0eb');
    assert.equal(
      digest('logs/seed/cloudtrail-log.json'),
      'd2af583098ec03e070c5a038362d3cbbbb93c4ade4c4b9f4cec4f11d04335759',
    );
    assert.equal(
      digest('queries/seed-as-printed.sesq'),
      '8b76ac508d84503a291d082a6723aab4144a5ac470f52fb61682538a06aa02b7',
    );
  });

  it('differ from the corrected query by the name of the capture group only', () => {
    const printed = readFileSync(join(samples, 'queries/seed-as-printed.sesq'), 'utf8');
    const corrected = readFileSync(join(samples, 'queries/top-bounced-email-addresses.sesq'), 'utf8');
    const withoutComments = corrected.replaceAll(/^\/\/.*\n/gm, '');
    assert.equal(withoutComments, printed.replace('(?[^', '(?<BouncedemailAddress>[^'));
    assert.ok(corrected.startsWith('// @title Top bounced email addresses\n'));
  });
});
