import * as vscode from 'vscode';
import { withoutMarkup } from '../withoutMarkup.ts';
import { applyTo } from './dashboardFile.ts';
import type { FileChange } from './dashboardFile.ts';

type Changed = Extract<FileChange, { readonly kind: 'changed' }>;

/**
 * Says that a panel was deleted, with a button that puts the file back as it was: a dashboard may be changed without an
 * editor whose Undo could do it. What was changed since is kept, and told.
 */
export async function offerUndo(file: vscode.Uri, title: string, { before, after }: Changed): Promise<void> {
  const undo = 'Undo';
  const sentence = `Deleted the panel ${withoutMarkup(title)}.`;
  if ((await vscode.window.showInformationMessage(sentence, undo)) !== undo) return;
  const undone = await applyTo(file, (text) =>
    Promise.resolve(
      text === after
        ? { kind: 'edits', edits: [{ offset: 0, length: text.length, content: before }] }
        : { kind: 'invalid', message: 'The file was changed since; undo the deletion in its editor.' },
    ),
  );
  if (undone.kind === 'refused') void vscode.window.showWarningMessage(withoutMarkup(undone.message));
}
