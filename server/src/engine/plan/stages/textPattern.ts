/** The texts of messages without what differs from one to the next, so that few are left to compare. */
import { toText } from '../coerce.ts';
import { call, text } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';

/** Addresses, and words with a digit in them: numbers, times, ids, addresses of machines. */
const changing = ['[\\w.+%-]+@[\\w.-]+', '[\\w.+-]*\\d(?:[\\w.+:-]*\\w)?'];

/** The text with `*` in place of what changes. */
export function maskedText(value: Scalar): Scalar {
  return changing.reduce<Scalar>(
    (masked, pattern) => call('regexReplace', 'text', masked, text(pattern), text('*')),
    toText(value),
  );
}
