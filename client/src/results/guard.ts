import type { FromResultsView } from '../../../server/src/protocol/webview.ts';

type Fields = Readonly<Record<string, unknown>>;

const largestPage = 10_000;
/** Base64 characters of the largest image that is taken. */
const largestImage = 40_000_000;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

const checks: { readonly [Type in FromResultsView['type']]: (message: Fields) => boolean } = {
  ready: () => true,
  run: () => true,
  cancel: () => true,
  showSources: () => true,
  save: ({ name, format, data }) =>
    typeof name === 'string' &&
    name.length <= 1000 &&
    format === 'png' &&
    typeof data === 'string' &&
    data.length <= largestImage &&
    base64.test(data),
  goTo: ({ start, end }) => isIndex(start) && isIndex(end) && start <= end,
  page: ({ requestId, resultId, offset, limit, sort }) =>
    isIndex(requestId) &&
    typeof resultId === 'string' &&
    isIndex(offset) &&
    isIndex(limit) &&
    limit >= 1 &&
    limit <= largestPage &&
    (sort === undefined || sort === null || isSort(sort)),
};

/**
 * Checks a message from the results view and gives it back with exactly the fields of its type, or undefined when it
 * is not one of the messages of the protocol.
 */
export function readResultsMessage(value: unknown): FromResultsView | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const message = value as Fields;
  const { type } = message;
  if (typeof type !== 'string' || !Object.hasOwn(checks, type)) return undefined;
  if (!checks[type as FromResultsView['type']](message)) return undefined;
  const checked = message as unknown as FromResultsView;
  switch (checked.type) {
    case 'goTo':
      return { type: 'goTo', start: checked.start, end: checked.end };
    case 'page': {
      const { requestId, resultId, offset, limit } = checked;
      const sort = checked.sort ?? undefined;
      return {
        type: 'page',
        requestId,
        resultId,
        offset,
        limit,
        sort: sort && { column: sort.column, descending: sort.descending },
      };
    }
    case 'save':
      return { type: 'save', name: checked.name, format: checked.format, data: checked.data };
    default:
      return { type: checked.type };
  }
}

function isSort(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { column, descending } = value as Fields;
  return isIndex(column) && typeof descending === 'boolean';
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
