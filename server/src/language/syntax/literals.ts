/** The leaves of the tree: names, texts, numbers, durations. */
import type { TextRange } from './range.ts';

/** A field name at a place where a field is read, defined or listed. */
export interface FieldName {
  readonly kind: 'field';
  /** The name without `%`, quotes or escapes, in the spelling of the author. Compare it with `sameField`. */
  readonly name: string;
  readonly range: TextRange;
}

/** A double-quoted string. */
export interface StringLiteral {
  readonly kind: 'string';
  /** The text with escapes resolved; what plain strings and anchors mean. */
  readonly value: string;
  /** The text between the quotes exactly as written; what regular expressions are read from. */
  readonly written: string;
  readonly range: TextRange;
}

/**
 * A text, number or duration may be given by a template variable; then `written` is the variable and the value is
 * unknown: NaN for numbers, the variable itself for texts.
 */

/** A number; size suffixes (`1Ki`) and time suffixes (`15m`, in milliseconds) are already applied. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  readonly written: string;
  readonly range: TextRange;
}

/** A duration option such as the `15m` of `timeslice 15m`. */
export interface Duration {
  readonly kind: 'duration';
  readonly amount: number;
  readonly unit: DurationUnit;
  readonly milliseconds: number;
  readonly range: TextRange;
}

export type DurationUnit = 'w' | 'd' | 'h' | 'm' | 's' | 'ms' | 'us' | 'ns';

/** `/…/` after `matches` or in `replace`. */
export interface RegexLiteral {
  readonly kind: 'regex';
  /** The pattern between the slashes as written, `\/` included. */
  readonly written: string;
  /** Letters after the closing slash, such as `i`; usually none. */
  readonly flags: string;
  readonly range: TextRange;
}

/** `{{name}}` or `{{{name}}}` standing for a whole operand. */
export interface TemplateVariable {
  readonly kind: 'template';
  readonly name: string;
  readonly range: TextRange;
}
