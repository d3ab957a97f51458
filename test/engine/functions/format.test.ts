import assert from 'node:assert/strict';
import { evaluate, plan } from '../support.ts';

/** Each row: the arguments of `format` and its result. */
const results: readonly (readonly [args: string, result: string | null])[] = [
  ['"%s-%s", "a", "b"', 'a-b'],
  ['"%S", "bob"', 'BOB'],
  ['"%5s|%-5s|", "ab", "ab"', '   ab|ab   |'],
  ['"%.2s", "abcdef"', 'ab'],
  ['"%d", 42', '42'],
  ['"%5d|%-5d|%05d", 42, 42, 42', '   42|42   |00042'],
  ['"%,d", 1234567', '1,234,567'],
  ['"%+d %+d", 5, -5', '+5 -5'],
  ['"%(d", -5', '(5)'],
  ['"%05d", -42', '-0042'],
  ['"%d", 12.9', '12'],
  ['"%d", -12.9', '-12'],
  ['"%d", "42"', '42'],
  ['"%d", "12.9"', '12'],
  ['"%f", 0.1', '0.100000'],
  ['"%.0f %.0f", 2.5, 0.4', '3 0'],
  ['"%.2f", 1.005', '1.01'],
  ['"%.2f", 9.999', '10.00'],
  ['"%.2f", 3', '3.00'],
  ['"%.2f", "3.14159"', '3.14'],
  ['"%.3f", 0.0004', '0.000'],
  ['"%.1f", 0.96', '1.0'],
  ['"%,.2f", 1234567.891', '1,234,567.89'],
  ['"%,.2f", 999999.999', '1,000,000.00'],
  ['"%08.2f", -3.14159', '-0003.14'],
  ['"%e", 12345.678', '1.234568e+04'],
  ['"%.2e", 0.00099999', '1.00e-03'],
  ['"%E", 0', '0.000000E+00'],
  ['"%g %g %g", 0.0001, 123456, 1234567', '0.000100000 123456 1.23457e+06'],
  ['"%x %X %#x %o", 255, 255, 255, 8', 'ff FF 0xff 10'],
  ['"%x", -1', 'ffffffffffffffff'],
  ['"%c%c", "x", 65', 'xA'],
  ['"%b %B", 1 < 2, 1 > 2', 'true FALSE'],
  ['"%d%%", 5', '5%'],
  ['"a%nb"', 'a\nb'],
  ['"%2$s %1$s %<s %s", "a", "b"', 'b a a a'],
  ['"%f", 5/0', 'Infinity'],
  ['"%06.1f|", 0/0', '   NaN|'],
  ['"%s", 2.5', '2.5'],
  ['"%d", "n/a"', null],
  ['"%f", ""', null],
];

describe('format', () => {
  for (const [args, result] of results)
    it(`format(${args}) gives ${JSON.stringify(result)}`, async () => {
      assert.equal(await evaluate(`format(${args})`), result);
    });

  it('writes out null, except as a boolean', async () => {
    assert.equal(
      await evaluate('format("%s %d %.1f %5s %b", x, x, x, x, x)', { x: null }),
      'null null null  null false',
    );
  });

  it('is null without a pattern', async () => {
    assert.equal(await evaluate('format(p, 1)', { p: null }), null);
  });

  it('takes a pattern from a field, and gives null where that cannot be used', async () => {
    assert.equal(await evaluate('format(p, 1, 2)', { p: '%s-%s' }), '1-2');
    assert.equal(await evaluate('format(p, 1)', { p: '%s-%s' }), null);
  });

  it('reports a pattern that can never work', () => {
    const codes = ['format("100% ")', 'format("%s")', 'format("%q", 1)', 'format("%99999999d", 1)'].map((call) => {
      const result = plan(`* | ${call} as x`);
      return result.kind === 'invalid' ? result.diagnostics.map(({ code }) => code) : result.kind;
    });
    assert.deepEqual(
      codes,
      Array.from({ length: 4 }, () => ['format.pattern']),
    );
  });
});
