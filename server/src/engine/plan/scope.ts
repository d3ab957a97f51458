/** The scope (the text before the first pipe) as a condition on messages. Everything in it ignores case. */
import type { FieldTerm, KeywordTerm, PhraseTerm, ScopeGroup, ScopeNode, ScopeNot } from '../../language/index.ts';
import { globToLike, literalToLike } from './globs.ts';
import type { Planner } from './planner.ts';
import { matchesRaw, scopeValue } from './messageValues.ts';
import type { MessageColumns } from './messageValues.ts';
import { subqueryInScope } from './scopeSubquery.ts';
import { boolean, call, text } from './scalar.ts';
import type { Scalar } from './scalar.ts';
import { isSearchModifier } from './systemFields.ts';
import { replaceUnbound, textOf } from './templates.ts';
import { keywordPattern, phrasePattern } from './tokens.ts';
import type { TokenPattern } from './tokens.ts';

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
  subquery: subqueryInScope,
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

function planPhrase(node: PhraseTerm, messages: MessageColumns): Scalar {
  return hasTokens(phrasePattern(textOf(node.text)), messages);
}

function planKeyword(node: KeywordTerm, messages: MessageColumns): Scalar {
  return hasTokens(keywordPattern(replaceUnbound(node.text)), messages);
}

function hasTokens(tokens: TokenPattern | undefined, messages: MessageColumns): Scalar {
  return tokens === undefined ? boolean(true) : matchesRaw(tokens.pattern, tokens.literal, messages);
}

/** A known field is compared as a whole; any other is looked for in the JSON of the message. */
function planFieldTerm(node: FieldTerm, messages: MessageColumns, planner: Planner): Scalar {
  if (isSearchModifier(node.field.name)) {
    planner.notice('scope.modifier-ignored', `"${node.field.name}" was ignored: all messages here are in one place.`);
    return boolean(true);
  }
  const value = (node.quoted ? textOf(node) : replaceUnbound(node.value)).toLowerCase();
  const like = node.quoted && value !== '*' ? literalToLike(value) : globToLike(value, 'wildcard');
  const subject = scopeValue(node.field, messages, planner);
  return call('isTrue', 'boolean', call('like', 'boolean', call('lower', 'text', subject), text(like)));
}
