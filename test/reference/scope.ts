/** Which messages a scope finds (language reference 2). */
import type { ScopeNode } from '../../server/src/language/index.ts';
import { jsonAt } from './json.ts';
import type { Row } from './table.ts';
import { read } from './table.ts';

const words = /[\p{L}\p{N}_]+/gu;
const wordCharacter = /[\p{L}\p{N}_]/u;

/** True when the scope finds a message with these fields. Case is ignored throughout. */
export function finds(node: ScopeNode | undefined, message: Row): boolean {
  if (node === undefined) return true;
  switch (node.kind) {
    case 'everything':
      return true;
    case 'keyword':
      return hasWord(String(read(message, '_raw')), node.text);
    case 'phrase':
      return hasPhrase(String(read(message, '_raw')), node.text.value);
    case 'fieldTerm':
      return hasValue(message, node.field.name, node.value, node.quoted);
    case 'scopeNot':
      return !finds(node.operand, message);
    case 'scopeAnd':
      return node.operands.every((operand) => finds(operand, message));
    case 'scopeOr':
      return node.operands.some((operand) => finds(operand, message));
    default:
      throw new Error(`The reference has no rule for ${node.kind}.`);
  }
}

/** A whole word of the text; `*` at its ends stands for more letters of the same word. */
function hasWord(text: string, keyword: string): boolean {
  const core = keyword.replaceAll('*', '').toLowerCase();
  if (core !== core.match(words)?.[0]) throw new Error('The reference knows keywords of one word only.');
  return (text.toLowerCase().match(words) ?? []).some((word) => {
    if (keyword.startsWith('*') && keyword.endsWith('*')) return word.includes(core);
    if (keyword.startsWith('*')) return word.endsWith(core);
    return keyword.endsWith('*') ? word.startsWith(core) : word === core;
  });
}

function hasPhrase(text: string, phrase: string): boolean {
  const normalise = (each: string): string => each.toLowerCase().replace(/[ \t\n\r\f\v]+/g, ' ');
  const [message, wanted] = [normalise(text), normalise(phrase).trim()];
  for (let at = message.indexOf(wanted); at >= 0; at = message.indexOf(wanted, at + 1)) {
    const before = at === 0 || !wordCharacter.test(wanted.charAt(0)) || !wordCharacter.test(message.charAt(at - 1));
    const end = at + wanted.length;
    const after =
      end === message.length || !wordCharacter.test(wanted.at(-1) ?? '') || !wordCharacter.test(message.charAt(end));
    if (before && after) return true;
  }
  return wanted === '';
}

/** The whole value of a field of the message or of its JSON; `*` and `?` are wildcards outside quotes. */
function hasValue(message: Row, field: string, value: string, quoted: boolean): boolean {
  const found = Object.hasOwn(message, field.toLowerCase())
    ? read(message, field)
    : (jsonAt(String(read(message, '_raw')), field)?.text ?? null);
  if (found === null) return false;
  const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const pattern =
    quoted && value !== '*'
      ? escape(value)
      : value.replace(/[*?]|[^*?]+/g, (part) => (part === '*' ? '[^]*' : part === '?' ? '[^]' : escape(part)));
  return new RegExp(`^${pattern}$`, 'iu').test(String(found));
}
