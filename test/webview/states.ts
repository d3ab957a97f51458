import type { ResultsHeader, ResultsState } from '../../server/src/protocol/webview.ts';

export type RowsState = Extract<ResultsState, { readonly kind: 'rows' }>;

export const header: ResultsHeader = {
  title: 'top-bounced',
  query: '_sourceCategory=AWS/SES/Notifications\n| count by email\n| sort by _cuont',
  timezone: 'UTC',
};

/** A result of ten rows with a column of each kind that looks different; change what the test is about. */
export function rowsState(changes: Partial<RowsState> = {}, rows = 10): RowsState {
  return {
    kind: 'rows',
    header,
    resultId: 'result-1',
    shape: 'aggregates',
    columns: [
      { name: 'n', type: 'long' },
      { name: 'email', type: 'text' },
      { name: 'last', type: 'time' },
    ],
    stats: {
      messagesMatched: 118_244,
      messagesTotal: 1_000_000,
      rows,
      elapsed: 240,
      loading: 0,
      range: { from: 1_523_491_200_000, to: 1_523_577_600_000 },
      now: 1_523_577_600_000,
    },
    notices: [],
    ...changes,
  };
}
