import type { ResultSort } from '../../../server/src/protocol/engine.ts';

/** What the view remembers while it is hidden. */
export interface KeptView {
  readonly resultId: string;
  readonly sort: ResultSort | undefined;
}

/** Reads what was kept; undefined when it is of another form, such as one written by an older version. */
export function readKept(value: unknown): KeptView | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { resultId, sort } = value as Readonly<Record<string, unknown>>;
  if (typeof resultId !== 'string') return undefined;
  if (typeof sort !== 'object' || sort === null) return { resultId, sort: undefined };
  const { column, descending } = sort as Readonly<Record<string, unknown>>;
  if (!Number.isSafeInteger(column) || typeof descending !== 'boolean') return { resultId, sort: undefined };
  return { resultId, sort: { column: Number(column), descending } };
}
