import { RegExpValidator } from '@eslint-community/regexpp';
import { diagnostic } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { regexGroups } from '../regex/groups.ts';
import { regexSource, sourceOffsets } from '../regex/source.ts';
import type { StringLiteral } from '../syntax/nodes.ts';

const validator = new RegExpValidator({ ecmaVersion: 2025, strict: false });

/** Forms of Java's expressions that the validator does not know; a problem at one of them is no problem. */
const javaForms = /\(\?[a-zA-Z-]+\)|\(\?>|[*+?}]\+|\\[QEAzZGhHR]|\[\[:/;

/**
 * Checks the expression of a `parse regex` stage.
 * @param lostNames names to offer for groups that have lost theirs, in order: fields used later and defined nowhere
 */
export function checkRegex(text: StringLiteral, lostNames: readonly string[]): readonly Diagnostic[] {
  const source = regexSource(text);
  const offsets = sourceOffsets(text);
  const rangeAt = (start: number, end: number) => ({
    start: offsets[start] ?? text.range.start,
    end: offsets[end] ?? text.range.end,
  });
  const groups = regexGroups(source);

  const lost = groups.filter((group) => group.kind === 'lostName');
  if (lost.length > 0) {
    return lost.map((group, index) => {
      const name = lostNames[index];
      const range = rangeAt(group.start, group.end);
      const message = 'This group has lost its name: `(?` must be followed by `<name>`.';
      if (name === undefined) return diagnostic('regex.group-name-lost', range, message);
      const at = { start: range.start + 2, end: range.start + 2 };
      const fix = { title: `Insert \`<${name}>\``, edits: [{ range: at, newText: `<${name}>` }] };
      return diagnostic(
        'regex.group-name-lost',
        range,
        `${message} \`${name}\` is used later and nothing defines it.`,
        [fix],
      );
    });
  }

  const problems: Diagnostic[] = [];
  const invalid = validate(source);
  if (invalid !== undefined && !javaForms.test(source)) {
    const at = Math.max(0, Math.min(invalid.index, source.length - 1));
    problems.push(
      diagnostic(
        'regex.invalid',
        rangeAt(at, Math.min(at + 1, source.length)),
        `This is not a regular expression: ${invalid.reason}.`,
      ),
    );
  }
  const named = groups.filter((group) => group.kind === 'named');
  if (named.length === 0 && invalid === undefined) {
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
  return problems;
}

function validate(source: string): { readonly index: number; readonly reason: string } | undefined {
  try {
    validator.validatePattern(source, 0, source.length, { unicode: false, unicodeSets: false });
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) return undefined;
    const reason = /: ([^:]*)$/.exec(error.message)?.[1] ?? error.message;
    const index = 'index' in error && typeof error.index === 'number' ? error.index : 0;
    return /duplicate/i.test(reason) ? undefined : { index, reason: reason.toLowerCase() };
  }
}
