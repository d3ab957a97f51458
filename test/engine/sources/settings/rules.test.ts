import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { replaceInJson } from '../../../../server/src/engine/sources/settings/maskJson.ts';
import { Rules } from '../../../../server/src/engine/sources/settings/rules.ts';
import type { ProcessingRule } from '../../../../server/src/protocol/sources.ts';

function rule(filterType: ProcessingRule['filterType'], regexp: string, mask?: string): ProcessingRule {
  return { name: regexp, filterType, regexp, ...(mask === undefined ? {} : { mask }) };
}

/** The text that rules leave, or why they leave nothing. */
function applied(text: string, isJson: boolean, ...rules: readonly ProcessingRule[]): string {
  const outcome = new Rules(rules).apply(text, isJson);
  return outcome.kind === 'kept' ? outcome.text : `left out ${outcome.because}`;
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

describe('rules that leave out', () => {
  it('must fit the whole message', () => {
    assert.equal(applied('a DEBUG b', false, rule('Exclude', 'DEBUG')), 'a DEBUG b');
    assert.equal(applied('a DEBUG b', false, rule('Exclude', '.*DEBUG.*')), 'left out by the rule ".*DEBUG.*"');
    assert.equal(applied('DEBUG', false, rule('Exclude', 'INFO|DEBUG')), 'left out by the rule "INFO|DEBUG"');
  });

  it('reach over lines with (?s) only', () => {
    assert.equal(applied('a\nDEBUG', false, rule('Exclude', '.*DEBUG.*')), 'a\nDEBUG');
    assert.match(applied('a\nDEBUG', false, rule('Exclude', '(?s).*DEBUG.*(?s)')), /^left out/);
    assert.equal(applied('a\nDEBUG', false, rule('Exclude', '(?m)^DEBUG$')), 'a\nDEBUG');
  });

  it('keep what fits one of several Include rules', () => {
    const rules = [rule('Include', 'a.*'), rule('Include', 'b.*')];
    assert.equal(applied('bc', false, ...rules), 'bc');
    assert.equal(applied('cc', false, ...rules), 'left out because they fit none of the rules "a.*", "b.*"');
    assert.equal(applied('cc', false, rule('Include', 'a.*')), 'left out because they do not fit the rule "a.*"');
  });

  it('win with Exclude over Include, and see the text before it is masked', () => {
    const rules = [rule('Mask', 'secret'), rule('Include', '.*'), rule('Exclude', '.*secret.*')];
    assert.equal(applied('a secret', false, ...rules), 'left out by the rule ".*secret.*"');
  });
});

describe('rules that change', () => {
  it('replace the match, or each of its groups', () => {
    assert.equal(applied('a@x b@x', false, rule('Mask', '\\w@x')), '##### #####');
    assert.equal(applied('User:dan ip=1.2', false, rule('Mask', 'User:(\\w+) ip=(\\S+)', 'AAA')), 'User:AAA ip=AAA');
    assert.equal(applied('User:dan', false, rule('Mask', 'User:(\\w+)( ip=\\S+)?', 'A')), 'User:A');
  });

  it('hash each value on its own', () => {
    assert.equal(applied('m=dan n=eve', false, rule('Hash', 'm=(\\w+) n=(\\w+)')), `m=${md5('dan')} n=${md5('eve')}`);
    assert.equal(applied('{"m":"dan@x"}', true, rule('Hash', '"m":"([^"]+)"')), `{"m":"${md5('dan@x')}"}`);
  });

  it('apply one after the other', () => {
    assert.equal(applied('abc', false, rule('Mask', 'b', 'x'), rule('Mask', 'axc', 'y')), 'y');
  });

  it('take the mask as it is written', () => {
    assert.equal(applied('abc', false, rule('Mask', 'b', '$&"\\')), 'a$&"\\c');
    assert.equal(applied('{"a":"b"}', true, rule('Mask', 'b', '$&"\\')), '{"a":"$&\\"\\\\"}');
  });

  it('ignore case where the expression says so', () => {
    assert.equal(applied('DAN', false, rule('Mask', '(?i)dan', 'x')), 'x');
  });

  for (const [what, text, regexp, expected] of [
    ['a number', '{"a":12345,"b":1}', '234', '{"a":"#","b":1}'],
    ['a name and its value', '{"pw":"x","b":1}', '"pw":"x"', '{"#":"#","b":1}'],
    ['half an escape', '{"a":"x\\ny"}', 'n', '{"a":"x#y"}'],
    ['half a character', '{"a":"\\ud83d\\ude00"}', 'ude00', '{"a":"#"}'],
    ['everything', '{"a":[1,true,"x"]}', '.*', '{"#":["#","#","#"]}'],
    ['a bracket alone', '{"a":[1]}', '\\[', '{"a":[1]}'],
  ] as const)
    it(`keep JSON valid where they cover ${what}`, () => {
      const changed = applied(text, true, rule('Mask', regexp, '#'));
      assert.equal(changed, expected);
      JSON.parse(changed);
    });
});

describe('parts of JSON replaced', () => {
  it('leave JSON of the same shape, whatever they cover', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 3 }),
        fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 12 })), { maxLength: 5 }),
        fc.string(),
        (text, cuts, mask) => {
          let last = 0;
          const spans = cuts.map(([gap, length]) => ({ start: last + gap, end: (last += gap + length) }));
          const changed = replaceInJson(text, spans, () => mask);
          JSON.parse(changed);
          const skeleton = (json: string): string => json.replace(/"(?:\\.|[^"\\])*"|[^[\]{}:,"]+/g, '_');
          assert.equal(skeleton(changed), skeleton(text));
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });

  it('are gone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,8}$/), fc.json({ maxDepth: 2 }), (secret, other) => {
        const text = `{"k":"x${secret}y","o":${other}}`;
        const changed = applied(text, true, rule('Mask', secret, '#'));
        assert.ok(!changed.includes(secret), changed);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
