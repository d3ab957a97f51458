import type { FunctionRecord } from '../records.ts';
import { define, gives, required } from './define.ts';

const tested = [required('value', 'any', 'The value to test.')];
const number = [required('number', 'number', 'The number to test; text of digits counts as a number.')];
const noResult = 'Null, blank text and text that is no number have no result; a condition takes that as false.';

/** Choice by a condition, and tests for missing and for odd values. */
export const conditionalFunctions: readonly FunctionRecord[] = [
  define({
    names: ['if'],
    parameters: [
      required('condition', 'boolean', 'What decides.'),
      required('then', 'any', 'The result when the condition is true.'),
      required('otherwise', 'any', 'The result when the condition is false or null.'),
    ],
    returns: 'any',
    summary: 'Gives one of two values, depending on a condition.',
    documentation:
      'May be nested, and may stand in `where`. Both values should be of one type. `condition ? then : otherwise` means the same. ' +
      'A frequent pattern is `if("{{v}}" = "*", true, field matches "{{v}}")`: unlike `matches "*"` alone it also keeps rows in which the field is null.',
    nulls: 'A condition that is null counts as false; a null value is passed on.',
    examples: [
      gives('if(status_code matches "5*", 1, 0)', 1, { status_code: '503' }),
      gives('if(isEmpty(errorCode), "Success", "Failure")', 'Success', { errorCode: null }),
      gives('if(a < b, "a", "b")', 'a', { a: 9, b: 10 }),
    ],
  }),
  define({
    names: ['isNull'],
    parameters: tested,
    returns: 'boolean',
    summary: 'True when there is no value.',
    documentation:
      'Null comes from a pattern that did not match under `nodrop`, a lookup without a match, or a gap of `transpose`. Empty text is a value: use `isEmpty` or `isBlank` to catch it too.',
    nulls: 'Null gives true; every value, empty text included, gives false.',
    examples: [gives('isNull(x)', true, { x: null }), gives('isNull(x)', false, { x: '' })],
  }),
  define({
    names: ['isEmpty'],
    parameters: tested,
    returns: 'boolean',
    summary: 'True when there is no value or only empty text.',
    documentation: 'Text of blanks is not empty: use `isBlank` to catch it too.',
    nulls: 'Null gives true; a number or boolean gives false.',
    examples: [
      gives('isEmpty(x)', true, { x: null }),
      gives('isEmpty(x)', true, { x: '' }),
      gives('isEmpty(x)', false, { x: ' ' }),
    ],
  }),
  define({
    names: ['isBlank'],
    parameters: tested,
    returns: 'boolean',
    summary: 'True when there is no value, or no text but blanks.',
    documentation: 'The widest of the three tests: null, empty text, and text of nothing but white space.',
    nulls: 'Null gives true; a number or boolean gives false.',
    examples: [
      gives('isBlank(x)', true, { x: null }),
      gives('isBlank(x)', true, { x: ' ' }),
      gives('isBlank(x)', false, { x: ' bob ' }),
    ],
  }),
  define({
    names: ['isNumeric'],
    parameters: tested,
    returns: 'boolean',
    summary: 'True when the text is written as a number.',
    documentation:
      'Takes what Java takes: decimals, exponents (`1e5`), hexadecimal (`0x1F`), octal, and type letters (`123L`). A leading zero means octal, so `09` is not a number.',
    nulls: 'Null and blank text give false.',
    examples: [gives('isNumeric("1.56")', true), gives('isNumeric("0x1F")', true), gives('isNumeric("09")', false)],
  }),
  define({
    names: ['isNaN'],
    parameters: number,
    returns: 'boolean',
    summary: 'True when a calculation has no number as its result, as `0/0`.',
    documentation: 'A division of another number by zero is infinite instead; see `isInfinity`.',
    nulls: noResult,
    examples: [gives('isNaN(0/0)', true), gives('isNaN(1.5)', false)],
  }),
  define({
    names: ['isInfinity'],
    parameters: number,
    returns: 'boolean',
    summary: 'True when a number is infinite, as `5/0`.',
    documentation: 'Dividing a number other than zero by zero is no error: the result is `Infinity` or `-Infinity`.',
    nulls: noResult,
    examples: [gives('isInfinity(5/0)', true), gives('isInfinity(5/2)', false)],
  }),
];
