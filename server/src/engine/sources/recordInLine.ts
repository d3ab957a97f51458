/** Records in lines that are more than JSON: behind a time or a header, before a remark, in a column of a table. */
import { BYTE } from './bytes.ts';
import { classify } from './classify.ts';
import { leadingObject, parseObject } from './jsonObject.ts';
import type { JsonObject } from './jsonObject.ts';
import { openWrapper, UNWRAP_LIMIT } from './wrappers.ts';
import type { Content } from './wrappers.ts';

export interface RecordInLine {
  readonly object: JsonObject;
  /** The whole line; where its JSON was written with doubled quotes, it has single ones now. */
  readonly text: Buffer;
  /** What comes before the record. */
  readonly before: Buffer;
  /** The object is a wrapper around records. */
  readonly isWrapper: boolean;
  /** There is nothing else on the line. */
  readonly isAll: boolean;
  readonly isCsv: boolean;
}

const CSV_OPENING = '"{""';
/** So many braces of a line are looked at: most lines with a record have it behind the first one. */
const ATTEMPTS = 4;

/** The record, or wrapper around records, that a line holds among other things; undefined when it holds none that is known. */
export function recordInLine(line: Buffer): RecordInLine | undefined {
  let from = line.indexOf(BYTE.openBrace);
  if (from < 0) return undefined;
  const csv = inCsv(line);
  if (csv !== undefined) return csv;
  for (let attempt = 0; attempt < ATTEMPTS && from >= 0; attempt++) {
    const object = leadingObject(line.subarray(from));
    const known = object === undefined ? undefined : whatIs(object);
    if (object !== undefined && known !== undefined)
      return {
        object,
        text: line,
        before: line.subarray(0, from),
        isWrapper: known === 'wrapper',
        isAll: false,
        isCsv: false,
      };
    from = line.indexOf(BYTE.openBrace, from + 1);
  }
  return undefined;
}

/** Undefined for an object that is neither a record of a known kind nor a wrapper around one. */
function whatIs(object: JsonObject, depth = 0): 'record' | 'wrapper' | undefined {
  const content = depth < UNWRAP_LIMIT ? openWrapper(object) : undefined;
  if (content !== undefined && holdsKnown(content, depth + 1)) return 'wrapper';
  return classify(object) === 'other' ? undefined : 'record';
}

function holdsKnown(content: Content, depth: number): boolean {
  if (content.kind === 'json') return whatIs(content.object, depth) !== undefined;
  if (content.kind !== 'elements') return content.kind === 'encoded';
  const [first] = content.elements;
  const object = first === undefined ? undefined : parseObject(first);
  return object !== undefined && (whatIs(object, depth) !== undefined || content.open?.(object) !== undefined);
}

function inCsv(line: Buffer): RecordInLine | undefined {
  const start = line.indexOf(CSV_OPENING);
  if (start < 0) return undefined;
  const end = columnEnd(line, start + 1);
  if (end === undefined) return undefined;
  const json = Buffer.from(line.toString('latin1', start + 1, end).replaceAll('""', '"'), 'latin1');
  const object = parseObject(json);
  if (object === undefined) return undefined;
  const before = line.subarray(0, start);
  const after = line.subarray(end + 1);
  const isAll = before.length === 0 && after.length === 0;
  const known = whatIs(object);
  if (!isAll && known === undefined) return undefined;
  return {
    object,
    text: isAll ? object.bytes : Buffer.concat([before, json, after]),
    before,
    isWrapper: known === 'wrapper',
    isAll,
    isCsv: true,
  };
}

/** The index of the quote that ends a column, in which quotes are doubled. */
function columnEnd(line: Buffer, start: number): number | undefined {
  for (let at = line.indexOf(BYTE.quote, start); at >= 0; at = line.indexOf(BYTE.quote, at + 2))
    if (line[at + 1] !== BYTE.quote) return at;
  return undefined;
}
