import { DocumentFormattingRequest, DocumentRangeFormattingRequest } from 'vscode-languageserver/node';
import type {
  DocumentFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  TextEdit,
} from 'vscode-languageserver/node';
import type { FormatOptions } from '../language/index.ts';
import { defaultFormatOptions, formatDocument, formatRange } from '../language/index.ts';
import { toTextEdit } from './convert.ts';
import type { Feature } from './feature.ts';
import { guarded } from './guard.ts';

/** Layout of a document, or of the stages a selection touches. */
export const formatting: Feature = {
  capabilities: { documentFormattingProvider: true, documentRangeFormattingProvider: true },
  // Dashboard files are JSON, whose formatter is the editor's: a second one would make it ask which to take.
  announceLater(client) {
    const { formatting: whole, rangeFormatting: range } = client.textDocument ?? {};
    if (whole?.dynamicRegistration !== true || range?.dynamicRegistration !== true) return undefined;
    return (connection) => {
      const documentSelector = [{ language: 'sesq' }];
      const refused = (error: unknown): void => connection.console.error(`Formatting is not offered: ${String(error)}`);
      connection.client.register(DocumentFormattingRequest.type, { documentSelector }).catch(refused);
      connection.client.register(DocumentRangeFormattingRequest.type, { documentSelector }).catch(refused);
    };
  },
  register({ connection, documents }) {
    connection.onDocumentFormatting(
      guarded(connection.console, 'textDocument/formatting', (params: DocumentFormattingParams): TextEdit[] => {
        const document = documents.get(params.textDocument.uri);
        if (document === undefined) return [];
        return formatDocument(document.syntax, toFormatOptions(params.options)).map((edit) =>
          toTextEdit(document.text, edit),
        );
      }),
    );
    connection.onDocumentRangeFormatting(
      guarded(
        connection.console,
        'textDocument/rangeFormatting',
        (params: DocumentRangeFormattingParams): TextEdit[] => {
          const document = documents.get(params.textDocument.uri);
          if (document === undefined) return [];
          const { start, end } = params.range;
          const range = { start: document.text.offsetAt(start), end: document.text.offsetAt(end) };
          return formatRange(document.syntax, range, toFormatOptions(params.options)).map((edit) =>
            toTextEdit(document.text, edit),
          );
        },
      ),
    );
  },
};

/** Only the size of an indentation is the client's to choose; the rest of a layout is fixed. */
function toFormatOptions({ tabSize }: FormattingOptions): FormatOptions {
  return { ...defaultFormatOptions, indent: tabSize };
}
