import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/**
 * The client of the language server for every `sesq` document, untitled and virtual ones included, and for the queries
 * in dashboard files. Not started yet.
 */
export function createLanguageClient(extensionUri: vscode.Uri, log: vscode.LogOutputChannel): LanguageClient {
  const module = vscode.Uri.joinPath(extensionUri, 'dist', 'server.cjs').fsPath;
  const server = { module, transport: TransportKind.ipc };
  return new LanguageClient(
    'sesq',
    'SES Query Language',
    { run: server, debug: { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } } },
    { documentSelector: [{ language: 'sesq' }, { pattern: '**/*.sesdash.json' }], outputChannel: log },
  );
}
