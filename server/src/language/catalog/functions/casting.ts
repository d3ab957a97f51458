import type { FunctionRecord } from '../records.ts';
import { define, gives, inPlace, required } from './define.ts';

const value = [required('value', 'any', 'A number, or text that holds one.')];
const hex = [required('hex', 'text', 'Hexadecimal digits, in capitals or not.')];
const notANumber = 'Null and text that is no number give null.';
const notHex = 'Null and text with other characters give null.';
const sixteenDigits = 'At most 16 hexadecimal digits.';

/** Changes of a value's type. */
export const castingFunctions: readonly FunctionRecord[] = [
  define({
    names: ['num', 'number', 'double'],
    parameters: value,
    returns: 'number',
    summary: 'Turns text into a decimal number.',
    documentation: `Parsed fields are text. Calculations and comparisons with a number convert by themselves, but \`in (4, 5)\` does not, and \`sort\` orders text as text: convert first. ${inPlace}`,
    nulls: notANumber,
    examples: [
      gives('num("1.50")', 1.5),
      gives('num("n/a")', null),
      {
        pipeline: 'num(size) | where size in (4, 5)',
        input: [{ size: '4' }, { size: '7' }],
        output: [{ size: 4 }],
      },
    ],
  }),
  define({
    names: ['toLong', 'long'],
    parameters: value,
    returns: 'number',
    summary: 'Turns a value into a whole number of 64 bits.',
    documentation: `Cuts off the decimals, towards zero. Useful before showing large numbers, which otherwise read like \`1.35844E12\`. ${inPlace}`,
    nulls: notANumber,
    examples: [gives('toLong("12.9")', 12), gives('toLong(-12.9)', -12), gives('toLong(1.35844e+12)', 1358440000000)],
  }),
  define({
    names: ['toInt', 'int'],
    parameters: value,
    returns: 'number',
    summary: 'Turns a value into a whole number.',
    documentation: `Cuts off the decimals, towards zero; use \`round\` to get the nearest whole number. ${inPlace}`,
    nulls: notANumber,
    examples: [gives('toInt("42")', 42), gives('toInt(12.9)', 12)],
  }),
  define({
    names: ['toString'],
    parameters: [required('value', 'any', 'The value to write out.')],
    returns: 'text',
    summary: 'Turns a value into text.',
    documentation: `Whole numbers are written without a decimal point, booleans as \`true\` and \`false\`. ${inPlace}`,
    nulls: 'Null stays null.',
    examples: [gives('toString(12)', '12'), gives('toString(2.5)', '2.5'), gives('toString(1 < 2)', 'true')],
  }),
  define({
    names: ['hexToDec'],
    parameters: hex,
    returns: 'number',
    summary: 'Turns hexadecimal digits into a whole number.',
    documentation:
      "Leading zeros do no harm. Sixteen digits that begin with 8 or more stand for a negative number (two's complement).",
    nulls: notHex,
    limits: sixteenDigits,
    examples: [
      gives('hexToDec("0000000000001337")', 4919),
      gives('hexToDec("7AF")', 1967),
      gives('hexToDec("FFFFFFFFFFFFFFFF")', -1),
    ],
  }),
  define({
    names: ['decToHex'],
    parameters: [required('number', 'number', 'A whole number, or text of one.')],
    returns: 'text',
    summary: 'Writes a whole number in hexadecimal digits.',
    documentation:
      "The letters are capitals, without `0x` and without leading zeros. A negative number gives sixteen digits (two's complement).",
    nulls: notANumber,
    examples: [
      gives('decToHex("4919")', '1337'),
      gives('decToHex("70")', '46'),
      gives('decToHex("-1")', 'FFFFFFFFFFFFFFFF'),
    ],
  }),
  define({
    names: ['parseHex'],
    parameters: [required('hex', 'text', 'Hexadecimal digits, with or without `0x` in front.')],
    returns: 'number',
    summary: 'Turns hexadecimal digits, also with `0x` in front, into a whole number.',
    documentation: `Like \`hexToDec\`, but takes the prefix. There is no \`nodrop\`: a row with other text stays and has null. ${inPlace}`,
    nulls: notHex,
    limits: sixteenDigits,
    examples: [gives('parseHex("12D230")', 1233456), gives('parseHex("0xABCD")', 43981)],
  }),
  define({
    names: ['hexToAscii'],
    parameters: hex,
    returns: 'text',
    summary: 'Turns hexadecimal digits into the text they encode.',
    documentation: 'Two digits make one character. Control characters such as line feeds are kept.',
    nulls: notHex,
    examples: [gives('hexToAscii("68656c6c6f20776f726c64")', 'hello world')],
  }),
];
