import * as vscode from 'vscode';
import type { DashboardSource } from '../../../server/src/protocol/dashboard.ts';
import type { DashboardEdit } from '../../../server/src/protocol/dashboardView.ts';
import type { DashboardEditResult, OffsetEdit } from '../../../server/src/protocol/languageServer.ts';
import type { AskLanguageServer } from './services.ts';
import type { DashboardTarget } from './target.ts';

/** Address of a dashboard's file; that of one that comes along is inside the extension. */
export function fileOf(target: DashboardTarget, extensionUri: vscode.Uri): vscode.Uri {
  if (target.kind === 'file') return vscode.Uri.parse(target.uri, true);
  return vscode.Uri.joinPath(extensionUri, 'media', 'dashboards', `${target.id}.sesdash.json`);
}

/** The dashboard as the engine takes it: the text of a file as it is in the editor, saved or not. */
export async function sourceOf(target: DashboardTarget): Promise<DashboardSource> {
  if (target.kind === 'shipped') return { kind: 'shipped', id: target.id };
  const uri = vscode.Uri.parse(target.uri, true);
  return { kind: 'text', text: await textOf(uri), path: uri.fsPath };
}

/** The text of a file: that of its editor when there is one. Rejects when the file cannot be read. */
export async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Carries out a change that a view asked for; the sentence says why it could not be made. */
export async function changeFile(
  uri: vscode.Uri,
  edit: DashboardEdit,
  ask: AskLanguageServer,
): Promise<string | undefined> {
  return applyTo(uri, (text) => ask('sesq/dashboard/edit', { text, edit }));
}

/** Asks for edits of a file's text and applies them; a file without unsaved changes is saved. */
export async function applyTo(
  uri: vscode.Uri,
  edits: (text: string) => Promise<DashboardEditResult>,
): Promise<string | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { version, isDirty } = document;
  const result = await edits(document.getText());
  if (result.kind === 'invalid') return result.message;
  if (document.version !== version) return 'The file was changed at the same time. Do it again.';
  const change = new vscode.WorkspaceEdit();
  for (const edit of result.edits) change.replace(uri, rangeOf(document, edit), edit.content);
  if (!(await vscode.workspace.applyEdit(change))) return 'The file could not be changed.';
  if (!isDirty) await document.save();
  return undefined;
}

function rangeOf(document: vscode.TextDocument, { offset, length }: OffsetEdit): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}
