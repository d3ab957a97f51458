import type { Example, FunctionRecord } from '../records.ts';
import { define, gives, inPlace, optional, required } from './define.ts';

const number = [required('number', 'number', 'The number; text of digits counts as a number.')];
const angle = [required('angle', 'number', 'The angle in radians.')];
const pair = [required('a', 'number', 'One number.'), required('b', 'number', 'The other number.')];
const nulls = 'Null and text that is no number give null.';
const radians = 'The result is an angle in radians; `toDegrees` converts it.';
const fromRadians = 'Angles are in radians; `toRadians` converts from degrees.';

type Row = readonly [name: string, summary: string, documentation: string, ...examples: Example[]];

function oneNumber([name, summary, documentation, ...examples]: Row, parameters = number): FunctionRecord {
  return define({ names: [name], parameters, returns: 'number', summary, documentation, nulls, examples });
}

const ofNumbers: readonly Row[] = [
  ['abs', 'The number without its sign.', inPlace, gives('abs(-1.5)', 1.5)],
  [
    'ceil',
    'The nearest whole number that is not smaller.',
    `Rounds up, below zero too. ${inPlace}`,
    gives('ceil(1.5)', 2),
    gives('ceil(-1.5)', -1),
  ],
  [
    'floor',
    'The nearest whole number that is not larger.',
    `Rounds down, below zero too; \`toInt\` cuts off instead. ${inPlace}`,
    gives('floor(1.5)', 1),
    gives('floor(-1.5)', -2),
  ],
  ['sqrt', 'The square root.', 'A negative number gives `NaN`.', gives('sqrt(4)', 2)],
  ['cbrt', 'The cube root.', 'Works for negative numbers too.', gives('cbrt(8)', 2)],
  [
    'exp',
    "Euler's number to the given power.",
    'The reverse of `log`.',
    gives('exp(0)', 1),
    gives('round(exp(1), 4)', 2.7183),
  ],
  [
    'expm1',
    "Euler's number to the given power, minus 1.",
    'More precise than `exp(x) - 1` for numbers close to 0.',
    gives('round(expm1(0.1), 4)', 0.1052),
  ],
  [
    'log',
    'The natural logarithm.',
    'Use `log10` for base 10. Zero gives `-Infinity`, a negative number `NaN`.',
    gives('log(1)', 0),
    gives('round(log(2), 4)', 0.6931),
  ],
  [
    'log10',
    'The logarithm to base 10.',
    'Zero gives `-Infinity`, a negative number `NaN`.',
    gives('log10(1000)', 3),
    gives('round(log10(2), 4)', 0.301),
  ],
  [
    'log1p',
    'The natural logarithm of the number plus 1.',
    'More precise than `log(x + 1)` for numbers close to 0.',
    gives('round(log1p(0.1), 4)', 0.0953),
  ],
  [
    'asin',
    'The angle that has the given sine.',
    `${radians} Numbers outside -1 to 1 give \`NaN\`.`,
    gives('toDegrees(asin(1))', 90),
  ],
  [
    'acos',
    'The angle that has the given cosine.',
    `${radians} Numbers outside -1 to 1 give \`NaN\`.`,
    gives('acos(1)', 0),
  ],
  ['atan', 'The angle that has the given tangent.', radians, gives('toDegrees(atan(1))', 45)],
  [
    'toDegrees',
    'Converts an angle from radians to degrees.',
    'Half a turn is 180 degrees.',
    gives('toDegrees(asin(1))', 90),
  ],
  [
    'toRadians',
    'Converts an angle from degrees to radians.',
    'Half a turn is pi radians.',
    gives('round(toRadians(180), 4)', 3.1416),
  ],
  [
    'sinh',
    'The hyperbolic sine.',
    'Grows like `exp(x) / 2` for large numbers.',
    gives('sinh(0)', 0),
    gives('round(sinh(1), 4)', 1.1752),
  ],
  ['cosh', 'The hyperbolic cosine.', 'Never smaller than 1.', gives('cosh(0)', 1), gives('round(cosh(1), 4)', 1.5431)],
  [
    'tanh',
    'The hyperbolic tangent.',
    'Lies between -1 and 1.',
    gives('tanh(0)', 0),
    gives('round(tanh(1), 4)', 0.7616),
  ],
];

const ofAngles: readonly Row[] = [
  ['sin', 'The sine of an angle.', fromRadians, gives('sin(0)', 0), gives('round(sin(1), 4)', 0.8415)],
  ['cos', 'The cosine of an angle.', fromRadians, gives('cos(0)', 1), gives('round(cos(1), 4)', 0.5403)],
  ['tan', 'The tangent of an angle.', fromRadians, gives('tan(0)', 0), gives('round(tan(1), 4)', 1.5574)],
];

const otherFunctions: readonly FunctionRecord[] = [
  define({
    names: ['round'],
    parameters: [...number, optional('places', 'number', 'How many decimals to keep; none unless given.')],
    returns: 'number',
    summary: 'Rounds to the nearest whole number, or to some decimals.',
    documentation: `A half is rounded up. ${inPlace}`,
    nulls,
    examples: [gives('round(2.4)', 2), gives('round(2.5)', 3), gives('round(1.549, 2)', 1.55)],
  }),
  define({
    names: ['pow'],
    parameters: [required('base', 'number', 'The number to raise.'), required('exponent', 'number', 'The power.')],
    returns: 'number',
    summary: 'Raises a number to a power.',
    documentation: 'There is no sign for powers: `^` cannot be used.',
    nulls,
    examples: [gives('pow(2, 8)', 256), gives('22 - (34 % 10) * pow(2, 3)', -10)],
  }),
  define({
    names: ['min'],
    parameters: pair,
    returns: 'number',
    summary: 'The smaller of two numbers.',
    documentation: 'With two arguments it compares within a row; with one field it is the aggregate over rows.',
    nulls: 'Null or text that is no number on either side gives null.',
    examples: [gives('min(1, 2)', 1), gives('min((fps / 10 + 1) * 10, 70)', 40, { fps: 30 })],
  }),
  define({
    names: ['max'],
    parameters: pair,
    returns: 'number',
    summary: 'The larger of two numbers.',
    documentation: 'With two arguments it compares within a row; with one field it is the aggregate over rows.',
    nulls: 'Null or text that is no number on either side gives null.',
    examples: [gives('max(1, 2)', 2), gives('max(size, 10)', 12, { size: '12' })],
  }),
  define({
    names: ['hypot'],
    parameters: pair,
    returns: 'number',
    summary: 'The length of the long side of a right triangle with the given short sides.',
    documentation: 'The square root of the sum of both squares.',
    nulls,
    examples: [gives('hypot(3, 4)', 5), gives('hypot(1, 0)', 1)],
  }),
  define({
    names: ['atan2'],
    parameters: [required('y', 'number', 'Distance upwards.'), required('x', 'number', 'Distance to the right.')],
    returns: 'number',
    summary: 'The direction of a point, as an angle.',
    documentation: `${radians} The first argument is y, the second x.`,
    nulls,
    examples: [gives('toDegrees(atan2(0, -1))', 180), gives('atan2(0, 1)', 0)],
  }),
];

/** Mathematics; all results are decimal numbers. */
export const mathFunctions: readonly FunctionRecord[] = [
  ...ofNumbers.map((row) => oneNumber(row)),
  ...ofAngles.map((row) => oneNumber(row, angle)),
  ...otherFunctions,
];
