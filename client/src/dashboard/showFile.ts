import * as vscode from 'vscode';

/** Shows the file of a dashboard beside its view. */
export async function showFile(file: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.Beside });
}

/** Shows a part of the file, given as offsets: in its editor when it has one, else beside the view. */
export async function showPlace(file: vscode.Uri, start: number, end: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const viewColumn = visible?.viewColumn ?? vscode.ViewColumn.Beside;
  await vscode.window.showTextDocument(document, { viewColumn, selection });
}
