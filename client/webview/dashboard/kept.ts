import { optional, shape, unbounded } from '../../shared/checks.ts';

/** What the view remembers while it is hidden; `key` belongs to the host, which gets it when the window is restored. */
export interface KeptView {
  readonly key: string;
  /** Ids of the panels shown as tables. */
  readonly tables: readonly string[];
  readonly full: string | undefined;
  readonly scroll: number;
}

const { isText, listOf } = unbounded;
const isKept = shape({ key: isText, tables: listOf(isText), full: optional(isText) });

/** Reads what was kept; empty when it is of another form, such as one written by an older version. */
export function readKept(value: unknown): KeptView {
  if (!isKept(value)) return { key: '', tables: [], full: undefined, scroll: 0 };
  const { key, tables, full, scroll } = value as KeptView;
  const isPlace = typeof scroll === 'number' && Number.isFinite(scroll) && scroll >= 0;
  return { key, tables, full: full ?? undefined, scroll: isPlace ? scroll : 0 };
}
