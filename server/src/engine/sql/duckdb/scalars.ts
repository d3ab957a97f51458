/** Scalar functions in the words of DuckDB. Arguments come as complete texts and are safe to repeat. */
import type { ScalarFunctionId } from '../../plan/scalar.ts';
import type { Template } from '../dialect.ts';
import { libraryScalars } from './functions/scalars.ts';
import { strictRecord } from './lineTable.ts';

function infix(operator: string): Template {
  return (args) => `(${args.join(` ${operator} `)})`;
}

function fn(name: string): Template {
  return (args) => `${name}(${args.join(', ')})`;
}

/** Fills `{0}`, `{1}` … */
function form(pattern: string): Template {
  return (args) => pattern.replace(/\{(\d)\}/g, (_, index: string) => args[Number(index)] ?? '');
}

/** DuckDB raises where mathematics has no answer; the language says NaN. */
function defined(domain: string, name: string): Template {
  return form(`CASE WHEN ${domain} THEN ${name}({0}) WHEN {0} IS NOT NULL THEN 'nan'::DOUBLE END`);
}

const whitespace = "E' \\t\\n\\r\\f\\v'";

/** DuckDB also reads `nan`, `inf`, `1_000` and, as whole numbers, `0x1F`; none of them is a number of the language. */
const isNumber = "isfinite(TRY_CAST({0} AS DOUBLE)) AND NOT contains({0}, '_')";

