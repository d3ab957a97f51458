/** The library functions in the words of DuckDB; `sesq_…` ones are those of `register.ts`. */
import type { LibraryFunctionId } from '../../../plan/functions/libraryFunctions.ts';
import type { Template } from '../../dialect.ts';

function fn(name: string): Template {
  return (args) => `${name}(${args.join(', ')})`;
}

/** Fills `{0}`, `{1}` … */
function form(pattern: string): Template {
  return (args) => pattern.replace(/\{(\d)\}/g, (_, index: string) => args[Number(index)] ?? '');
}

const isArray = "CASE WHEN json_valid({0}) THEN json_type({0}) = 'ARRAY' END";

export const libraryScalars: Readonly<Record<LibraryFunctionId, Template>> = {
  format: fn('sesq_format'),
  hexToLong: fn('sesq_hex_to_long'),
  longToHex: fn('to_hex'),
  hexToText: fn('sesq_hex_to_text'),
  // Forms write a blank as a plus sign, and know two signs the other way round.
  urlEncode: form("replace(replace(replace(url_encode({0}), '%20', '+'), '~', '%7E'), '%2A', '*')"),
  urlDecode: fn('sesq_url_decode'),
  base64Encode: form('to_base64(encode({0}))'),
  base64Decode: fn('sesq_base64_decode'),
  md5: fn('md5'),
  sha1: fn('sha1'),
  sha256: fn('sha256'),
  murmur3: fn('sesq_murmur3'),
  isInTextList: form(`({0} IN (SELECT unnest(from_json({1}, '["VARCHAR"]'))))`),
  luhn: fn('sesq_luhn'),
  jsonArraySize: form(`CASE WHEN ${isArray} THEN json_array_length({0})::BIGINT ELSE -1 END`),
  jsonArrayContains: form(
    `CASE WHEN ${isArray} THEN coalesce(list_contains(json_extract_string({0}, '$[*]'), {1}), FALSE) ELSE FALSE END`,
  ),
  timedValue: form("CASE WHEN json_valid({0}) THEN json_extract_string({0}, '$.value') END"),
  timedTime: form("CASE WHEN json_valid({0}) THEN TRY_CAST(json_extract_string({0}, '$.timestamp') AS DOUBLE) END"),
  formatTimeByPattern: fn('sesq_format_time'),
  parseTime: fn('sesq_parse_time'),
  ipv4Number: fn('sesq_ipv4_number'),
  ipv4Kind: fn('sesq_ipv4_kind'),
  ipv4Network: fn('sesq_ipv4_network'),
  isIPv6: fn('sesq_is_ipv6'),
  // The haversine formula; rounding must not push the square root above 1.
  greatCircleAngle: form(
    'CASE WHEN isfinite({0}) AND isfinite({1}) AND isfinite({2}) AND isfinite({3}) THEN 2 * asin(least(1, sqrt(' +
      'pow(sin(radians({2} - {0}) / 2), 2) + cos(radians({0})) * cos(radians({2})) * pow(sin(radians({3} - {1}) / 2), 2)))) END',
  ),
};
