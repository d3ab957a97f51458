import * as vscode from 'vscode';
import type { SourcesDocument } from './sourcesDocument.ts';
import type { SourcesReader } from './sourcesReader.ts';

/** Reads the sources, with a progress note that can be cancelled, and opens the report. Throws when they cannot be read. */
export async function showSources(reader: SourcesReader, document: SourcesDocument): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Reading log sources', cancellable: true };
  const state = await vscode.window.withProgress(options, (_progress, token) => {
    token.onCancellationRequested(() => reader.stop());
    return reader.read();
  });
  if (state.kind === 'failed') throw state.error;
  if (state.kind === 'read' && state.report !== undefined) await document.show(state.report);
}
