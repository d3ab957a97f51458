/** A subquery in the scope: messages that have the values of one of its rows. Case is ignored as everywhere there. */
import type { Subquery } from '../../language/index.ts';
import type { Planner } from './planner.ts';
import { boolean, call, text } from './scalar.ts';
import type { Scalar } from './scalar.ts';
import { matchesRaw, scopeValue } from './messageValues.ts';
import type { MessageColumns } from './messageValues.ts';
import { runSubquery, tupleScalar, tupleText } from './subquery.ts';
import type { SubqueryValues } from './subquery.ts';
import { isSearchModifier } from './systemFields.ts';
import { phrasePattern } from './tokens.ts';

/** Patterns put into one regular expression; more of them would make it too large for its engine. */
const patternsTogether = 200;

/** The condition that a subquery stands for; false when it finds nothing. */
export function subqueryInScope(node: Subquery, messages: MessageColumns, planner: Planner): Scalar {
  const values = runSubquery(node, planner);
  if (values === undefined || values.rows.length === 0) return boolean(false);
  return values.keywords ? anyKeywords(values, messages) : anyFields(values, messages, planner);
}

/** Fields that name a storage place hold for all messages here. */
function anyFields({ fields, rows }: SubqueryValues, messages: MessageColumns, planner: Planner): Scalar {
  const compared = fields
    .map((field, index) => ({ field, index }))
    .filter(({ field }) => !isSearchModifier(field.name));
  if (compared.length === 0) return boolean(true);
  const subjects = compared.map(({ field }): Scalar => call('lower', 'text', scopeValue(field, messages, planner)));
  const wanted = rows.map((row) => tupleText(compared.map(({ index }) => (row[index] ?? '').toLowerCase())));
  const options = [...new Set(wanted)].map(text);
  return call('isTrue', 'boolean', call('in', 'boolean', tupleScalar(subjects), ...options));
}

function anyKeywords({ rows }: SubqueryValues, messages: MessageColumns): Scalar {
  const conditions = rows.every(({ length }) => length === 1)
    ? anyOfOneKeyword(
        rows.map(([value = '']) => value),
        messages,
      )
    : rows.map((row) => all(row.map((value) => keyword(value, messages))));
  return conditions.length === 1 ? (conditions[0] ?? boolean(false)) : call('or', 'boolean', ...conditions);
}

function all(conditions: readonly Scalar[]): Scalar {
  return conditions.length === 1 ? (conditions[0] ?? boolean(true)) : call('and', 'boolean', ...conditions);
}

function keyword(value: string, messages: MessageColumns): Scalar {
  const phrase = phrasePattern(value);
  return phrase === undefined ? boolean(true) : matchesRaw(phrase.pattern, phrase.literal, messages);
}

/** Many words are looked for at once; their literals alone rule most messages out and are many times faster. */
function anyOfOneKeyword(values: readonly string[], messages: MessageColumns): readonly Scalar[] {
  const phrases = values.map(phrasePattern).filter((phrase) => phrase !== undefined);
  if (phrases.length < values.length) return [boolean(true)];
  const conditions: Scalar[] = [];
  for (let start = 0; start < phrases.length; start += patternsTogether) {
    const together = phrases.slice(start, start + patternsTogether);
    const [pattern, literal] = [
      oneOf(together.map(({ pattern }) => pattern)),
      oneOf(together.map(({ literal }) => literal)),
    ];
    conditions.push(matchesRaw(pattern, literal, messages));
  }
  return conditions;
}

function oneOf(patterns: readonly string[]): string {
  return `(?:${patterns.join('|')})`;
}
