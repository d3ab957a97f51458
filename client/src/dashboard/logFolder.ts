import * as vscode from 'vscode';

/** Asks for a folder with logs and takes it up: as a setting of the workspace, or as the folder of the window. */
export async function chooseLogFolder(): Promise<void> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Choose Log Folder',
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: 'Read Logs Here',
    })) ?? [];
  if (folder === undefined) return;
  if ((vscode.workspace.workspaceFolders ?? []).length === 0)
    return void (await vscode.commands.executeCommand('vscode.openFolder', folder));
  const configuration = vscode.workspace.getConfiguration('sesq');
  const logs = configuration.get<readonly string[]>('logs', []);
  // An empty list means the folders of the workspace: they stay part of it.
  const before = logs.length === 0 ? ['.'] : logs;
  await configuration.update('logs', [...new Set([...before, folder.fsPath])], vscode.ConfigurationTarget.Workspace);
}
