/** Functions that DuckDB calls back for, as scalar functions of a connection. */
import { BIGINT, BOOLEAN, DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBType } from '@duckdb/node-api';
import { guarded } from '../guardedFunction.ts';
import { registerParsingFunctions } from '../parsing/functions.ts';
import { registerRegexFunctions } from '../regexFunctions.ts';
import { ipv4Kind, ipv4Network, ipv4Number, isIPv6 } from './addresses.ts';
import { formatTime } from '../../../time/dates/formatTime.ts';
import { parseTime } from '../../../time/dates/parseTime.ts';
import { base64Decode, hexToLong, hexToText, luhn, murmur3, urlDecode } from './encoding.ts';
import { format } from './format.ts';

type Value = string | bigint | number | boolean | null;

interface HostFunction {
  readonly name: string;
  readonly parameters: readonly DuckDBType[];
  readonly returns: DuckDBType;
  /** Takes any number of texts after its parameters, some of them null. */
  readonly variadic?: true;
  /** Gets no nulls unless it is variadic; whole numbers of its result may be of either kind. */
  readonly compute: (values: readonly unknown[]) => Value;
}

const hostFunctions: readonly HostFunction[] = [
  {
    name: 'sesq_format',
    parameters: [VARCHAR],
    returns: VARCHAR,
    variadic: true,
    compute: ([pattern, ...values]) =>
      pattern === null ? null : format(String(pattern), values as readonly (string | null)[]),
  },
  { name: 'sesq_hex_to_long', parameters: [VARCHAR], returns: BIGINT, compute: ([hex]) => hexToLong(String(hex)) },
  { name: 'sesq_hex_to_text', parameters: [VARCHAR], returns: VARCHAR, compute: ([hex]) => hexToText(String(hex)) },
  { name: 'sesq_url_decode', parameters: [VARCHAR], returns: VARCHAR, compute: ([text]) => urlDecode(String(text)) },
  {
    name: 'sesq_base64_decode',
    parameters: [VARCHAR, VARCHAR],
    returns: VARCHAR,
    compute: ([text, charset]) => base64Decode(String(text), String(charset)),
  },
  { name: 'sesq_luhn', parameters: [VARCHAR], returns: BOOLEAN, compute: ([text]) => luhn(String(text)) },
  { name: 'sesq_murmur3', parameters: [VARCHAR], returns: VARCHAR, compute: ([text]) => murmur3(String(text)) },
  {
    name: 'sesq_format_time',
    parameters: [BIGINT, VARCHAR, VARCHAR],
    returns: VARCHAR,
    compute: ([time, pattern, zone]) => formatTime(Number(time), String(pattern), String(zone)),
  },
  {
    name: 'sesq_parse_time',
    parameters: [VARCHAR, VARCHAR, VARCHAR, BIGINT],
    returns: BIGINT,
    compute: ([text, pattern, zone, now]) => parseTime(String(text), String(pattern), String(zone), Number(now)),
  },
  { name: 'sesq_ipv4_number', parameters: [VARCHAR], returns: BIGINT, compute: ([ip]) => ipv4Number(String(ip)) },
  { name: 'sesq_ipv4_kind', parameters: [VARCHAR], returns: VARCHAR, compute: ([ip]) => ipv4Kind(String(ip)) },
  {
    name: 'sesq_ipv4_network',
    parameters: [VARCHAR, BIGINT],
    returns: VARCHAR,
    compute: ([ip, bits]) => ipv4Network(String(ip), Number(bits)),
  },
  { name: 'sesq_is_ipv6', parameters: [VARCHAR], returns: BOOLEAN, compute: ([ip]) => isIPv6(String(ip)) },
];

/** Makes every `sesq_…` function known to a connection. Call it once for each connection. */
export function registerFunctions(connection: DuckDBConnection): void {
  registerRegexFunctions(connection);
  registerParsingFunctions(connection);
  for (const each of hostFunctions) connection.registerScalarFunction(scalarFunction(each));
}

function scalarFunction({ name, parameters, returns, variadic, compute }: HostFunction): DuckDBScalarFunction {
  return DuckDBScalarFunction.create({
    name,
    parameterTypes: parameters,
    returnType: returns,
    ...(variadic === true ? { varArgsType: VARCHAR, specialHandling: true } : {}),
    mainFunction: guarded((input, output) => {
      const columns = Array.from({ length: input.columnCount }, (_, index) => input.getColumnVector(index));
      for (let row = 0; row < input.rowCount; row += 1) {
        const values = columns.map((column) => column.getItem(row) as unknown);
        const result = variadic !== true && values.includes(null) ? null : compute(values);
        output.setItem(row, typeof result === 'number' ? BigInt(Math.trunc(result)) : result);
      }
    }),
  });
}
