import * as vscode from 'vscode';
import { sourcesFileTemplate } from './sourcesFileTemplate.ts';
import { sourcesFileName } from './watchPlan.ts';

/** Opens the file of sources of a workspace folder; one that does not exist yet is written with an example in comments. */
export async function openSourcesFile(): Promise<void> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) {
    const open = 'Open Folder';
    const message = `A file of sources belongs to a folder: open the one that holds the logs first.`;
    if ((await vscode.window.showInformationMessage(message, open)) === open)
      await vscode.commands.executeCommand('workbench.action.files.openFolder');
    return;
  }
  const folder = folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick();
  if (folder === undefined) return;
  const uri = vscode.Uri.joinPath(folder.uri, sourcesFileName);
  const exists = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!exists) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(sourcesFileTemplate));
  await vscode.window.showTextDocument(uri);
}
