/** Texts in another form: hexadecimal digits, encodings, hashes, links, JSON arrays, patterns of values. */
import { convert, toCondition, toText, toTextOrEmpty } from '../coerce.ts';
import { boolean, call, isNothing, nothing, numeral, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { readFormatPattern } from './formatPattern.ts';
import { binary, constantText, required, unary } from './functionPlanner.ts';
import type { FunctionCall, FunctionPlanner, FunctionTable } from './functionPlanner.ts';
import type { LibraryFunctionId } from './libraryFunctions.ts';

function ofText(id: LibraryFunctionId): FunctionPlanner {
  return unary((value) => call(id, 'text', toText(value)));
}

function format([pattern, ...values]: readonly Scalar[], { args, planner, range }: FunctionCall): Scalar {
  const written = constantText(pattern);
  if (written !== undefined) {
    const read = readFormatPattern(written, values.length);
    if (read.kind === 'invalid') {
      planner.invalid('format.pattern', `The pattern ${read.reason}.`, args[0]?.range ?? range);
      return nothing();
    }
  }
  return call('format', 'text', toText(required(pattern)), ...values.map(toText));
}

const hashes: Readonly<Record<string, LibraryFunctionId>> = {
  md5: 'md5',
  sha1: 'sha1',
  sha2_256: 'sha256',
  murmur3_128: 'murmur3',
};

function hash([value, algorithm]: readonly Scalar[], { args, planner, range }: FunctionCall): Scalar {
  const name = algorithm === undefined ? 'md5' : constantText(algorithm)?.toLowerCase();
  const id = name !== undefined && Object.hasOwn(hashes, name) ? hashes[name] : undefined;
  if (id !== undefined) return call(id, 'text', toText(required(value)));
  const known = Object.keys(hashes);
  planner.invalid(
    'hash.algorithm',
    `The algorithm has to be one of ${known.map((each) => `"${each}"`).join(', ')}, written in quotes.`,
    args[1]?.range ?? range,
  );
  return nothing();
}

const charsets = ['US-ASCII', 'UTF-8', 'UTF-16', 'UTF-16LE', 'UTF-16BE', 'UTF-32', 'UTF-32LE', 'UTF-32BE'];

function base64Decode([value, charset]: readonly Scalar[], { args, planner, range }: FunctionCall): Scalar {
  const name = charset === undefined ? 'UTF-8' : constantText(charset);
  if (name !== undefined && !charsets.includes(name.toUpperCase())) {
    const wanted = `Use one of ${charsets.join(', ')}.`;
    planner.invalid('base64.charset', `"${name}" is no known character set. ${wanted}`, args[1]?.range ?? range);
    return nothing();
  }
  return call(
    'base64Decode',
    'text',
    toText(required(value)),
    name === undefined ? toText(required(charset)) : text(name),
  );
}

/** A link is text: what is shown, and the address in angle brackets behind it. */
function toUrl(values: readonly Scalar[], { name, args, planner, range }: FunctionCall): Scalar {
  if (args.length === 3) {
    planner.invalid('call.argument-count', `"${name}" takes a prefix and a suffix, or neither.`, range);
    return nothing();
  }
  const [address, label] = [toText(required(values[0])), toText(required(values[1]))];
  if (isNothing(address) || isNothing(label)) return nothing();
  const around = (value: Scalar | undefined): Scalar => (value === undefined ? text('') : toTextOrEmpty(value));
  const link = call('concat', 'text', around(values[2]), label, around(values[3]), text(' <'), address, text('>'));
  const isMissing = call('or', 'boolean', call('isNull', 'boolean', address), call('isNull', 'boolean', label));
  return call('if', 'text', isMissing, nothing(), link);
}

function jsonArrayContains(array: Scalar, item: Scalar): Scalar {
  if (isNothing(array) || isNothing(item)) return boolean(false);
  return toCondition(call('jsonArrayContains', 'boolean', toText(array), toText(item)));
}

function parseHex(value: Scalar): Scalar {
  const digits = call('regexReplace', 'text', toText(value), text('^\\s*0[xX]'), text(''));
  return call('hexToLong', 'long', digits);
}

export const encodingFunctions: FunctionTable = {
  format: { least: 1, most: 16, plan: format },
  hextodec: unary((value) => call('hexToLong', 'long', toText(value))),
  parsehex: unary(parseHex),
  dectohex: unary((value) => call('longToHex', 'text', convert(value, 'long'))),
  hextoascii: ofText('hexToText'),
  urlencode: ofText('urlEncode'),
  urldecode: ofText('urlDecode'),
  base64encode: ofText('base64Encode'),
  base64decode: { least: 1, most: 2, plan: base64Decode },
  hash: { least: 1, most: 2, plan: hash },
  tourl: { least: 2, most: 4, plan: toUrl },
  luhn: unary((value) => call('luhn', 'boolean', toText(value))),
  jsonarraysize: unary((value) => (isNothing(value) ? numeral(-1) : call('jsonArraySize', 'long', toText(value)))),
  jsonarraycontains: binary(jsonArrayContains),
};
