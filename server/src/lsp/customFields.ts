import type { LanguageServerNotifications } from '../protocol/languageServer.ts';
import type { Feature } from './feature.ts';

const method = 'sesq/customFields' satisfies keyof LanguageServerNotifications;

/** Takes the names of the fields that settings give to messages; a client that shows findings is to ask for them again. */
export const customFields: Feature = {
  capabilities: {},
  register({ connection, documents, client }) {
    connection.onNotification(method, ({ names }: LanguageServerNotifications[typeof method]) => {
      documents.setCustomFields(names);
      if (client().workspace?.diagnostics?.refreshSupport !== true) return;
      connection.languages.diagnostics.refresh().catch((error: unknown) => {
        connection.console.error(`The client could not refresh its findings: ${String(error)}`);
      });
    });
  },
};
