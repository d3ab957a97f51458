import * as vscode from 'vscode';
import type { EngineProgress, SourcesReport } from '../../server/src/protocol/engine.ts';
import { counted } from './format.ts';

/** What the status bar shows: the sources once they are known, and the running query. */
export class StatusBar implements vscode.Disposable {
  readonly #sources = vscode.window.createStatusBarItem('sesq.sources', vscode.StatusBarAlignment.Left, 10);
  readonly #running = vscode.window.createStatusBarItem('sesq.running', vscode.StatusBarAlignment.Left, 9);

  constructor() {
    this.#sources.name = 'SES Log Sources';
    this.#sources.command = 'sesq.showSources';
    this.#sources.tooltip = 'Show how the log files were read';
    this.#running.name = 'SES Query Progress';
    this.#running.command = 'sesq.cancelQuery';
    this.#running.tooltip = 'Stop the query';
  }

  showSources({ totals }: SourcesReport): void {
    const rejected = totals.rejected === 0 ? '' : ` · ${counted(totals.rejected, 'record')} rejected`;
    this.#sources.text = `$(database) ${counted(totals.files, 'source')} · ${counted(totals.records, 'record')}${rejected}`;
    this.#sources.show();
  }

  /** Shows progress; without one, that a query has just started. */
  showRunning(progress?: EngineProgress): void {
    const fraction = progress?.fraction;
    this.#running.text =
      fraction === undefined ? '$(sync~spin) running' : `$(sync~spin) ${Math.floor(fraction * 100)} % · running`;
    this.#running.show();
  }

  hideRunning(): void {
    this.#running.hide();
  }

  dispose(): void {
    this.#sources.dispose();
    this.#running.dispose();
  }
}
