import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { EngineProcess } from '../engineProcess.ts';
import type { StatusBar } from '../statusBar.ts';
import type { SourcesDocument } from './sourcesDocument.ts';

/** Reads the sources, with a progress note that can be cancelled, and opens the report. */
export async function showSources(
  engine: EngineProcess,
  document: SourcesDocument,
  statusBar: StatusBar,
): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Reading log sources', cancellable: true };
  const report = await vscode.window.withProgress(options, async (_progress, token) => {
    try {
      return await engine.request('sources/list', { operation: randomUUID() }, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
  if (report === undefined) return;
  statusBar.showSources(report);
  await document.show(report);
}

/** Brings the count in the status bar up to date without disturbing anyone. */
export async function refreshSources(engine: EngineProcess, statusBar: StatusBar): Promise<void> {
  statusBar.showSources(await engine.request('sources/list', { operation: randomUUID() }));
}
