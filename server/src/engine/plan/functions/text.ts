/** Functions on text. */
import { convert, toCondition, toText, toTextOrEmpty } from '../coerce.ts';
import { rewriteReplacement } from '../regexPattern.ts';
import { boolean, call, isNothing, numeral, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { required, unary } from './functionPlanner.ts';
import type { FunctionCall, FunctionTable } from './functionPlanner.ts';

/** Case-sensitive containment; an empty text is contained in the empty text only. Never null. */
export function contains(whole: Scalar, part: Scalar): Scalar {
  if (isNothing(whole) || isNothing(part)) return boolean(false);
  return call('isTrue', 'boolean', call('contains', 'boolean', toText(whole), toText(part)));
}

function replace(values: readonly Scalar[], { args, planner }: FunctionCall): Scalar {
  const [subject, find, replacement] = [required(values[0]), required(values[1]), required(values[2])].map(toText) as [
    Scalar,
    Scalar,
    Scalar,
  ];
  const regex = args[1]?.regex;
  if (regex === undefined) return call('replaceText', 'text', subject, find, replacement);
  if (replacement.kind !== 'constant' || typeof replacement.value !== 'string') {
    planner.unsupported('A computed replacement for a regular expression', required(args[2]).range);
    return subject;
  }
  const id = regex.backtracking ? 'regexReplaceBacktracking' : 'regexReplace';
  return call(id, 'text', subject, text(regex.source), text(rewriteReplacement(replacement.value, regex)));
}

function substring([value, start, end]: readonly Scalar[]): Scalar {
  const bounds = [required(start), ...(end === undefined ? [] : [end])];
  return call('substring', 'text', toText(required(value)), ...bounds.map((bound) => convert(bound, 'long')));
}

export const textFunctions: FunctionTable = {
  concat: { least: 1, most: 16, plan: (values) => call('concat', 'text', ...values.map(toTextOrEmpty)) },
  contains: { least: 2, most: 2, plan: ([whole, part]) => toCondition(contains(required(whole), required(part))) },
  length: unary((value) => call('coalesce', 'long', call('length', 'long', toText(value)), numeral(0))),
  replace: { least: 3, most: 3, plan: replace },
  substring: { least: 2, most: 3, plan: substring },
  tolowercase: unary((value) => call('lower', 'text', toText(value))),
  touppercase: unary((value) => call('upper', 'text', toText(value))),
  trim: unary((value) => call('trim', 'text', toText(value))),
};
