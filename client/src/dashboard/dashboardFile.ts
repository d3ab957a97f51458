import * as vscode from 'vscode';
import type { DashboardSource } from '../../../server/src/protocol/dashboard.ts';
import type { DashboardEdit } from '../../../server/src/protocol/dashboardView.ts';
import type { DashboardEditResult, OffsetEdit } from '../../../server/src/protocol/languageServer.ts';
import { Turns } from '../turns.ts';
import type { AskLanguageServer } from './services.ts';
import type { DashboardTarget } from './target.ts';

/** A file that was changed, with its texts around the change, or a sentence that says why it was not. */
export type FileChange =
  | { readonly kind: 'changed'; readonly before: string; readonly after: string }
  | { readonly kind: 'refused'; readonly message: string };

/** Each change begins with what the one before it has left. */
const turns = new Turns();

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

/** Carries out a change that a view asked for. */
export function changeFile(uri: vscode.Uri, edit: DashboardEdit, ask: AskLanguageServer): Promise<FileChange> {
  return applyTo(uri, (text) => ask('sesq/dashboard/edit', { text, edit }));
}

/**
 * Asks for edits of a file's text and applies them, after those that were asked for before; a file without unsaved changes
 * is saved. Rejects when the file cannot be read.
 */
export function applyTo(uri: vscode.Uri, edits: (text: string) => Promise<DashboardEditResult>): Promise<FileChange> {
  return turns.take(uri.toString(), () => applyNow(uri, edits));
}

async function applyNow(uri: vscode.Uri, edits: (text: string) => Promise<DashboardEditResult>): Promise<FileChange> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { version, isDirty } = document;
  const before = document.getText();
  const result = await edits(before);
  if (result.kind === 'invalid') return refused(result.message);
  if (document.version !== version) return refused('The file was changed at the same time. Do it again.');
  const change = new vscode.WorkspaceEdit();
  for (const edit of result.edits) change.replace(uri, rangeOf(document, edit), edit.content);
  if (!(await vscode.workspace.applyEdit(change))) return refused('The file could not be changed.');
  // Saving may lay out the text anew.
  if (!isDirty) await document.save();
  return { kind: 'changed', before, after: document.getText() };
}

function refused(message: string): FileChange {
  return { kind: 'refused', message };
}

function rangeOf(document: vscode.TextDocument, { offset, length }: OffsetEdit): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}
