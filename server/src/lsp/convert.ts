import {
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  InsertTextFormat,
  MarkupKind,
} from 'vscode-languageserver/node';
import type {
  CompletionItem,
  Diagnostic as LspDiagnostic,
  MarkupContent,
  Range,
  TextEdit as LspTextEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Completion, Diagnostic, Severity, TextEdit, TextRange } from '../language/index.ts';
import { withoutSnippetSyntax } from './snippet.ts';

/** What findings of this server are called in the Problems view. */
export const diagnosticSource = 'sesq';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags: Readonly<Record<NonNullable<Diagnostic['tag']>, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

const completionKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  operator: CompletionItemKind.Method,
  function: CompletionItemKind.Function,
  aggregate: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  field: CompletionItemKind.Field,
  path: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
};

/** Offsets to lines and UTF-16 characters; offsets beyond the text become its end. */
export function toRange(document: TextDocument, range: TextRange): Range {
  return { start: document.positionAt(range.start), end: document.positionAt(range.end) };
}

/** A finding as the client shows it. */
export function toDiagnostic(document: TextDocument, diagnostic: Diagnostic): LspDiagnostic {
  return {
    range: toRange(document, diagnostic.range),
    severity: severities[diagnostic.severity],
    code: diagnostic.code,
    source: diagnosticSource,
    message: diagnostic.message,
    ...(diagnostic.tag === undefined ? {} : { tags: [tags[diagnostic.tag]] }),
  };
}

/** An edit of a fix. */
export function toTextEdit(document: TextDocument, edit: TextEdit): LspTextEdit {
  return { range: toRange(document, edit.range), newText: edit.newText };
}

/** What the client can take in a completion. */
export interface CompletionSupport {
  readonly snippets: boolean;
  readonly markdown: boolean;
}

/** A proposal; clients without snippets get its text with the placeholders filled in. */
export function toCompletionItem(
  document: TextDocument,
  completion: Completion,
  support: CompletionSupport,
): CompletionItem {
  const isSnippet = completion.isSnippet && support.snippets;
  const newText =
    completion.isSnippet && !support.snippets ? withoutSnippetSyntax(completion.insertText) : completion.insertText;
  return {
    label: completion.label,
    kind: completionKinds[completion.kind],
    detail: completion.detail,
    documentation: toMarkup(completion.documentation, support.markdown),
    sortText: completion.sortText,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: toRange(document, completion.range), newText },
  };
}

function toMarkup(text: string, markdown: boolean): MarkupContent {
  return { kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: text };
}
