import * as vscode from 'vscode';
import { fileNameOf } from '../fileName.ts';
import { withoutMarkup } from '../withoutMarkup.ts';

/** Kinds of files that are saved, by their ending. */
const filters = {
  png: { 'PNG Image': ['png'] },
  csv: { 'Comma-Separated Values': ['csv'] },
  html: { 'Web Page': ['html'] },
  json: { JSON: ['json'] },
} as const;

/** Where the user wants a file; undefined when the dialog was left. */
export async function askWhere(
  title: string,
  ending: keyof typeof filters,
  name = fileNameOf(title, 'dashboard'),
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `${name}.${ending}`;
  return vscode.window.showSaveDialog({
    filters: Object.fromEntries(Object.entries(filters[ending]).map(([label, endings]) => [label, [...endings]])),
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
}

/** Asks for a place and writes there; tells when it is done, with a button that opens the file. */
export async function saveAs(
  title: string,
  ending: keyof typeof filters,
  content: () => Promise<Uint8Array>,
): Promise<void> {
  const uri = await askWhere(title, ending);
  if (uri === undefined) return;
  await vscode.workspace.fs.writeFile(uri, await content());
  const open = ending === 'html' ? 'Open in Browser' : 'Open';
  const chosen = await vscode.window.showInformationMessage(
    `Saved ${withoutMarkup(vscode.workspace.asRelativePath(uri))}.`,
    open,
  );
  if (chosen === undefined) return;
  if (ending === 'html') await vscode.env.openExternal(uri);
  else await vscode.commands.executeCommand('vscode.open', uri);
}

/** Text as it is written to a file. */
export function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
