import * as vscode from 'vscode';
import type { EngineProgress, SourcesReport } from '../../server/src/protocol/engine.ts';
import { counted, formatBytes } from './format.ts';

/** What the status bar shows: the sources once they are known, and the running query. */
export class StatusBar implements vscode.Disposable {
  readonly #sources = vscode.window.createStatusBarItem('sesq.sources', vscode.StatusBarAlignment.Left, 10);
  readonly #running = vscode.window.createStatusBarItem('sesq.running', vscode.StatusBarAlignment.Left, 9);

  #isRunning = false;

  constructor() {
    this.#sources.name = 'SES Log Sources';
    this.#sources.command = 'sesq.sources.focus';
    this.#running.name = 'SES Query Progress';
    this.#running.command = 'sesq.cancelQuery';
  }

  showSources({ totals }: SourcesReport): void {
    const rejected = totals.rejected === 0 ? '' : `, ${counted(totals.rejected, 'record')} rejected`;
    this.#sources.text = `$(database) ${counted(totals.files, 'source')} · ${counted(totals.records, 'record')}`;
    this.#sources.tooltip = `${formatBytes(totals.bytes)} of logs${rejected}. Show the log sources.`;
    // Without icons and dots.
    const label = `${counted(totals.files, 'log source')}, ${counted(totals.records, 'record')}${rejected}`;
    this.#sources.accessibilityInformation = { label, role: 'button' };
    this.#sources.show();
  }

  /** Shows progress; without one, that a query has just started. */
  showRunning(progress?: EngineProgress): void {
    this.#isRunning = true;
    this.#showProgress('running', 'Stop the query', progress?.fraction);
  }

  hideRunning(): void {
    this.#isRunning = false;
    this.#running.hide();
  }

  /** Shows how far a reading of logs is that no query waits for; a running query comes first. */
  showReading({ fraction }: EngineProgress): void {
    if (!this.#isRunning) this.#showProgress('reading logs', 'Stop reading the logs', fraction);
  }

  hideReading(): void {
    if (!this.#isRunning) this.#running.hide();
  }

  #showProgress(what: string, tooltip: string, fraction: number | undefined): void {
    const share = fraction === undefined ? '' : `${Math.floor(fraction * 100)} % · `;
    this.#running.text = `$(sync~spin) ${share}${what}`;
    this.#running.tooltip = tooltip;
    this.#running.accessibilityInformation = { label: `${share}${what}, ${tooltip}`, role: 'button' };
    this.#running.show();
  }

  dispose(): void {
    this.#sources.dispose();
    this.#running.dispose();
  }
}
