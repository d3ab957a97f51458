import * as vscode from 'vscode';
import type { EngineProcess } from '../engineProcess.ts';
import { formatBytes } from '../format.ts';
import type { SourcesReader } from './sourcesReader.ts';

/** Asks, and has the engine forget everything that it has read. True when that was done. */
export async function clearStore(engine: EngineProcess, reader: SourcesReader): Promise<boolean> {
  const { store } = reader.state.report ?? {};
  const size = store?.file === undefined ? '' : ` The store takes ${formatBytes(store.bytes)} on disk.`;
  const clear = 'Clear';
  const detail = `The log files stay as they are; the next query reads them again.${size}`;
  const chosen = await vscode.window.showWarningMessage('Clear the log store?', { modal: true, detail }, clear);
  if (chosen !== clear) return false;
  reader.forget();
  await engine.request('store/clear', null);
  return true;
}
