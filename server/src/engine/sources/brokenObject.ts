import { BYTE } from './bytes.ts';
import { JsonScanner } from './jsonScanner.ts';
import { cutShortReason, foundReason } from './reason.ts';

/** Why a text inside a wrapper that begins like an object is none, as a sentence; undefined when it does not or is one. */
export function brokenObjectReason(text: Buffer): string | undefined {
  const start = text.findIndex((byte) => byte > BYTE.space);
  if (start < 0 || text[start] !== BYTE.openBrace) return undefined;
  const scanner = new JsonScanner();
  const end = text.length;
  const status = scanner.scan(text, start, end, true);
  const rest = text.subarray(start + scanner.offset).findIndex((byte) => byte > BYTE.space);
  if (status !== 'error' && rest < 0) return undefined;
  const at = start + (status === 'error' ? (scanner.error?.offset ?? 0) : scanner.offset + rest);
  const expected =
    status === 'error' ? (scanner.error?.expected ?? 'Expected a record') : 'Expected the end of the text';
  const reason = at >= end ? cutShortReason(expected) : foundReason(expected, text.subarray(at, at + 4));
  return `Inside a wrapper: ${reason}`;
}
