import type { FromResultsView } from '../../../server/src/protocol/webview.ts';
import { allOf, checksWithin, isAnything, oneOf, shape } from '../../shared/checks.ts';
import type { Check, Fields } from '../../shared/checks.ts';
import { isVisualizationKind } from '../../shared/dashboardChecks.ts';
import { isTextRange, pageRequest } from '../../shared/messageChecks.ts';
import { bounded } from '../boundedChecks.ts';

const { isText: isName } = checksWithin({ text: 1000, list: 0 });
/** Base64 of the largest image that is taken. */
const { isText: isImage } = checksWithin({ text: 40_000_000, list: 0 });
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

const messages: Readonly<Record<FromResultsView['type'], Check>> = {
  ready: isAnything,
  run: isAnything,
  cancel: isAnything,
  showSources: isAnything,
  drawn: shape({ kind: isVisualizationKind }),
  save: shape({ name: isName, format: oneOf('png'), data: allOf(isImage, (data) => base64.test(String(data))) }),
  goTo: isTextRange,
  page: pageRequest(bounded.isText),
};

/**
 * Checks a message from the results view and gives it back with exactly the fields of its type, or undefined when it
 * is not one of the messages of the protocol.
 */
export function readResultsMessage(value: unknown): FromResultsView | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const message = value as Fields;
  const { type } = message;
  if (typeof type !== 'string' || !Object.hasOwn(messages, type)) return undefined;
  if (!messages[type as FromResultsView['type']](message)) return undefined;
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
    case 'drawn':
      return { type: 'drawn', kind: checked.kind };
    case 'save':
      return { type: 'save', name: checked.name, format: checked.format, data: checked.data };
    default:
      return { type: checked.type };
  }
}
