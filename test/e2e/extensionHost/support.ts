import * as vscode from 'vscode';

const pollInterval = 100;

/**
 * Asks again and again until the answer is not undefined; throws with `what` after `limit` milliseconds.
 * An error of `ask` counts as no answer yet and becomes the cause.
 */
export async function waitFor<T>(
  what: string,
  ask: () => T | undefined | PromiseLike<T | undefined>,
  limit = 20_000,
): Promise<T> {
  const deadline = Date.now() + limit;
  let cause: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      cause = error;
    }
    await new Promise((done) => setTimeout(done, pollInterval));
  }
  throw new Error(`Waited ${limit / 1000} s in vain for ${what}`, { cause });
}

/** The place of a file in the open workspace. */
export function workspaceFile(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('No workspace is open.');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file of the workspace in an editor. */
export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceFile(path)));
}

/** Writes a query into the workspace and opens it. `|` is left as typed; the cursor is at the end. */
export async function openNew(path: string, text: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(workspaceFile(path), new TextEncoder().encode(text));
  return open(path);
}

/** Closes all editors and forgets unsaved changes. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor !== undefined) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** The code of a diagnostic as text, whether or not it carries a link. */
export function codeOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code);
}
