import { CodeActionKind } from 'vscode-languageserver/node';
import type {
  CodeAction,
  CodeActionParams,
  Diagnostic as LspDiagnostic,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Fix } from '../language/index.ts';
import { toRange, toTextEdit } from './convert.ts';
import type { OpenDocument } from './documents.ts';
import type { Feature } from './feature.ts';
import { guarded } from './guard.ts';

/** Quick fixes for the findings the client asks about; the first fix of a finding is the preferred one. */
export const codeActions: Feature = {
  capabilities: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } },
  register({ connection, documents, client }) {
    connection.onCodeAction(
      guarded(connection.console, 'textDocument/codeAction', (params: CodeActionParams): CodeAction[] => {
        const document = documents.get(params.textDocument.uri);
        if (document === undefined || !asksForQuickFixes(params)) return [];
        const versioned = client().workspace?.workspaceEdit?.documentChanges === true;
        return params.context.diagnostics.flatMap((asked) =>
          fixesFor(document, asked).map((fix, index) => ({
            title: fix.title,
            kind: CodeActionKind.QuickFix,
            diagnostics: [asked],
            isPreferred: index === 0,
            edit: toWorkspaceEdit(document, fix, versioned),
          })),
        );
      }),
    );
  },
};

/** Kinds are hierarchical: the empty kind asks for everything. */
function asksForQuickFixes({ context }: CodeActionParams): boolean {
  return context.only === undefined || context.only.some((kind) => kind === '' || kind === CodeActionKind.QuickFix);
}

/** A finding is known again by its code and its place, so an outdated one gets no fix. */
function fixesFor(document: OpenDocument, asked: LspDiagnostic): readonly Fix[] {
  return document.diagnostics
    .filter((found) => found.code === asked.code && sameRange(toRange(document.text, found.range), asked.range))
    .flatMap((found) => found.fixes);
}

function sameRange(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

/** A versioned edit is refused by the client when the document has changed meanwhile. */
function toWorkspaceEdit(document: OpenDocument, fix: Fix, versioned: boolean): WorkspaceEdit {
  const edits = fix.edits.map((edit) => toTextEdit(document.text, edit));
  return versioned
    ? { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits }] }
    : { changes: { [document.uri]: edits } };
}