export const duckdbScalars: Readonly<Record<ScalarFunctionId, Template>> = {
  and: infix('AND'),
  or: infix('OR'),
  not: form('(NOT {0})'),
  isTrue: form('coalesce({0}, FALSE)'),
  isNull: form('({0} IS NULL)'),
  if: form('CASE WHEN {0} THEN {1} ELSE {2} END'),
  coalesce: fn('coalesce'),

  equal: infix('='),
  notEqual: infix('<>'),
  less: infix('<'),
  lessOrEqual: infix('<='),
  greater: infix('>'),
  greaterOrEqual: infix('>='),
  in: ([value, ...options]) => `(${value ?? ''} IN (${options.join(', ')}))`,

  addLong: form('TRY_CAST(({0})::HUGEINT + ({1})::HUGEINT AS BIGINT)'),
  subtractLong: form('TRY_CAST(({0})::HUGEINT - ({1})::HUGEINT AS BIGINT)'),
  multiplyLong: form('TRY_CAST(({0})::HUGEINT * ({1})::HUGEINT AS BIGINT)'),
  moduloLong: infix('%'),
  addDouble: infix('+'),
  subtractDouble: infix('-'),
  multiplyDouble: infix('*'),
  // Depending on a setting, division by zero is null or already an infinity; both come out the same.
  divide: form("coalesce({0} / {1}, {0} * CASE WHEN {1} = 0 THEN 'inf'::DOUBLE END)"),
  moduloDouble: form("coalesce({0} % {1}, {0} * CASE WHEN {1} = 0 THEN 'nan'::DOUBLE END)"),
  sliceStart: form('({0} - ((({0} - {2}) % {1}) + {1}) % {1})'),

  textToDouble: form(`CASE WHEN ${isNumber} THEN TRY_CAST({0} AS DOUBLE) END`),
  // A cast would round; the language cuts off.
  textToLong: form(
    `CASE WHEN ${isNumber} THEN coalesce(CASE WHEN NOT contains({0}, '.') THEN TRY_CAST({0} AS BIGINT) END, TRY_CAST(trunc(TRY_CAST({0} AS DOUBLE)) AS BIGINT)) END`,
  ),
  textToBoolean: form("(lower({0}) = 'true')"),
  doubleToLong: form('TRY_CAST(trunc({0}) AS BIGINT)'),
  longToDouble: form('({0})::DOUBLE'),
  longToText: form('({0})::VARCHAR'),
  doubleToText: form(
    "CASE WHEN isnan({0}) THEN 'NaN' WHEN isinf({0}) THEN CASE WHEN {0} > 0 THEN 'Infinity' ELSE '-Infinity' END WHEN {0} = trunc({0}) AND abs({0}) < 1e15 THEN ({0})::BIGINT::VARCHAR ELSE replace(({0})::VARCHAR, 'e+', 'E') END",
  ),
  booleanToText: form('({0})::VARCHAR'),

  concat: fn('concat'),
  lower: fn('lower'),
  upper: fn('upper'),
  trim: form(`trim({0}, ${whitespace})`),
  length: fn('length'),
  substring: ([value, start, end]) =>
    end === undefined
      ? `CASE WHEN ${start ?? ''} >= 0 THEN substring(${value ?? ''}, ${start ?? ''} + 1) END`
      : `CASE WHEN ${start ?? ''} >= 0 AND ${end} >= ${start ?? ''} THEN substring(${value ?? ''}, ${start ?? ''} + 1, ${end} - ${start ?? ''}) END`,
  replaceText: fn('replace'),
  contains: form("CASE WHEN {1} = '' THEN {0} = '' ELSE contains({0}, {1}) END"),
  hasText: fn('contains'),
  isBlank: form(`coalesce(trim({0}, ${whitespace}) = '', TRUE)`),

  like: form("({0} LIKE {1} ESCAPE '\\')"),
  globToLike: form("replace(replace(replace(replace({0}, '\\', '\\\\'), '%', '\\%'), '_', '\\_'), '*', '%')"),
  // The literal alone is many times faster than the pattern with its boundaries, and rules most messages out.
  matchesText: ([value, pattern, literal]) =>
    pattern === literal
      ? `regexp_matches(${value ?? ''}, ${pattern ?? ''})`
      : `(regexp_matches(${value ?? ''}, ${literal ?? ''}) AND regexp_matches(${value ?? ''}, ${pattern ?? ''}))`,
  regexMatches: fn('regexp_matches'),
  regexGroup: form('regexp_extract({0}, {1}, {2}::INTEGER)'),
  regexReplace: form("regexp_replace({0}, {1}, {2}, 'g')"),
  regexMatchesBacktracking: fn('sesq_regex_matches'),
  regexGroupBacktracking: fn('sesq_regex_group'),
  regexReplaceBacktracking: fn('sesq_regex_replace'),

  strictRecord,
  jsonValid: form('coalesce(json_valid({0}), FALSE)'),
  jsonText: fn('json_extract_string'),
  jsonTexts: ([source, ...paths]) => `json_extract_string(${source ?? ''}, [${paths.join(', ')}])`,
  itemAt: form('{0}[{1}]'),
  jsonExists: fn('json_exists'),
  jsonWithin: fn('sesq_json_within'),
  jsonQuery: fn('sesq_json_query'),
  jsonAutoValues: fn('sesq_json_auto_values'),
  jsonAutoNames: fn('sesq_json_auto_names'),
  splitColumns: fn('sesq_split'),
  keyValues: fn('sesq_key_values'),
  keyNames: fn('sesq_key_names'),
  xmlValues: fn('sesq_xml'),
  jsonList: form('CASE WHEN len(json_extract({0}, {1})) > 0 THEN to_json(json_extract({0}, {1}))::VARCHAR END'),
  jsonStructure: form('json_structure({0})::VARCHAR'),
  valueWithTime: form(
    "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN to_json({'value': {0}, 'timestamp': {1}})::VARCHAR END",
  ),

  formatTime: form(
    'CASE WHEN {0} BETWEEN -62135596800000 AND 253402214400000 THEN strftime(timezone({2}, make_timestamptz({0} * 1000)), {1}) END',
  ),

  abs: fn('abs'),
  ceil: fn('ceil'),
  floor: fn('floor'),
  // Halves go up, below zero too.
  round: form('floor({0} + 0.5)'),
  roundTo: form('round({0}, CASE WHEN {1} BETWEEN -15 AND 15 THEN {1}::INTEGER END)'),
  sqrt: defined('{0} >= 0', 'sqrt'),
  cbrt: fn('cbrt'),
  pow: fn('pow'),
  exp: fn('exp'),
  expm1: form('(2 * exp({0} / 2) * sinh({0} / 2))'),
  log: form("CASE WHEN {0} > 0 THEN ln({0}) WHEN {0} = 0 THEN '-inf'::DOUBLE WHEN {0} < 0 THEN 'nan'::DOUBLE END"),
  log10: form("CASE WHEN {0} > 0 THEN log10({0}) WHEN {0} = 0 THEN '-inf'::DOUBLE WHEN {0} < 0 THEN 'nan'::DOUBLE END"),
  log1p: form(
    "CASE WHEN {0} > -1 THEN 2 * atanh({0} / (2 + {0})) WHEN {0} = -1 THEN '-inf'::DOUBLE WHEN {0} < -1 THEN 'nan'::DOUBLE END",
  ),
  least: form('CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN least({0}, {1}) END'),
  greatest: form('CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN greatest({0}, {1}) END'),
  hypot: form('sqrt({0} * {0} + {1} * {1})'),
  sin: defined('isfinite({0})', 'sin'),
  cos: defined('isfinite({0})', 'cos'),
  tan: defined('isfinite({0})', 'tan'),
  asin: defined('{0} BETWEEN -1 AND 1', 'asin'),
  acos: defined('{0} BETWEEN -1 AND 1', 'acos'),
  atan: fn('atan'),
  atan2: fn('atan2'),
  sinh: fn('sinh'),
  cosh: fn('cosh'),
  tanh: fn('tanh'),
  toDegrees: fn('degrees'),
  toRadians: fn('radians'),
  isNaN: fn('isnan'),
  isInfinite: fn('isinf'),
  ...libraryScalars,
};
