import { MarkupKind } from 'vscode-languageserver/node';
import type { ClientCapabilities, CompletionList, CompletionParams } from 'vscode-languageserver/node';
import { toCompletionItem } from './convert.ts';
import type { CompletionSupport } from './convert.ts';
import type { Feature } from './feature.ts';
import { guarded } from './guard.ts';

/** Proposals at the cursor. Each says what it replaces, so the client never guesses where a word starts. */
export const completion: Feature = {
  capabilities: { completionProvider: { triggerCharacters: ['|', ' ', '(', ',', '.', '"', '{'] } },
  register({ connection, documents, client }) {
    connection.onCompletion(
      guarded(connection.console, 'textDocument/completion', (params: CompletionParams): CompletionList => {
        const document = documents.get(params.textDocument.uri);
        if (document === undefined) return { isIncomplete: false, items: [] };
        const support = completionSupport(client());
        const proposals = document.complete(document.text.offsetAt(params.position));
        return {
          isIncomplete: false,
          items: proposals.map((proposal) => toCompletionItem(document.text, proposal, support)),
        };
      }),
    );
  },
};

function completionSupport(client: ClientCapabilities): CompletionSupport {
  const item = client.textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    markdown: item?.documentationFormat?.includes(MarkupKind.Markdown) === true,
  };
}
