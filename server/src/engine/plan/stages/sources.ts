/** The text that parsing stages read. */
import { toText } from '../coerce.ts';
import type { RowSet } from '../planner.ts';
import type { Scalar } from '../scalar.ts';
import { readField } from './stagePlanner.ts';

/** A field as text, the message unless another is named; the null constant when there is no such field. */
export function textSource(name: string | undefined, rows: RowSet): Scalar {
  return toText(readField(rows, name ?? '_raw'));
}
