/** The scope (the text before the first pipe) as a condition on messages. Everything in it ignores case. */
import type { FieldTerm, KeywordTerm, PhraseTerm, ScopeGroup, ScopeNode, ScopeNot } from '../../language/index.ts';
import { toText } from './coerce.ts';
import { fieldColumn } from './fields.ts';
import type { Fields } from './fields.ts';
import { globToLike, literalToLike } from './globs.ts';
import { readJsonPath } from './jsonPath.ts';
import { jsonValue } from './jsonValue.ts';
import type { Planner } from './planner.ts';
import { quoteRegex } from './regexPattern.ts';
import { boolean, call, column, text } from './scalar.ts';
import type { ColumnId, Scalar } from './scalar.ts';
import { isSearchModifier } from './systemFields.ts';
import { replaceUnbound } from './templates.ts';

/** The columns of messages that a scope looks at. */
export interface MessageColumns {
  readonly raw: ColumnId;
  readonly isJson: ColumnId;
  readonly fields: Fields;
}

type ScopePlanners = {
  readonly [K in ScopeNode['kind']]: (
    node: Extract<ScopeNode, { readonly kind: K }>,
    messages: MessageColumns,
    planner: Planner,
  ) => Scalar;
};

const scopePlanners: ScopePlanners = {
  everything: () => boolean(true),
  keyword: planKeyword,
  phrase: planPhrase,
  fieldTerm: planFieldTerm,
  scopeNot: (node: ScopeNot, messages, planner) => call('not', 'boolean', planScope(node.operand, messages, planner)),
  subquery: (node, _, planner) => {
    planner.unsupported('A subquery', node.range);
    return boolean(false);
  },
  macro: (node, _, planner) => {
    planner.invalid(
      'macro.unknown',
      `There is no macro \`${node.text}\` here; write out what it stands for.`,
      node.range,
    );
    return boolean(false);
  },
  scopeAnd: planGroup,
  scopeOr: planGroup,
};

/** The condition of a scope; never null. */
export function planScope(node: ScopeNode, messages: MessageColumns, planner: Planner): Scalar {
  const plan = scopePlanners[node.kind] as (node: ScopeNode, messages: MessageColumns, planner: Planner) => Scalar;
  return plan(node, messages, planner);
}

function planGroup(node: ScopeGroup, messages: MessageColumns, planner: Planner): Scalar {
  const operands = node.operands.map((operand) => planScope(operand, messages, planner));
  return call(node.kind === 'scopeAnd' ? 'and' : 'or', 'boolean', ...operands);
}

const wordStart = /^[\p{L}\p{N}_]/u;
const wordEnd = /[\p{L}\p{N}_]$/u;

/** A token ends where a word character does not continue; only plain letters have an anchor for it. */
function boundaryBefore(literal: string): string {
  if (!wordStart.test(literal)) return '';
  return /^\w/.test(literal) ? '\\b' : '(?:^|[^\\pL\\pN_])';
}

function boundaryAfter(literal: string): string {
  if (!wordEnd.test(literal)) return '';
  return /\w$/.test(literal) ? '\\b' : '(?:$|[^\\pL\\pN_])';
}

function matchesRaw(pattern: string, literal: string, messages: MessageColumns): Scalar {
  return call(
    'isTrue',
    'boolean',
    call('matchesText', 'boolean', column(messages.raw, 'text'), text(`(?i)${pattern}`), text(`(?i)${literal}`)),
  );
}

/** Adjacent tokens; any run of whitespace in the message equals any run in the phrase. */
function planPhrase(node: PhraseTerm, messages: MessageColumns): Scalar {
  const phrase = replaceUnbound(node.text.value).trim();
  if (phrase === '' || phrase === '*') return boolean(true);
  const literal = quoteRegex(phrase).replace(/\s+/g, '\\s+');
  return matchesRaw(boundaryBefore(phrase) + literal + boundaryAfter(phrase), literal, messages);
}

/** Whole tokens; a wildcard stays inside its token. */
function planKeyword(node: KeywordTerm, messages: MessageColumns): Scalar {
  const keyword = replaceUnbound(node.text);
  const opensAtStart = keyword.startsWith('*');
  const opensAtEnd = keyword.endsWith('*');
  const core = keyword.replace(/^\*+|\*+$/g, '');
  if (core === '') return boolean(true);
  const pattern = core
    .split(/([*?])/)
    .map((part) => (part === '*' ? '\\w*' : part === '?' ? '\\w' : quoteRegex(part)))
    .join('');
  const longest = core.split(/[*?]/).reduce((best, part) => (part.length > best.length ? part : best), '');
  const before = opensAtStart ? '' : boundaryBefore(core.replace(/^[*?]/, 'x'));
  const after = opensAtEnd ? '' : boundaryAfter(core.replace(/[*?]$/, 'x'));
  return matchesRaw(before + pattern + after, quoteRegex(longest), messages);
}

/** A known field is compared as a whole; any other is looked for in the JSON of the message. */
function planFieldTerm(node: FieldTerm, messages: MessageColumns, planner: Planner): Scalar {
  if (isSearchModifier(node.field.name)) {
    planner.notice('scope.modifier-ignored', `"${node.field.name}" was ignored: all messages here are in one place.`);
    return boolean(true);
  }
  const value = replaceUnbound(node.value).toLowerCase();
  const like = node.quoted && value !== '*' ? literalToLike(value) : globToLike(value, 'wildcard');
  const known = messages.fields.find(node.field.name);
  const subject = known === undefined ? jsonField(node, messages, planner) : toText(fieldColumn(known));
  return call('isTrue', 'boolean', call('like', 'boolean', call('lower', 'text', subject), text(like)));
}

function jsonField(node: FieldTerm, messages: MessageColumns, planner: Planner): Scalar {
  const path = readJsonPath(node.field.name);
  const raw = column(messages.raw, 'text');
  return path.kind === 'path'
    ? jsonValue({ source: raw, isJson: column(messages.isJson, 'boolean'), path: node.field.name, steps: path.steps })
        .value
    : (planner.unsupported(`The path "${node.field.name}"`, node.field.range), raw);
}
