import { RegExpValidator } from '@eslint-community/regexpp';
import { diagnostic, replaceFix } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { regexGroups } from '../../regex/groups.ts';
import { regexSource, sourceOffsets } from '../../regex/source.ts';
import type { StringLiteral } from '../../syntax/nodes.ts';
import type { TextRange } from '../../syntax/range.ts';
import { undefinedFields } from '../undefinedFields.ts';
import type { QueryCheck } from './context.ts';

const validator = new RegExpValidator({ ecmaVersion: 2025, strict: false });

/** Forms of Java's expressions that the validator does not know; a problem at one of them is no problem. */
const javaForms = /\(\?[a-zA-Z-]+\)|\(\?>|[*+?}]\+|\\[QEAzZGhHR]|\[\[:/;

/** Checks the expressions of `parse regex`, `extract` and `keyvalue regex`, and of `/…/`. */
export const checkRegexes: QueryCheck = ({ analyzed, stages }) => {
  const missing = undefinedFields(analyzed);
  return stages.flatMap(({ stage }) => {
    if (stage.kind === 'parseRegex') {
      const later = missing.filter(({ field }) => field.range.start > stage.range.end).map(({ field }) => field.name);
      return stage.patterns.flatMap((pattern) =>
        pattern.value.startsWith('{{') ? [] : checkRegex(pattern, [...new Set(later)]),
      );
    }
    return stage.kind === 'keyvalue' && stage.pattern !== undefined ? checkSyntax(stage.pattern) : [];
  });
};

/** True when an expression has a problem that hides which fields it defines. */
export function hasLostNames(text: StringLiteral): boolean {
  return regexGroups(regexSource(text)).some((group) => group.kind === 'lostName');
}

/**
 * Checks the expression of a `parse regex` stage.
 * @param lostNames names to offer for groups that have lost theirs, in order: fields used later and defined nowhere
 */
function checkRegex(text: StringLiteral, lostNames: readonly string[]): readonly Diagnostic[] {
  const rangeAt = rangesOf(text);
  const groups = regexGroups(regexSource(text));
  const lost = groups.filter((group) => group.kind === 'lostName');
  if (lost.length > 0) {
    return lost.map((group, index) => {
      const name = lostNames[index];
      const range = rangeAt(group.start, group.end);
      const message = 'This group has lost its name: `(?` must be followed by `<name>`.';
      if (name === undefined) return diagnostic('regex.group-name-lost', range, message);
      const at = { start: range.start + 2, end: range.start + 2 };
      const fixes = replaceFix(at, `<${name}>`, `Insert \`<${name}>\``);
      return diagnostic(
        'regex.group-name-lost',
        range,
        `${message} \`${name}\` is used later and nothing defines it.`,
        fixes,
      );
    });
  }

  const problems = [...checkSyntax(text)];
  const named = groups.filter((group) => group.kind === 'named');
  if (named.length === 0 && problems.length === 0) {
    problems.push(
      diagnostic(
        'regex.no-named-group',
        text.range,
        'Name at least one group, `(?<field>…)`; each one fills the field of its name.',
      ),
    );
  }
  for (const [index, group] of named.entries()) {
    if (named.findIndex((other) => other.name === group.name) < index) {
      problems.push(
        diagnostic('regex.duplicate-group', rangeAt(group.start, group.end), `Two groups are named \`${group.name}\`.`),
      );
    }
  }
  for (const group of named.length === 0 ? [] : groups) {
    if (group.kind !== 'unnamed') continue;
    const range = rangeAt(group.start, group.end);
    const at = { start: range.start + 1, end: range.start + 1 };
    const fixes = replaceFix(at, '?:', 'Make it a group that captures nothing');
    problems.push(
      diagnostic('regex.unnamed-group', range, 'This group has no name, so what it captures fills no field.', fixes),
    );
  }
  return problems;
}

/** Turns positions in the expression into ranges of the query. */
function rangesOf(text: StringLiteral): (start: number, end: number) => TextRange {
  const offsets = sourceOffsets(text);
  return (start, end) => ({ start: offsets[start] ?? text.range.start, end: offsets[end] ?? text.range.end });
}

function checkSyntax(text: StringLiteral): readonly Diagnostic[] {
  const source = regexSource(text);
  const invalid = source.includes('{{') ? undefined : validate(source);
  if (invalid === undefined || javaForms.test(source)) return [];
  const at = Math.max(0, Math.min(invalid.index, source.length - 1));
  const range = rangesOf(text)(at, Math.min(at + 1, source.length));
  return [diagnostic('regex.invalid', range, `This is not a regular expression: ${invalid.reason}.`)];
}

function validate(source: string): { readonly index: number; readonly reason: string } | undefined {
  try {
    validator.validatePattern(source, 0, source.length, { unicode: false, unicodeSets: false });
    return undefined;
  } catch (error) {
    // An expression too deep for the validator may still be one.
    if (!(error instanceof Error) || error instanceof RangeError) return undefined;
    const reason = /: ([^:]*)$/.exec(error.message)?.[1] ?? error.message;
    const index = 'index' in error && typeof error.index === 'number' ? error.index : 0;
    return /duplicate/i.test(reason) ? undefined : { index, reason: reason.toLowerCase() };
  }
}
