import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { DocumentSelector } from 'vscode-languageclient/node';

/** What a language client needs to know. */
export interface LanguageClientOptions {
  readonly extensionUri: vscode.Uri;
  /** The documents that the server is told about. */
  readonly documents: DocumentSelector;
  readonly log: vscode.LogOutputChannel;
}

/** The client of the language server. Not started yet. */
export function createLanguageClient({ extensionUri, documents, log }: LanguageClientOptions): LanguageClient {
  const module = vscode.Uri.joinPath(extensionUri, 'dist', 'server.cjs').fsPath;
  const server = { module, transport: TransportKind.ipc };
  return new LanguageClient(
    'sesq',
    'SES Query Language',
    { run: server, debug: { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } } },
    { documentSelector: documents, outputChannel: log },
  );
}
