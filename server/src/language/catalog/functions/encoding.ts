import type { FunctionRecord } from '../records.ts';
import { define, gives, inPlace, optional, required } from './define.ts';

const text = [required('text', 'text', 'The text to work on.')];
const array = required('array', 'json', 'Text of a JSON array.');
const nullIsNull = 'Null stays null.';

/** Texts in another form: encodings, hashes, links, JSON arrays. */
export const encodingFunctions: readonly FunctionRecord[] = [
  define({
    names: ['urlencode'],
    parameters: text,
    returns: 'text',
    summary: 'Encodes a text for use in a web address.',
    documentation: `Encodes the way forms do: a blank becomes \`+\`, other signs become \`%\` and two hexadecimal digits. ${inPlace}`,
    nulls: nullIsNull,
    examples: [
      gives('urlencode("a b&c")', 'a+b%26c'),
      gives('urlencode("https://example.com/?q=1")', 'https%3A%2F%2Fexample.com%2F%3Fq%3D1'),
    ],
  }),
  define({
    names: ['urldecode'],
    parameters: text,
    returns: 'text',
    summary: 'Decodes text from a web address.',
    documentation: `The reverse of \`urlencode\`: \`+\` becomes a blank and \`%26\` becomes \`&\`. ${inPlace}`,
    nulls: nullIsNull,
    examples: [gives('urldecode("a+b%26c")', 'a b&c')],
  }),
  define({
    names: ['base64Encode'],
    parameters: text,
    returns: 'text',
    summary: 'Encodes a text in Base64.',
    documentation: 'The text is taken in UTF-8.',
    nulls: nullIsNull,
    examples: [gives('base64Encode("hello world")', 'aGVsbG8gd29ybGQ=')],
  }),
  define({
    names: ['base64Decode'],
    parameters: [
      required('text', 'text', 'The text in Base64.'),
      optional('charset', 'text', 'The character set of the decoded bytes; `UTF-8` unless given.'),
    ],
    returns: 'text',
    summary: 'Decodes a text from Base64.',
    documentation:
      'Character sets: `US-ASCII`, `UTF-8`, `UTF-16`, `UTF-16LE`, `UTF-16BE`, `UTF-32`, `UTF-32LE`, `UTF-32BE`. Text that is no Base64 comes back unchanged.',
    nulls: nullIsNull,
    examples: [
      gives('base64Decode("aGVsbG8gd29ybGQ=")', 'hello world'),
      gives(
        'base64Decode("VABoAGkAcwAgAGkAcwAgAGEAIAB0AGUAcwB0ACAAcwB0AHIAaQBuAGcA", "UTF-16LE")',
        'This is a test string',
      ),
      gives('base64Decode("not base64!!")', 'not base64!!'),
    ],
  }),
  define({
    names: ['hash'],
    parameters: [
      required('text', 'text', 'The text to hash.'),
      optional('algorithm', 'text', '`md5`, `sha1`, `sha2_256` or `murmur3_128`; `md5` unless given.'),
    ],
    returns: 'text',
    summary: 'Replaces a text by its hash, for instance to hide email addresses.',
    documentation:
      'Equal texts have equal hashes, so they can still be counted and compared. Algorithms: `md5` (default), `sha1`, `sha2_256`, `murmur3_128`. The result is written in hexadecimal digits. The hash of a guessable value can be found by trying, so it is no protection against someone determined.',
    nulls: nullIsNull,
    examples: [
      gives('hash("hello")', '5d41402abc4b2a76b9719d911017c592'),
      gives('hash("hello", "sha1")', 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d'),
      gives('hash("hello", "sha2_256")', '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'),
    ],
  }),
  define({
    names: ['tourl'],
    parameters: [
      required('url', 'text', 'The complete address, with `https://`.'),
      required('name', 'text', 'The text to show.'),
      optional('prefix', 'text', 'Text in front of the name; needs a suffix.'),
      optional('suffix', 'text', 'Text after the name; needs a prefix.'),
    ],
    syntax: 'tourl(<url>, <name>[, <prefix>, <suffix>])',
    returns: 'text',
    summary: 'Makes a link that is shown under a short name.',
    documentation:
      'Prefix and suffix are given both or not at all; give `""` for the one that is not needed. Write a quote in the address as `%22`. Links can be followed in tables of aggregated rows.',
    nulls: 'Null as the address or the name gives null.',
    examples: [
      gives('isNull(tourl("https://example.com/bounces", "Bounces"))', false),
      gives('isNull(tourl(address, "Bounces", "See: ", ""))', true, { address: null }),
    ],
  }),
  define({
    names: ['luhn'],
    parameters: [required('text', 'text', 'The number, with any signs between the digits.')],
    returns: 'boolean',
    summary: 'True when the digits pass the check of credit card numbers.',
    documentation:
      'Everything but digits is removed first. One number in ten passes by chance, so a pass does not prove a card number.',
    nulls: 'Null gives null, which a condition takes as false.',
    examples: [gives('luhn("6666-7777-6666-8888")', true), gives('luhn("6666-7777-6666-8889")', false)],
  }),
  define({
    names: ['jsonArraySize'],
    parameters: [array],
    returns: 'number',
    summary: 'Counts the elements of a JSON array.',
    documentation: 'Nested arrays and objects count as one element each.',
    nulls: 'Null and text that is no JSON array give -1.',
    examples: [
      gives('jsonArraySize("[1, 2, 3]")', 3),
      gives('jsonArraySize(recipients)', 2, { recipients: '["a@example.com","b@example.com"]' }),
      gives('jsonArraySize(recipients)', -1, { recipients: null }),
    ],
  }),
  define({
    names: ['jsonArrayContains'],
    parameters: [array, required('item', 'text', 'The text to look for.')],
    returns: 'boolean',
    summary: 'True when an element of a JSON array is the given text.',
    documentation: 'The whole element has to be equal, upper and lower case told apart; wildcards are not known.',
    nulls: 'Null and text that is no JSON array give false.',
    examples: [
      gives('jsonArrayContains(tags, "foo")', true, { tags: '["foo", "bar"]' }),
      gives('jsonArrayContains(tags, "fo")', false, { tags: '["foo", "bar"]' }),
    ],
  }),
];
