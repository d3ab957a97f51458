import type { JSONPath, Node } from 'jsonc-parser';
import type { TextRange } from '../syntax/range.ts';
import { readJson } from './json.ts';
import { nodeAt } from './tree.ts';

/** A query inside a dashboard file. */
export interface EmbeddedQuery {
  /** Where it stands, such as `panels`, 0, `query`. */
  readonly path: JSONPath;
  /** The query, escapes resolved and lines joined. */
  readonly text: string;
  /** The offset in the file of an offset in the query; offsets past the end become its end. */
  readonly toOffset: (offset: number) => number;
  /** The offset in the query of an offset in the file; undefined outside of its texts. */
  readonly fromOffset: (offset: number) => number | undefined;
  /** Whether a range of the query stands in one text of the file, so that it can be replaced there. */
  readonly isInOneText: (range: TextRange) => boolean;
}

/** The queries of panels and variables, as far as the file can be read. Never throws. */
export function embeddedQueries(text: string): readonly EmbeddedQuery[] {
  const json = readJson(text);
  return json.root === undefined ? [] : queriesIn(json.root, text);
}

/** The queries in the tree of a file. */
export function queriesIn(root: Node, text: string): readonly EmbeddedQuery[] {
  return ['panels', 'variables'].flatMap((list) =>
    (nodeAt(root, [list])?.children ?? []).flatMap((_entry, index) => {
      const path = [list, index, 'query'];
      const node = nodeAt(root, path);
      const lines = node?.type === 'array' ? (node.children ?? []) : node === undefined ? [] : [node];
      const areTexts = lines.length > 0 && lines.every(({ type }) => type === 'string');
      return areTexts ? [embedded(path, lines, text)] : [];
    }),
  );
}

interface Line {
  /** Offset of its first letter in the query. */
  readonly start: number;
  /** Offsets in the file of every letter, and of the closing quote. */
  readonly offsets: readonly number[];
}

function embedded(path: JSONPath, nodes: readonly Node[], source: string): EmbeddedQuery {
  const lines: Line[] = [];
  let query = '';
  for (const [index, node] of nodes.entries()) {
    if (index > 0) query += '\n';
    const { text, offsets } = decode(source, node);
    lines.push({ start: query.length, offsets });
    query += text;
  }
  const lineAt = (offset: number): Line | undefined => lines.findLast(({ start }) => start <= offset);
  return {
    path,
    text: query,
    toOffset: (offset) => {
      const line = lineAt(Math.max(0, offset));
      return line?.offsets[Math.min(offset - line.start, line.offsets.length - 1)] ?? 0;
    },
    fromOffset: (offset) => {
      const line = lines.find(({ offsets }) => (offsets[0] ?? 0) <= offset && offset <= (offsets.at(-1) ?? 0));
      return line === undefined ? undefined : line.start + line.offsets.findLastIndex((start) => start <= offset);
    },
    isInOneText: ({ start, end }) => lineAt(start) === lineAt(end),
  };
}

const simpleEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The value of a text with the place of every letter; a text without a closing quote ends with its node. */
function decode(source: string, node: Node): { readonly text: string; readonly offsets: readonly number[] } {
  const nodeEnd = node.offset + node.length;
  const end = node.length > 1 && source[nodeEnd - 1] === '"' ? nodeEnd - 1 : nodeEnd;
  const offsets: number[] = [];
  let text = '';
  for (let position = node.offset + 1; position < end;) {
    offsets.push(position);
    const letter = source[position] ?? '';
    const next = source[position + 1] ?? '';
    if (letter !== '\\' || position + 1 >= end) {
      text += letter;
      position += 1;
      continue;
    }
    const digits = next === 'u' ? /^[0-9a-f]{4}/i.exec(source.slice(position + 2, position + 6))?.[0] : undefined;
    text += digits === undefined ? (simpleEscapes[next] ?? next) : String.fromCharCode(Number.parseInt(digits, 16));
    position += digits === undefined ? 2 : 6;
  }
  return { text, offsets: [...offsets, end] };
}

/** A text as it is written between the quotes of JSON. */
export function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
