/** `json auto`: every value of a JSON document under the name of its path. */
import { foldField } from '../../../../language/syntax/fieldNames.ts';
import { isArray, isObject } from './jsonTree.ts';
import type { Json } from './jsonTree.ts';

export interface FlatOptions {
  /** How many keys deep objects are opened. */
  readonly maxDepth: number;
  /** True when arrays of plain values are opened too. */
  readonly extractArrays: boolean;
}

/** Deeper than this nothing is opened, whatever the options say: no log needs it, and each level is a call. */
const depthLimit = 500;

/** Told of each value; `isOpened` says that it is taken apart and no field of its own. False leaves its parts out. */
type Visit = (name: string, value: Json, isOpened: boolean) => boolean;

/** The names of all values that are not taken apart, in the order of the document. */
export function flatNames(document: Json, options: FlatOptions): readonly string[] {
  const names: string[] = [];
  visitParts(document, '', 0, options, (name, _, isOpened) => {
    if (!isOpened) names.push(name);
    return true;
  });
  return names;
}

/** Names to look for, with the names on the way to them. Case does not matter. */
export interface WantedNames {
  readonly positions: ReadonlyMap<string, readonly number[]>;
  readonly onTheWay: ReadonlySet<string>;
  readonly count: number;
}

/** Prepares names for `flatValues`. */
export function wantNames(names: readonly string[]): WantedNames {
  const positions = new Map<string, number[]>();
  const onTheWay = new Set<string>();
  for (const [index, name] of names.entries()) {
    const folded = foldField(name);
    positions.set(folded, [...(positions.get(folded) ?? []), index]);
    for (const { index: end } of folded.matchAll(/[.[]|$/g)) onTheWay.add(folded.slice(0, end));
  }
  return { positions, onTheWay, count: names.length };
}

/**
 * The values under the names wanted, undefined for those that are not there; objects and arrays that are taken apart
 * can be asked for too. Of names that differ in case only the last one counts.
 */
export function flatValues(document: Json, options: FlatOptions, wanted: WantedNames): readonly (Json | undefined)[] {
  const values = Array.from<Json | undefined>({ length: wanted.count });
  visitParts(document, '', 0, options, (name, value) => {
    const folded = foldField(name);
    for (const position of wanted.positions.get(folded) ?? []) values[position] = value;
    return wanted.onTheWay.has(folded);
  });
  return values;
}

/** Visits the parts of a value, and theirs. */
function visitParts(value: Json, name: string, depth: number, options: FlatOptions, visit: Visit): void {
  if (isObject(value)) {
    for (const [key, part] of Object.entries(value)) {
      const spaceless = key.includes(' ') ? key.replaceAll(' ', '_') : key;
      visitPart(part, name === '' ? spaceless : `${name}.${spaceless}`, depth + 1, options, visit);
    }
  } else if (isArray(value)) {
    for (const [index, part] of value.entries()) visitPart(part, `${name}[${String(index)}]`, depth, options, visit);
  }
}

function visitPart(value: Json, name: string, depth: number, options: FlatOptions, visit: Visit): void {
  const opens = isTakenApart(value, depth, options);
  if (visit(name, value, opens) && opens) visitParts(value, name, depth, options, visit);
}

function isTakenApart(value: Json, depth: number, { maxDepth, extractArrays }: FlatOptions): boolean {
  const isWithinDepth = depth < Math.min(maxDepth, depthLimit);
  if (!isArray(value)) return isWithinDepth && isObject(value) && Object.keys(value).length > 0;
  return value.length > 0 && (value.some(isObject) ? isWithinDepth : extractArrays && depth < depthLimit);
}
