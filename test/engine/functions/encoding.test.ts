import assert from 'node:assert/strict';
import { evaluate, plan } from '../support.ts';

const results: readonly (readonly [call: string, result: string | number | boolean | null])[] = [
  ['hexToDec("0000000000001337")', 4919],
  ['hexToDec("00000000000000001337")', 4919],
  ['hexToDec("7af")', 1967],
  ['hexToDec("FFFFFFFFFFFFFFFF")', -1],
  ['hexToDec("7FFFFFFFFFFFFFFF")', '9223372036854775807'],
  ['hexToDec("1FFFFFFFFFFFFFFFF")', null],
  ['hexToDec("0xAF")', null],
  ['hexToDec("")', null],
  ['parseHex("0xABCD")', 43981],
  ['parseHex("12D230")', 1233456],
  ['parseHex("xyz")', null],
  ['decToHex("4919")', '1337'],
  ['decToHex(0)', '0'],
  ['decToHex(-1)', 'FFFFFFFFFFFFFFFF'],
  ['decToHex("n/a")', null],
  ['hexToAscii("68656c6c6f0a")', 'hello\n'],
  ['hexToAscii("686")', null],
  ['hexToAscii("zz")', null],
  ['urlencode("a b&c")', 'a+b%26c'],
  ['urlencode("A-z_0.9*~/é")', 'A-z_0.9*%7E%2F%C3%A9'],
  ['urldecode("a+b%26c%C3%A9")', 'a b&cé'],
  ['urldecode("100% %zz %4")', '100% %zz %4'],
  ['urldecode("%ff")', '\ufffd'],
  ['base64Encode("hello world")', 'aGVsbG8gd29ybGQ='],
  ['base64Encode("é")', 'w6k='],
  ['base64Decode("aGVsbG8gd29ybGQ=")', 'hello world'],
  ['base64Decode("aGVsbG8gd29ybGQ")', 'hello world'],
  ['base64Decode("not base64!!")', 'not base64!!'],
  ['base64Decode("abcde")', 'abcde'],
  ['base64Decode("VABoAGkAcwA=", "UTF-16LE")', 'This'],
  ['base64Decode("AFQAaABpAHM=", "UTF-16BE")', 'This'],
  ['base64Decode("//5UAGgA", "UTF-16")', 'Th'],
  ['base64Decode("AFQAaA==", "utf-16")', 'Th'],
  ['base64Decode("VAAAAGgAAAA=", "UTF-32LE")', 'Th'],
  ['base64Decode("AAAAVAAAAGg=", "UTF-32")', 'Th'],
  ['base64Decode("VGjp", "US-ASCII")', 'Th\ufffd'],
  ['hash("hello")', '5d41402abc4b2a76b9719d911017c592'],
  ['hash("hello", "md5")', '5d41402abc4b2a76b9719d911017c592'],
  ['hash("hello", "sha1")', 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d'],
  ['hash("hello", "SHA2_256")', '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'],
  ['hash("hello", "murmur3_128")', 'cbd8a7b341bd9b025b1e906a48ae1d19'],
  ['hash(12)', 'c20ad4d76fe97759aa27a0c99bff6710'],
  ['luhn("6666-7777-6666-8888")', true],
  ['luhn("6666-7777-6666-8889")', false],
  ['luhn("none")', false],
  ['jsonArraySize("[1, [2, 3], {}]")', 3],
  ['jsonArraySize("[]")', 0],
  ['jsonArraySize("{}")', -1],
  ['jsonArraySize("[1,")', -1],
  ['jsonArrayContains("[1, null, true]", "1")', true],
  ['jsonArrayContains("[1, null]", "2")', false],
  ['jsonArrayContains("no array", "no")', false],
  ['tourl("https://example.com/?a=1", "Bounces")', 'Bounces <https://example.com/?a=1>'],
  ['tourl("https://example.com", "Bounces", "See: ", "!")', 'See: Bounces! <https://example.com>'],
];

describe('encodings, hashes and links', () => {
  for (const [call, result] of results)
    it(`${call} is ${JSON.stringify(result)}`, async () => {
      assert.equal(await evaluate(call), result);
    });

  it('finds whole elements of an array', async () => {
    assert.equal(await evaluate('jsonArrayContains(tags, "foo")', { tags: '["foo", "bar"]' }), true);
    assert.equal(await evaluate('jsonArrayContains(tags, "fo")', { tags: '["foo", "bar"]' }), false);
    assert.equal(await evaluate('jsonArrayContains(tags, "FOO")', { tags: '["foo", "bar"]' }), false);
    assert.equal(await evaluate('jsonArrayContains(tags, "a\\"b")', { tags: '["a\\"b"]' }), true);
  });

  it('passes null on', async () => {
    const calls = ['hexToDec', 'parseHex', 'decToHex', 'hexToAscii', 'urlencode', 'urldecode', 'base64Encode'];
    for (const name of [...calls, 'base64Decode', 'hash', 'luhn'])
      assert.equal(await evaluate(`${name}(x)`, { x: null }), null, name);
    assert.equal(await evaluate('tourl(x, "a")', { x: null }), null);
    assert.equal(await evaluate('tourl("https://a.example", x)', { x: null }), null);
  });

  it('counts null as no array', async () => {
    assert.equal(await evaluate('jsonArraySize(x)', { x: null }), -1);
    assert.equal(await evaluate('jsonArrayContains(x, "a")', { x: null }), false);
  });

  it('reports algorithms, character sets and numbers of arguments that do not exist', () => {
    const calls = ['hash("a", "sha512")', 'base64Decode("YQ==", "EBCDIC")', 'tourl("https://a.example", "b", "c")'];
    const codes = calls.map((call) => {
      const result = plan(`* | ${call} as x`);
      return result.kind === 'invalid' ? result.diagnostics[0]?.code : result.kind;
    });
    assert.deepEqual(codes, ['hash.algorithm', 'base64.charset', 'call.argument-count']);
  });
});

describe('tests of numbers', () => {
  it('have no answer without a number', async () => {
    for (const x of [null, '', ' ', 'n/a']) {
      assert.equal(await evaluate('isNaN(x)', { x }), null);
      assert.equal(await evaluate('isInfinity(x)', { x }), null);
    }
    assert.equal(await evaluate('if(isNaN(x), 1, 0)', { x: null }), 0);
  });

  it('know results that are no number or have no end', async () => {
    assert.equal(await evaluate('isNaN(0/0)'), true);
    assert.equal(await evaluate('isNaN("1.5")'), false);
    assert.equal(await evaluate('isInfinity(5/0)'), true);
    assert.equal(await evaluate('isInfinity(-5/0)'), true);
    assert.equal(await evaluate('isInfinity(5/2)'), false);
  });
});
