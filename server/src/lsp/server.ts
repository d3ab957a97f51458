import { PositionEncodingKind, TextDocumentSyncKind } from 'vscode-languageserver/node';
import type { ClientCapabilities, Connection, InitializeResult, ServerCapabilities } from 'vscode-languageserver/node';
import { OpenDocuments } from './documents.ts';
import { features } from './features.ts';
import type { FeatureContext } from './feature.ts';
import { sesqLanguage } from './language.ts';
import type { Language } from './language.ts';

/**
 * Wires the language server to a connection and starts listening.
 * Positions are UTF-16, the encoding every client must speak.
 */
export function startServer(connection: Connection, language: Language = sesqLanguage): void {
  let client: ClientCapabilities = {};
  const documents = new OpenDocuments(language);
  const context: FeatureContext = { connection, documents, language, client: () => client };

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    return {
      serverInfo: { name: 'SES Log Explorer' },
      capabilities: {
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...features
          .filter((feature) => feature.announceLater?.(client) === undefined)
          .reduce<ServerCapabilities>((all, { capabilities }) => ({ ...all, ...capabilities }), {}),
      },
    };
  });
  connection.onInitialized(() => {
    for (const feature of features) feature.announceLater?.(client)?.(connection);
  });
  for (const feature of features) feature.register(context);
  documents.listen(connection);
  connection.listen();
}
