/** The part of XPath that `parse xml` knows: absolute paths of elements with conditions, to an element, text or attribute. */
import { PathText } from './pathText.ts';

export type XmlCondition =
  /** One-based; 0 is the last one, -1 the one before it. */
  | { readonly kind: 'position'; readonly position: number }
  /** An attribute, a child element or the text (no name) is there, or has a value. Numbers compare as numbers. */
  | {
      readonly kind: 'attribute' | 'child' | 'text';
      readonly name: string;
      readonly value: string | number | undefined;
      readonly negated: boolean;
    };

export interface XmlStep {
  /** The name with its prefix, or `*`. */
  readonly name: string;
  /** One after the other; those of one pair of brackets hold together. */
  readonly conditions: readonly (readonly XmlCondition[])[];
}

export interface XmlPath {
  readonly steps: readonly XmlStep[];
  /** What is taken from the elements. */
  readonly target:
    { readonly kind: 'element' } | { readonly kind: 'text' } | { readonly kind: 'attribute'; readonly name: string };
}

const name = /[\p{L}_][\p{L}\p{N}_.:-]*|\*/uy;

/** Reads a path; undefined for anything else, such as `//`, `..`, axes and functions. Never throws. */
export function readXmlPath(path: string): XmlPath | undefined {
  const text = new PathText(path.trim());
  const steps: XmlStep[] = [];
  while (text.take('/')) {
    const target = readTarget(text);
    if (target !== undefined) return steps.length > 0 && text.atEnd ? { steps, target } : undefined;
    const element = text.match(name);
    if (element === undefined || element.includes('::')) return undefined;
    const conditions: (readonly XmlCondition[])[] = [];
    while (text.take('[')) {
      const read = readConditions(text);
      if (read === undefined || !text.take(']')) return undefined;
      conditions.push(read);
    }
    steps.push({ name: element, conditions });
  }
  return steps.length > 0 && text.atEnd ? { steps, target: { kind: 'element' } } : undefined;
}

function readTarget(text: PathText): XmlPath['target'] | undefined {
  if (text.match(/text\(\s*\)/y) !== undefined) return { kind: 'text' };
  if (!text.take('@')) return undefined;
  const attribute = text.match(name);
  return attribute === undefined ? undefined : { kind: 'attribute', name: attribute };
}

function readConditions(text: PathText): readonly XmlCondition[] | undefined {
  const conditions: XmlCondition[] = [];
  do {
    const condition = readPosition(text) ?? readTest(text);
    if (condition === undefined) return undefined;
    conditions.push(condition);
    text.skipBlanks();
  } while (text.match(/and\b/y) !== undefined);
  return conditions;
}

function readPosition(text: PathText): XmlCondition | undefined {
  const number = text.match(/\s*(?:position\(\s*\)\s*=\s*)?(\d{1,9})/y);
  if (number !== undefined) return { kind: 'position', position: Number(number) };
  const last = text.match(/\s*(?:position\(\s*\)\s*=\s*)?(last\(\s*\)(?:\s*-\s*\d{1,9})?)/y);
  if (last === undefined) return undefined;
  return { kind: 'position', position: -Number(/\d+/.exec(last)?.[0] ?? 0) };
}

function readTest(text: PathText): XmlCondition | undefined {
  text.skipBlanks();
  const isText = text.match(/text\(\s*\)|\.(?!\.)/y) !== undefined;
  const kind = isText ? 'text' : text.take('@') ? 'attribute' : 'child';
  const subject = isText ? '' : text.match(name);
  if (subject === undefined) return undefined;
  const operator = text.match(/\s*(!?=)/y);
  if (operator === undefined) return { kind, name: subject, value: undefined, negated: false };
  const number = text.match(/\s*(-?\d+(?:\.\d+)?)/y);
  // XPath has no escapes inside quotes.
  const value = number === undefined ? (text.match(/\s*"([^"]*)"/y) ?? text.match(/\s*'([^']*)'/y)) : Number(number);
  return value === undefined ? undefined : { kind, name: subject, value, negated: operator === '!=' };
}
