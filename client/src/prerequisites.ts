import * as vscode from 'vscode';

interface Prerequisite {
  readonly isMet: () => boolean;
  readonly message: string;
  readonly action: { readonly title: string; readonly command: string };
}

const prerequisites: readonly Prerequisite[] = [
  {
    isMet: () => vscode.workspace.isTrusted,
    message:
      'Queries read log files of this workspace, so they run only when the workspace is trusted. Editing help works without trust.',
    action: { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
  },
  {
    isMet: () =>
      localFolders().length > 0 || vscode.workspace.getConfiguration('sesq').get<unknown[]>('logs', []).length > 0,
    message: 'There are no log files to read. Open the folder that holds them, or name them in the setting sesq.logs.',
    action: { title: 'Open Folder', command: 'workbench.action.files.openFolder' },
  },
];

/** True when logs may be read; otherwise tells the user what is missing, with a button that helps. */
export async function mayReadLogs(): Promise<boolean> {
  const missing = prerequisites.find(({ isMet }) => !isMet());
  if (missing === undefined) return true;
  const { title, command } = missing.action;
  const chosen = await vscode.window.showWarningMessage(missing.message, title);
  if (chosen === title) await vscode.commands.executeCommand(command);
  return false;
}

/** Absolute paths of the workspace folders on this machine. */
export function localFolders(): readonly string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}
