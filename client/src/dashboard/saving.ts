import * as vscode from 'vscode';
import { fileNameOf } from '../fileName.ts';
import { withoutMarkup } from '../withoutMarkup.ts';

/** What is saved, by the ending of its file: the title of the dialog and the name of the kind of file. */
const files = {
  png: { dialog: 'Save Picture', kind: 'PNG Image' },
  csv: { dialog: 'Save Rows', kind: 'Comma-Separated Values' },
  html: { dialog: 'Save Report', kind: 'Web Page' },
  json: { dialog: 'Export Dashboard', kind: 'JSON' },
} as const;

/** Where the user wants a file; undefined when the dialog was left. */
async function askWhere(title: string, ending: keyof typeof files): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const { dialog, kind } = files[ending];
  const name = fileNameOf(title, 'dashboard');
  return vscode.window.showSaveDialog({
    title: dialog,
    filters: { [kind]: [ending] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, `${name}.${ending}`) }),
  });
}

/**
 * Asks for a place and writes there; tells that it is done, with a button that opens the file. Gives whether it was
 * written: the dialog may have been left.
 */
export async function saveAs(
  title: string,
  ending: keyof typeof files,
  content: () => Promise<Uint8Array>,
): Promise<boolean> {
  const uri = await askWhere(title, ending);
  if (uri === undefined) return false;
  await vscode.workspace.fs.writeFile(uri, await content());
  // Not waited for: the message may stay unanswered for as long as it likes.
  void offerToOpen(uri, ending === 'html');
  return true;
}

async function offerToOpen(uri: vscode.Uri, inBrowser: boolean): Promise<void> {
  const open = inBrowser ? 'Open in Browser' : 'Open';
  const sentence = `Saved ${withoutMarkup(vscode.workspace.asRelativePath(uri))}.`;
  if ((await vscode.window.showInformationMessage(sentence, open)) !== open) return;
  if (inBrowser) await vscode.env.openExternal(uri);
  else await vscode.commands.executeCommand('vscode.open', uri);
}

/** Text as it is written to a file. */
export function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
