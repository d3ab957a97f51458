/** Edits of JSON text that touch nothing but what they change: layout and comments around it stay. */
import { parseTree, type JSONPath, type Node } from 'jsonc-parser';
import type { OffsetEdit } from '../../protocol/languageServer.ts';
import { nodeAt } from './tree.ts';

/** How a file is laid out. */
interface TextStyle {
  /** One level of indentation. */
  readonly indent: string;
  readonly lineEnd: string;
}

const usualStyle: TextStyle = { indent: '  ', lineEnd: '\n' };
const maxLineLength = 100;

/** JSON with what fits into a line on one line. */
export function writeJson(value: unknown, style: TextStyle = usualStyle, indent = ''): string {
  const line = onOneLine(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length <= maxLineLength) return line;
  const inner = `${indent}${style.indent}`;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const entries = Array.isArray(value)
    ? (value as readonly unknown[]).map((entry) => writeJson(entry, style, inner))
    : Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${writeJson(entry, style, inner)}`);
  const lines = entries.map((entry) => `${inner}${entry}`).join(`,${style.lineEnd}`);
  return `${open}${style.lineEnd}${lines}${style.lineEnd}${indent}${close}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${(value as readonly unknown[]).map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${onOneLine(entry)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** Sets a member of the object at a path: its value is replaced, or it is added behind the others. */
export function setMember(
  text: string,
  root: Node,
  path: JSONPath,
  name: string,
  value: unknown,
): readonly OffsetEdit[] {
  const object = nodeAt(root, path);
  const known = nodeAt(root, [...path, name]);
  if (object === undefined) return [];
  const style = styleOf(text);
  if (known !== undefined) {
    const content = writeJson(value, style, indentAt(text, known.parent?.offset ?? known.offset));
    return [{ offset: known.offset, length: known.length, content }];
  }
  return insertInto(text, object, (indent) => `${JSON.stringify(name)}: ${writeJson(value, style, indent)}`);
}

/** Adds an entry at the end of a list. */
export function appendEntry(text: string, list: Node, value: unknown): readonly OffsetEdit[] {
  return insertInto(text, list, (indent) => writeJson(value, styleOf(text), indent));
}

/**
 * Adds text behind a node of a list or an object, set off from it as it is from what is before it. A comment at the end of
 * its line stays with the node.
 */
export function insertBehind(text: string, node: Node, write: (indent: string) => string): readonly OffsetEdit[] {
  const indent = indentAt(text, node.offset);
  const end = node.offset + node.length;
  const comma = commaAt(text, end);
  const comment = commentAt(text, comma === undefined ? end : comma + 1);
  const isOwnLine = beginsLine(text, node.offset) || comment !== '';
  const content = `${isOwnLine ? `${styleOf(text).lineEnd}${indent}` : ' '}${write(indent)}`;
  if (comment === '') return [{ offset: end, length: 0, content: `,${content}` }];
  if (comma === undefined)
    return [
      { offset: end, length: 0, content: ',' },
      { offset: end + comment.length, length: 0, content },
    ];
  return [{ offset: comma + 1 + comment.length, length: 0, content: `${content},` }];
}

/** Removes a member or an entry with its comma, and with its line when nothing else stands there. */
export function remove(text: string, path: JSONPath): readonly OffsetEdit[] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && nodeAt(root, path);
  const entry = node?.parent?.type === 'property' ? node.parent : node;
  if (entry === undefined) return [];
  const entries = entry.parent?.children ?? [];
  const before = entries[entries.indexOf(entry) - 1];
  const end = entry.offset + entry.length;
  const comma = commaAt(text, end);
  if (comma !== undefined) return [ownSpace(text, entry.offset, comma + 1)];
  const commaBefore = before === undefined ? undefined : commaAt(text, before.offset + before.length);
  if (commaBefore === undefined) return [ownSpace(text, entry.offset, end)];
  if (/^[ \t]*$/.test(text.slice(commaBefore + 1, entry.offset)))
    return [{ offset: commaBefore, length: end - commaBefore, content: '' }];
  return [{ offset: commaBefore, length: 1, content: '' }, ownSpace(text, entry.offset, end)];
}

/** The edit that removes a range: with its line and the comment at the end of it, or with the blanks behind it. */
function ownSpace(text: string, start: number, end: number): OffsetEdit {
  const rest = /^[ \t]*/.exec(text.slice(end + commentAt(text, end).length))?.[0].length ?? 0;
  const lineEnd = end + commentAt(text, end).length + rest;
  const lineBreak = /^\r?\n/.exec(text.slice(lineEnd))?.[0].length;
  if (lineBreak !== undefined && beginsLine(text, start)) {
    const offset = lineStart(text, start);
    return { offset, length: lineEnd + lineBreak - offset, content: '' };
  }
  const blanks = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return { offset: start, length: end + blanks - start, content: '' };
}

/** Where the comma behind a value stands, past blanks, line breaks and comments. */
function commaAt(text: string, end: number): number | undefined {
  const gap = /^(?:\s|\/\*[^]*?\*\/|\/\/[^\r\n]*)*/.exec(text.slice(end))?.[0].length ?? 0;
  return text[end + gap] === ',' ? end + gap : undefined;
}

/** The comment that ends a line, with the blanks before it; empty when something else follows. */
function commentAt(text: string, offset: number): string {
  return (
    /^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/)(?=[ \t]*(?:\r?\n|$))/.exec(text.slice(offset))?.[0] ?? ''
  );
}

function insertInto(text: string, parent: Node, write: (indent: string) => string): readonly OffsetEdit[] {
  const last = parent.children?.at(-1);
  if (last !== undefined) return insertBehind(text, last, write);
  const { indent: unit, lineEnd } = styleOf(text);
  const outer = indentAt(text, parent.offset);
  const content = `${lineEnd}${outer}${unit}${write(`${outer}${unit}`)}${lineEnd}${outer}`;
  return [{ offset: parent.offset + 1, length: 0, content }];
}

function styleOf(text: string): TextStyle {
  return { indent: /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ', lineEnd: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** The blanks at the beginning of the line of an offset. */
function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

function beginsLine(text: string, offset: number): boolean {
  return offset > 0 && lineStart(text, offset) > 0 && text.slice(lineStart(text, offset), offset).trim() === '';
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** One edit from the first letter that differs to the last. */
export function difference(before: string, after: string): readonly OffsetEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return [{ offset: start, length: before.length - start - end, content: after.slice(start, after.length - end) }];
}
