/** What the views check in messages of their host that are about results. Pure. */
import type { ColumnType } from '../../../server/src/protocol/engine.ts';
import { isIndex, isNumber, oneOf, optional, shape, unbounded } from '../../shared/checks.ts';
import type { Check } from '../../shared/checks.ts';

const { isText, isCell, listOf } = unbounded;

// As a record, so that the compiler misses none.
const columnTypes: Readonly<Record<ColumnType, true>> = {
  text: true,
  long: true,
  double: true,
  boolean: true,
  time: true,
};

/** The columns of a result. */
export const isColumns: Check = listOf(shape({ name: isText, type: oneOf(...Object.keys(columnTypes)) }));

/** Rows of a result. */
export const isRows: Check = listOf(listOf(isCell));

/** Sentences about an answer that is otherwise good. */
export const isNotices: Check = listOf(shape({ code: isText, message: isText }));

/** Two times, epoch milliseconds. */
export const isSpan: Check = shape({ from: isNumber, to: isNumber });

/** What is wrong in a query, and where. */
export const isDiagnostics: Check = listOf(
  shape({
    code: isText,
    severity: oneOf('error', 'warning', 'information', 'hint'),
    message: isText,
    start: isIndex,
    end: isIndex,
  }),
);

/** Whether rows were computed or are messages. */
export const isResultShape: Check = oneOf('aggregates', 'messages');

/** What every answer says about itself. */
export const statsFields: Readonly<Record<string, Check>> = {
  messagesMatched: optional(isIndex),
  messagesTotal: optional(isIndex),
  rows: isIndex,
  elapsed: isNumber,
  range: optional(isSpan),
};

/** The answers to requests for rows. */
export const pageMessages = {
  page: shape({
    requestId: isIndex,
    resultId: isText,
    page: shape({ offset: isIndex, total: isIndex, rows: isRows }),
  }),
  pageFailed: shape({ requestId: isIndex, message: isText }),
} as const;
