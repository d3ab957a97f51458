/** Messages that a query's scope finds and its parsers get something out of. */
import { parseDocument } from '../../server/src/language/index.ts';
import type { ScopeNode, Stage } from '../../server/src/language/index.ts';
import { noon } from './support.ts';
import type { TestMessage } from './support.ts';

interface Junk {
  readonly words: string[];
  readonly fields: Record<string, unknown>;
  category: string;
}

const fillings = ['7', 'ann@example.com', '10.1.2.3', '"', 'a b', ''];

/** Six messages, texts and JSON by turns; newest first. */
export function junkFor(query: string): readonly TestMessage[] {
  const tree = parseDocument(query).cells[0]?.query;
  const junk: Junk = { words: [], fields: { message: 'junk' }, category: 'junk' };
  if (tree?.scope !== undefined) readScope(tree.scope, junk);
  return fillings.map((filling, index): TestMessage => {
    const own: Junk = { words: [...junk.words], fields: { ...junk.fields }, category: junk.category };
    for (const stage of tree?.stages ?? []) readStage(stage, filling, own);
    const text = own.words.join(' ');
    const json = JSON.stringify({ ...own.fields, text, list: [filling, null, 1.5] });
    return {
      raw: index % 3 === 2 ? `${text} ${json}` : json,
      time: noon - index * 90_000,
      category: own.category,
    };
  });
}

function withoutWildcards(value: string): string {
  return value.replace(/\{\{\{?[^}]*\}?\}\}|\*/g, 'x').replaceAll('?', 'y');
}

function readScope(node: ScopeNode, junk: Junk): void {
  if (node.kind === 'keyword') junk.words.push(withoutWildcards(node.text));
  else if (node.kind === 'phrase') junk.words.push(node.text.value);
  else if (node.kind === 'fieldTerm') {
    const value = node.quoted ? node.value : withoutWildcards(node.value);
    if (node.field.name.toLowerCase() === '_sourcecategory') junk.category = value;
    else if (!node.field.name.startsWith('_')) junk.fields[node.field.name] = value;
  } else if (node.kind === 'scopeAnd' || node.kind === 'scopeOr')
    for (const operand of node.operands) readScope(operand, junk);
}

function readStage(stage: Stage, filling: string, junk: Junk): void {
  if (stage.kind === 'json') for (const { value } of stage.paths) setPath(junk.fields, value, filling);
  if (stage.kind === 'parse')
    for (const { pattern } of stage.patterns) junk.words.push(pattern.value.replaceAll('*', filling));
  if (stage.kind === 'keyvalue') for (const { value } of stage.keys) junk.words.push(`${value}=${filling}`);
}

/** Puts a value at a path of plain keys; any other path stays empty. */
function setPath(fields: Record<string, unknown>, path: string, value: string): void {
  const keys = path.split('.');
  if (!keys.every((key) => /^\w+$/.test(key) && key !== '__proto__')) return;
  let place = fields;
  for (const key of keys.slice(0, -1)) {
    const next = Object.hasOwn(place, key) ? place[key] : undefined;
    const inner = typeof next === 'object' && next !== null ? { ...next } : {};
    place[key] = inner;
    place = inner as Record<string, unknown>;
  }
  place[keys.at(-1) ?? ''] = value;
}
