import { messagesQuery } from '../language/index.ts';
import type { QueryToolRequests } from '../protocol/languageServer.ts';
import type { Feature } from './feature.ts';
import { guarded } from './guard.ts';

type MessagesRequest = QueryToolRequests['sesq/query/messages'];

/** The query for the messages behind a value of a result. */
export const drillDown: Feature = {
  capabilities: {},
  register({ connection, documents }) {
    connection.onRequest(
      'sesq/query/messages',
      guarded(
        connection.console,
        'sesq/query/messages',
        ({ query, column, value }: MessagesRequest['params']): MessagesRequest['result'] =>
          messagesQuery(query, column, value, documents.customFields) ?? null,
      ),
    );
  },
};
