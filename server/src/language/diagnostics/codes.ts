import type { TextRange } from '../syntax/range.ts';
import type { Diagnostic, DiagnosticTag, Fix, Severity } from './diagnostic.ts';

interface CodeRecord {
  readonly severity: Severity;
  /** What the code stands for, for the reference page. */
  readonly summary: string;
  readonly tag?: DiagnosticTag;
}

/**
 * Every code a query can be given. Codes are stable: they are shown, documented and used to look a problem up,
 * so they never change their meaning.
 */
export const diagnosticCodes = {
  'syntax.unexpected': { severity: 'error', summary: 'Something stands where the grammar allows something else.' },
  'syntax.unclosed-text': { severity: 'error', summary: 'A quoted text has no closing quote.' },
  'syntax.unclosed-comment': { severity: 'error', summary: 'A block comment is never closed.' },
  'syntax.unclosed-parenthesis': { severity: 'error', summary: 'A bracket is never closed.' },
  'syntax.stray-character': { severity: 'error', summary: 'A character means nothing at its place.' },
  'syntax.malformed-number': { severity: 'error', summary: 'Digits are followed by letters that are no unit.' },
  'syntax.empty-stage': { severity: 'error', summary: 'Two pipes have nothing between them.' },
  'syntax.empty-scope': { severity: 'error', summary: 'A query does not say what to search.' },
  'syntax.too-deep': { severity: 'error', summary: 'A stage nests or chains more than can be read safely.' },
  'syntax.unknown-operator': { severity: 'error', summary: 'No operator has this name.' },
  'syntax.trailing-comma': { severity: 'warning', summary: 'A list ends with a comma.' },
  'syntax.dangling-as': { severity: 'warning', summary: 'No name follows `as`.' },
  'syntax.line-break-in-text': { severity: 'warning', summary: 'A quoted text runs over the end of a line.' },
  'function.unknown': { severity: 'error', summary: 'No function has this name.' },
  'function.argument-count': { severity: 'error', summary: 'A function has too few or too many arguments.' },
  'function.argument-type': { severity: 'warning', summary: 'An argument cannot be what the function needs.' },
  'aggregate.unknown': { severity: 'error', summary: 'No aggregate has this name.' },
  'aggregate.argument-count': { severity: 'error', summary: 'An aggregate has too few or too many arguments.' },
  'aggregate.duplicate-name': { severity: 'warning', summary: 'Two aggregates of a stage fill the same column.' },
  'option.unknown': { severity: 'error', summary: 'The operator has no such option.' },
  'option.value': { severity: 'error', summary: 'The option cannot have this value.' },
  'parse.wildcard-count': { severity: 'error', summary: 'A pattern has another number of wildcards than of fields.' },
  'parse.double-wildcard': { severity: 'error', summary: 'Two wildcards stand side by side.' },
  'json.alias-count': { severity: 'error', summary: 'A list of paths and the list after `as` differ in length.' },
  'json.path-case': { severity: 'warning', summary: 'A path differs from a path of the schema in case only.' },
  'json.path-spelling': { severity: 'warning', summary: 'A path is nearly a path of the schema.' },
  'json.path-unknown': { severity: 'information', summary: 'A path is not in the schema of the logs searched.' },
  'regex.group-name-lost': { severity: 'error', summary: 'A group begins with `(?` and has no name.' },
  'regex.invalid': { severity: 'error', summary: 'The text is no regular expression.' },
  'regex.no-named-group': { severity: 'error', summary: 'No group of the expression names a field.' },
  'regex.duplicate-group': { severity: 'error', summary: 'Two groups have the same name.' },
  'regex.unnamed-group': { severity: 'hint', summary: 'A group without a name fills no field.' },
  'timeslice.unit': { severity: 'error', summary: 'A period has no unit of time.' },
  'timeslice.missing': { severity: 'warning', summary: '`_timeslice` is used and nothing makes it.' },
  'limit.range': { severity: 'error', summary: 'A number of rows is no whole number above zero.' },
  'limit.too-many': { severity: 'warning', summary: 'A number of rows is more than the product gives.' },
  'field.undefined': { severity: 'warning', summary: 'Nothing defines this field.' },
  'field.gone': { severity: 'warning', summary: 'An aggregation has removed this field.' },
  'field.unused': { severity: 'hint', summary: 'Nothing uses this field.', tag: 'unnecessary' },
  'stage.no-effect': { severity: 'hint', summary: 'A stage changes nothing.', tag: 'unnecessary' },
  'value.unknown': { severity: 'warning', summary: 'The field never has this value.' },
  'value.unlisted': { severity: 'hint', summary: 'The value is not among the known ones of the field.' },
  'comparison.never-true': { severity: 'warning', summary: 'A comparison cannot be true.' },
  'scope.quoted-wildcard': { severity: 'hint', summary: 'A wildcard in quotes stands for itself.' },
  'directive.unknown': { severity: 'warning', summary: 'No directive has this name.' },
  'directive.value': { severity: 'warning', summary: 'A directive has a value that cannot be read.' },
  'directive.unused': {
    severity: 'hint',
    summary: 'A value is given to a variable that does not occur.',
    tag: 'unnecessary',
  },
  'restriction.dashboard': {
    severity: 'hint',
    summary: 'The stage cannot be used like this in a dashboard of the hosted product.',
  },
  'deprecated.name': { severity: 'hint', summary: 'The name is kept for old queries only.', tag: 'deprecated' },
  'query.too-long': { severity: 'warning', summary: 'The query is longer than the product takes.' },
  'query.word-too-long': { severity: 'warning', summary: 'A word is longer than the product takes.' },
} as const satisfies Readonly<Record<string, CodeRecord>>;

export type DiagnosticCode = keyof typeof diagnosticCodes;

/** Makes a finding with the severity of its code. */
export function diagnostic(
  code: DiagnosticCode,
  range: TextRange,
  message: string,
  fixes: readonly Fix[] = [],
): Diagnostic {
  const record: CodeRecord = diagnosticCodes[code];
  return {
    code,
    severity: record.severity,
    message,
    range,
    fixes,
    ...(record.tag === undefined ? {} : { tag: record.tag }),
  };
}

/** `change X to Y` as the only fix of a finding. */
export function replaceFix(range: TextRange, newText: string, title = `Change to \`${newText}\``): readonly Fix[] {
  return [{ title, edits: [{ range, newText }] }];
}
