import type { PanelResult } from '../../../server/src/protocol/dashboard.ts';
import type { ResultPage, ResultSort } from '../../../server/src/protocol/engine.ts';

/** Asks the engine for rows of a result; rejects with a sentence. */
export type FetchRows = (
  resultId: string,
  offset: number,
  limit: number,
  sort: ResultSort | undefined,
) => Promise<ResultPage>;

/** Rows of a panel: those that came along are given at once, the rest and other orders are asked for. */
export function panelRows(
  { resultId, rows, total }: PanelResult & { readonly kind: 'rows' },
  fetch: FetchRows,
): (offset: number, limit: number, sort: ResultSort | undefined) => Promise<ResultPage> {
  return (offset, limit, sort) => {
    const end = Math.min(offset + limit, total);
    if (sort === undefined && end <= rows.length) {
      return Promise.resolve({ offset, total, rows: rows.slice(offset, end) });
    }
    return fetch(resultId, offset, limit, sort);
  };
}
