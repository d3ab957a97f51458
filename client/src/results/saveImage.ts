import * as vscode from 'vscode';
import { fileNameOf } from '../fileName.ts';
import { withoutMarkup } from '../withoutMarkup.ts';

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Asks where to save an image of a chart, beside its query by default, and writes it. `data` is Base64; what is no PNG
 * is not written.
 */
export async function saveImage(
  beside: vscode.Uri,
  title: string,
  data: string,
  log: (message: string) => void,
): Promise<void> {
  const bytes = Buffer.from(data, 'base64');
  if (!pngStart.every((byte, index) => bytes[index] === byte)) {
    log('The results view sent an image that is no PNG; it was not saved.');
    return;
  }
  const folder =
    beside.scheme === 'file' ? vscode.Uri.joinPath(beside, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${fileNameOf(title, 'chart')}.png`;
  const target = await vscode.window.showSaveDialog({
    title: 'Save Chart as PNG',
    filters: { 'PNG image': ['png'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    log(`The image could not be written: ${String(error)}`);
    void vscode.window.showErrorMessage(
      `The image could not be saved to ${withoutMarkup(target.fsPath)}. Choose another folder.`,
    );
  }
}
