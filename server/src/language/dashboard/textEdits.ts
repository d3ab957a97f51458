/** Edits of JSON text that touch nothing but what they change: layout and comments around it stay. */
import { findNodeAtLocation, parseTree, type JSONPath, type Node } from 'jsonc-parser';
import type { OffsetEdit } from '../../protocol/languageServer.ts';

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
  const object = findNodeAtLocation(root, [...path]);
  const known = findNodeAtLocation(root, [...path, name]);
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

/** Adds text behind a node of a list or an object, set off from it as it is from what is before it. */
export function insertBehind(text: string, node: Node, write: (indent: string) => string): readonly OffsetEdit[] {
  const indent = indentAt(text, node.offset);
  const gap = beginsLine(text, node.offset) ? `${styleOf(text).lineEnd}${indent}` : ' ';
  return [{ offset: node.offset + node.length, length: 0, content: `,${gap}${write(indent)}` }];
}

/** Removes a member or an entry with its comma. */
export function remove(text: string, path: JSONPath): readonly OffsetEdit[] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && findNodeAtLocation(root, [...path]);
  const entry = node?.parent?.type === 'property' ? node.parent : node;
  if (entry === undefined) return [];
  const entries = entry.parent?.children ?? [];
  const index = entries.indexOf(entry);
  const [before, after] = [entries[index - 1], entries[index + 1]];
  const end = entry.offset + entry.length;
  if (after !== undefined) return [{ offset: entry.offset, length: after.offset - entry.offset, content: '' }];
  if (before !== undefined) {
    const start = before.offset + before.length;
    return [{ offset: start, length: end - start, content: '' }];
  }
  // Without the only entry, the comma that may follow it has no place either.
  const comma = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
  return [{ offset: entry.offset, length: entry.length + comma, content: '' }];
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
