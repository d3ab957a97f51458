import type { TextRange } from '../syntax/range.ts';
import type { Diagnostic, Fix, Severity } from './diagnostic.ts';

/**
 * Every code a query can be given, with its severity. Codes are stable: they are shown, documented and may be
 * used to look a problem up, so they never change their meaning.
 */
export const diagnosticCodes = {
  'syntax.unexpected': 'error',
  'syntax.unclosed-text': 'error',
  'syntax.unclosed-comment': 'error',
  'syntax.unclosed-parenthesis': 'error',
  'syntax.stray-character': 'error',
  'syntax.malformed-number': 'error',
  'syntax.empty-stage': 'error',
  'syntax.empty-scope': 'error',
  'syntax.too-deep': 'error',
  'syntax.unknown-operator': 'error',
  'syntax.not-supported-yet': 'error',
  'function.unknown': 'error',
  'function.not-supported-yet': 'error',
  'function.argument-count': 'error',
  'aggregate.unknown': 'error',
  'aggregate.argument-count': 'error',
  'parse.wildcard-count': 'error',
  'json.alias-count': 'error',
  'regex.group-name-lost': 'error',
  'regex.invalid': 'error',
  'regex.no-named-group': 'error',
  'regex.duplicate-group': 'error',
  'timeslice.unit': 'error',
  'limit.range': 'error',
} as const satisfies Readonly<Record<string, Severity>>;

export type DiagnosticCode = keyof typeof diagnosticCodes;

/** Makes a finding with the severity of its code. */
export function diagnostic(
  code: DiagnosticCode,
  range: TextRange,
  message: string,
  fixes: readonly Fix[] = [],
): Diagnostic {
  return { code, severity: diagnosticCodes[code], message, range, fixes };
}
