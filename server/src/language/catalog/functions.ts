import type { FunctionRecord, Parameter, ValueType } from './records.ts';

/** Shorthand for a row of the table: name, parameters, result, summary, example of a call. */
function fn(
  names: readonly string[],
  parameters: readonly Parameter[],
  returns: ValueType,
  summary: string,
  call: string,
): FunctionRecord {
  const [name = ''] = names;
  const syntax = `${name}(${parameters.map((p) => `${p.optional === true ? '[' : ''}<${p.name}>${p.repeated === true ? ', …' : ''}${p.optional === true ? ']' : ''}`).join(', ')})`;
  return {
    kind: 'function',
    id: name.toLowerCase(),
    names,
    parameters,
    returns,
    summary,
    syntax,
    example: `* | ${call} as result`,
  };
}

const p = (name: string, type: ValueType, extra: Partial<Parameter> = {}): Parameter => ({ name, type, ...extra });
const value = [p('value', 'any')];
const text = [p('text', 'text')];
const number = [p('number', 'number')];

/** The scalar functions (language.md 4). */
export const functions: readonly FunctionRecord[] = [
  fn(['if'], [p('condition', 'boolean'), p('then', 'any'), p('otherwise', 'any')], 'any', 'One of two values, by a condition; null counts as false.', 'if(1 > 0, "yes", "no")'),
  fn(['isNull'], value, 'boolean', 'True when there is no value.', 'isNull(_raw)'),
  fn(['isEmpty'], value, 'boolean', 'True for null and for empty text.', 'isEmpty(_raw)'),
  fn(['isBlank'], value, 'boolean', 'True for null, empty text and text of blanks only.', 'isBlank(_raw)'),
  fn(['num', 'number', 'double'], value, 'number', 'The number a text holds, null when it holds none.', 'num("1.5")'),
  fn(['toLong', 'long'], value, 'number', 'The whole number, cut off towards zero.', 'toLong("12.9")'),
  fn(['toInt', 'int'], value, 'number', 'The whole number, cut off towards zero.', 'toInt("12.9")'),
  fn(['toString'], value, 'text', 'The value as text.', 'toString(12)'),
  fn(['concat'], [p('value', 'any', { repeated: true })], 'text', 'The values one after another; null adds nothing.', 'concat("a", 1, "b")'),
  fn(['replace'], [p('text', 'text'), p('find', 'text'), p('replacement', 'text')], 'text', 'The text with every occurrence replaced.', 'replace("a.b", ".", "-")'),
  fn(['substring'], [p('text', 'text'), p('start', 'number'), p('end', 'number', { optional: true })], 'text', 'The part from a position (from 0) up to, not including, another.', 'substring("Hello world!", 6)'),
  fn(['length'], text, 'number', 'The number of characters, 0 for null.', 'length("abc")'),
  fn(['toLowerCase'], text, 'text', 'The text in lower case.', 'toLowerCase("ABC")'),
  fn(['toUpperCase'], text, 'text', 'The text in upper case.', 'toUpperCase("abc")'),
  fn(['trim'], text, 'text', 'The text without blanks at its ends.', 'trim(" abc ")'),
  fn(['contains'], [p('text', 'text'), p('part', 'text')], 'boolean', 'True when the text holds the part, case included.', 'contains("abc", "b")'),
  fn(['abs'], number, 'number', 'The number without its sign.', 'abs(-1.5)'),
  fn(['ceil'], number, 'number', 'The next whole number above.', 'ceil(1.5)'),
  fn(['floor'], number, 'number', 'The next whole number below.', 'floor(1.5)'),
  fn(['round'], [p('number', 'number'), p('places', 'number', { optional: true })], 'number', 'The number rounded to whole or to decimal places.', 'round(1.549, 2)'),
  fn(['sqrt'], number, 'number', 'The square root.', 'sqrt(4)'),
  fn(['pow'], [p('base', 'number'), p('exponent', 'number')], 'number', 'The power of a number.', 'pow(2, 3)'),
  fn(['min'], [p('a', 'number'), p('b', 'number')], 'number', 'The smaller of two numbers.', 'min(1, 2)'),
  fn(['max'], [p('a', 'number'), p('b', 'number')], 'number', 'The larger of two numbers.', 'max(1, 2)'),
  fn(['now'], [], 'time', 'The present moment in milliseconds.', 'now()'),
  fn(['queryStartTime'], [], 'time', 'The start of the time range in milliseconds.', 'queryStartTime()'),
  fn(['queryEndTime'], [], 'time', 'The end of the time range in milliseconds.', 'queryEndTime()'),
  fn(['formatDate'], [p('milliseconds', 'time'), p('pattern', 'text', { optional: true }), p('zone', 'text', { optional: true })], 'text', 'A time as text, by a pattern such as `yyyy-MM-dd HH:mm`.', 'formatDate(0, "yyyy-MM-dd")'),
];

/** Functions of the dialect that are recognised but cannot be used yet. */
export const laterFunctions: readonly string[] = [
  'acos', 'asin', 'atan', 'atan2', 'base64Decode', 'base64Encode', 'cbrt', 'compareCIDRPrefix', 'cos', 'cosh', 'decToHex', 'exp', 'expm1',
  'format', 'fromMillis', 'fromSeconds', 'getCIDRPrefix', 'hash', 'haversine', 'hexToAscii', 'hexToDec', 'hypot', 'ipv4ToNumber',
  'isInfinity', 'isNaN', 'isNumeric', 'isPrivateIP', 'isPublicIP', 'isReservedIP', 'isValidIP', 'isValidIPv4', 'isValidIPv6',
  'jsonArrayContains', 'jsonArraySize', 'log', 'log10', 'log1p', 'lookupContains', 'luhn', 'maskFromCIDR', 'parseDate', 'parseHex',
  'queryTimeRange', 'sin', 'sinh', 'tan', 'tanh', 'toDegrees', 'toMillis', 'toRadians', 'tourl', 'urldecode', 'urlencode',
];
