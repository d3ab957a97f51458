import type { FunctionRecord } from '../records.ts';
import { define, gives, inPlace, optional, required } from './define.ts';

const text = [required('text', 'text', 'The text to work on.')];
const staysNull = 'Null stays null; a number is taken as its text.';

/** Texts: joining, cutting, replacing, searching. */
export const stringFunctions: readonly FunctionRecord[] = [
  define({
    names: ['concat'],
    parameters: [
      required('value', 'any', 'What comes first.'),
      { ...required('more', 'any', 'What follows.'), repeated: true },
    ],
    returns: 'text',
    summary: 'Joins values into one text.',
    documentation:
      'Nothing is put between the values. Name the result with `as`. `+` only adds numbers, so this is the way to join texts. As null adds nothing, it also picks the one of two fields that has a value.',
    nulls: 'Null adds nothing; numbers are taken as their text.',
    limits: 'Takes 2 to 16 values; nest calls to join more.',
    examples: [
      gives('concat(name, "@", domain)', 'ada@example.com', { name: 'ada', domain: 'example.com' }),
      gives('concat(field1, " ", field2, " ", field3)', 'time 4 logs', { field1: 'time', field2: 4, field3: 'logs' }),
      gives('concat(a, b)', 'x', { a: null, b: 'x' }),
    ],
  }),
  define({
    names: ['format'],
    parameters: [
      required('pattern', 'text', 'Text with a placeholder for each value.'),
      { ...optional('value', 'any', 'What to put in, in the order of the placeholders.'), repeated: true },
    ],
    returns: 'text',
    summary: 'Puts values into a text, each in a chosen form.',
    documentation:
      "Placeholders are those of Java's `String.format`: `%s` text, `%S` text in capitals, `%d` whole number, `%f` decimal number, `%x` hexadecimal, `%%` a percent sign. " +
      '`%.2f` sets the decimals, `%5d` the width, `%,d` groups the thousands. `%d` cuts off decimals, and text of digits counts as a number.',
    nulls:
      'A null value is written as `null`; a null pattern, or text that is no number where a number belongs, gives null.',
    limits: 'Takes at most 16 arguments.',
    examples: [
      gives('format("$%,.2f", amount)', '$1,234,567.89', { amount: 1234567.891 }),
      gives('format("%S: %d", name, age)', 'BOB: 42', { name: 'bob', age: 42 }),
      gives('format("%.3f %s", rate, "%")', '12.346 %', { rate: 12.34567 }),
    ],
  }),
  define({
    names: ['replace'],
    parameters: [
      required('text', 'text', 'The text to change.'),
      required('find', 'text', 'What to look for: text, or a regular expression between slashes.'),
      required('replacement', 'text', 'What to put instead.'),
    ],
    returns: 'text',
    summary: 'Replaces every occurrence of a text or of a regular expression.',
    documentation:
      'A quoted text is searched as it is, upper and lower case told apart. With `/…/` every match is replaced, and `$1`, `${name}` and `$0` in the replacement stand for a group and for the whole match; write `\\\\$` for a dollar sign.',
    nulls: 'Null in any argument gives null; text without a match stays as it is.',
    examples: [
      gives('replace(logger, ".", "->")', 'a->b->c', { logger: 'a.b.c' }),
      gives('replace(url, /[0-9]{5,}/, "")', '/flight//seat', { url: '/flight/12345678/seat' }),
      gives('replace(url, /(flight)\\/([0-9]{5,})/, "new-$2-url")', '/new-12345678-url/seat', {
        url: '/flight/12345678/seat',
      }),
    ],
  }),
  define({
    names: ['substring'],
    parameters: [
      required('text', 'text', 'The text to cut from.'),
      required('start', 'number', 'Position of the first character, counted from 0.'),
      optional('end', 'number', 'Position after the last character; the end of the text unless given.'),
    ],
    returns: 'text',
    summary: 'Cuts a part out of a text.',
    documentation:
      'Positions count from 0 and the character at the end position is left out. An end beyond the text means the end of the text; a start beyond it gives empty text.',
    nulls: 'Null, a negative position and an end before the start give null.',
    examples: [
      gives('substring("Hello world!", 6)', 'world!'),
      gives('substring(time, 0, 4)', '2013', { time: '2013-08-13 21:25:15' }),
      gives('substring("Sumo Logic", 0, 100)', 'Sumo Logic'),
    ],
  }),
  define({
    names: ['length'],
    parameters: text,
    returns: 'number',
    summary: 'Counts the characters of a text.',
    documentation: 'Blanks count too. A missing text has length 0, as empty text has.',
    nulls: 'Null gives 0; a number is taken as its text.',
    examples: [gives('length(subject)', 3, { subject: 'abc' }), gives('length(subject)', 0, { subject: null })],
  }),
  define({
    names: ['toLowerCase'],
    parameters: text,
    returns: 'text',
    summary: 'Writes a text in lower case.',
    documentation: `Texts are compared with upper and lower case told apart, so bring both sides to lower case where it should not matter. ${inPlace}`,
    nulls: staysNull,
    examples: [
      gives('toLowerCase("Joe Smith")', 'joe smith'),
      {
        pipeline: 'toLowerCase(user) | where user matches "*smith*"',
        input: [{ user: 'Joe Smith' }, { user: 'Ada' }],
        output: [{ user: 'joe smith' }],
      },
    ],
  }),
  define({
    names: ['toUpperCase'],
    parameters: text,
    returns: 'text',
    summary: 'Writes a text in capitals.',
    documentation: `Digits and signs stay as they are. ${inPlace}`,
    nulls: staysNull,
    examples: [gives('toUpperCase("nite-1")', 'NITE-1')],
  }),
  define({
    names: ['trim'],
    parameters: text,
    returns: 'text',
    summary: 'Removes white space from both ends of a text.',
    documentation: `White space inside the text stays. ${inPlace}`,
    nulls: staysNull,
    examples: [gives('trim(" Hello World  ")', 'Hello World')],
  }),
  define({
    names: ['contains'],
    parameters: [
      required('text', 'text', 'The text to search in.'),
      required('part', 'text', 'The text to look for; no wildcards.'),
    ],
    returns: 'boolean',
    summary: 'True when a text occurs in another.',
    documentation:
      'Upper and lower case are told apart, and `*` is an ordinary character. `text contains "part"` means the same. Empty text is contained in empty text only.',
    nulls: 'Null on either side gives false.',
    examples: [
      gives('contains("hello world", "hello")', true),
      gives('contains("Hello", "hello")', false),
      gives('contains("abc", "")', false),
    ],
  }),
];
