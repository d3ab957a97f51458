import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { EngineProgress, RunQueryParams, RunQueryResult } from '../../../server/src/protocol/engine.ts';
import type { NewPanel } from '../../../server/src/protocol/languageServer.ts';
import type { ResultsHeader, ResultsState } from '../../../server/src/protocol/webview.ts';
import type { EngineProcess } from '../engineProcess.ts';
import { formatBytes } from '../format.ts';
import { phases, progressInterval } from '../progress.ts';
import { ResultsPanel } from '../results/resultsPanel.ts';
import { saveImage } from '../results/saveImage.ts';
import type { Settings } from '../settings.ts';
import { findCells, leadingComments } from './cells.ts';
import type { QueryCell } from './cells.ts';
import { readChart, readDirectives } from './directives.ts';

/** What the query sessions of all documents share. */
export interface QueryServices {
  readonly engine: EngineProcess;
  readonly extensionUri: vscode.Uri;
  settings(): Settings;
  log(message: string): void;
  showSources(): void;
  /** A run of any document began, advanced or ended. */
  runningChanged(progress?: EngineProgress): void;
  /** A query was answered over this many messages. */
  answered(messagesTotal: number): void;
}

interface Run {
  readonly operation: string;
  readonly cancellation: vscode.CancellationTokenSource;
  readonly header: ResultsHeader;
  /** Where the text that was sent begins in the document: diagnostics count from there. */
  readonly cellStart: number;
  lastShown: number;
}

/** The runs of one query document and the view that shows their results. A new run ends the one before. */
export class QuerySession {
  readonly #uri: vscode.Uri;
  readonly #services: QueryServices;
  readonly #closed: () => void;
  #panel: ResultsPanel | undefined;
  #run: Run | undefined;
  #resultId: string | undefined;
  #cellIndex = 0;
  #shownPanel: NewPanel | undefined;

  constructor(uri: vscode.Uri, services: QueryServices, closed: () => void) {
    this.#uri = uri;
    this.#services = services;
    this.#closed = closed;
  }

  get isRunning(): boolean {
    return this.#run !== undefined;
  }

  /** The query that was run last as a panel of a dashboard, drawn as its results are; undefined before the first run. */
  get shownPanel(): NewPanel | undefined {
    return this.#shownPanel;
  }

  /** True while the view of the results has the focus. */
  get isActive(): boolean {
    return this.#panel?.isActive === true;
  }

  /** Runs a cell of the document's current text, saved or not, and shows its results beside it. */
  async run(document: vscode.TextDocument, cell: QueryCell): Promise<void> {
    this.cancel();
    const text = document.getText().slice(cell.start, cell.end);
    const { now, timezone } = this.#services.settings();
    const directives = readDirectives(text);
    const title = directives.title ?? (cell.markerTitle || fileTitle(this.#uri));
    // The text above the cell goes along, so that the view counts lines as the editor does.
    const header: ResultsHeader = { title, query: document.getText().slice(0, cell.end), timezone };
    this.#shownPanel = {
      title,
      query: text.slice(leadingComments(text).queryStart ?? 0).trim(),
      visualization: { kind: readChart(text) ?? 'table' },
      // Without a range of its own it follows the dashboard's.
      ...(Object.keys(directives.timeRange).length === 0 ? {} : { timeRange: directives.timeRange }),
    };
    const run: Run = {
      operation: randomUUID(),
      cancellation: new vscode.CancellationTokenSource(),
      header,
      cellStart: cell.start,
      lastShown: Date.now(),
    };
    this.#run = run;
    this.#cellIndex = cell.index;
    this.#services.runningChanged();
    this.#show(title, { kind: 'running', header, phase: phases.running, fraction: undefined });
    const answer = await this.#ask(run, {
      query: text,
      timeRange: directives.timeRange,
      now,
      timezone,
      parameters: directives.parameters,
      operation: run.operation,
    });
    const chart = readChart(text);
    const state =
      answer.kind === 'rows' && chart !== undefined ? { ...answer, visualization: { kind: chart } } : answer;
    run.cancellation.dispose();
    // Cancelled, or followed by another run: that one decides what is shown.
    if (this.#run !== run) return;
    this.#run = undefined;
    this.#services.runningChanged();
    this.#releaseResult();
    if (state.kind === 'rows') {
      this.#resultId = state.resultId;
      this.#services.answered(state.stats.messagesTotal ?? 0);
    }
    this.#panel?.show(state);
  }

  /** Ends the run, if there is one: the request is cancelled in the engine and the view says so. */
  cancel(): void {
    const run = this.#run;
    if (run === undefined) return;
    this.#run = undefined;
    run.cancellation.cancel();
    this.#services.runningChanged();
    this.#panel?.show({ kind: 'cancelled', header: run.header });
  }

  /** Shows the progress of this document's run; progress of other operations is left alone. */
  progressed(progress: EngineProgress): void {
    const run = this.#run;
    if (run?.operation !== progress.operation) return;
    const now = Date.now();
    if (now - run.lastShown < progressInterval) return;
    run.lastShown = now;
    const read = progress.phase === 'loading' && progress.bytes > 0 ? `, ${formatBytes(progress.bytes)}` : '';
    const phase = phases[progress.phase] + read;
    this.#panel?.show({ kind: 'running', header: run.header, phase, fraction: progress.fraction });
    this.#services.runningChanged(progress);
  }

  dispose(): void {
    this.cancel();
    this.#panel?.dispose();
  }

  async #ask(run: Run, params: RunQueryParams): Promise<ResultsState> {
    const { header, cancellation } = run;
    let result: RunQueryResult;
    try {
      result = await this.#services.engine.request('query/run', params, cancellation.token);
    } catch (error) {
      if (cancellation.token.isCancellationRequested) return { kind: 'cancelled', header };
      this.#services.log(`The query did not finish: ${String(error)}`);
      const message = 'The query engine did not answer. Run the query again; the log says what happened.';
      return { kind: 'problem', header, message, diagnostics: [] };
    }
    if (result.kind === 'rows') {
      if (cancellation.token.isCancellationRequested) this.#release(result.resultId);
      const { resultId, shape, columns, stats, notices } = result;
      return { kind: 'rows', header, resultId, shape, columns, stats, notices };
    }
    const found = result.kind === 'invalid' ? result.diagnostics : [];
    const diagnostics = found.map((each) => ({
      ...each,
      start: run.cellStart + each.start,
      end: run.cellStart + each.end,
    }));
    return { kind: 'problem', header, message: result.message, diagnostics };
  }

  #show(title: string, state: ResultsState): void {
    this.#panel ??= new ResultsPanel(this.#services.extensionUri, title, {
      run: () => void this.runAgain(),
      cancel: () => this.cancel(),
      goTo: (start, end) => void this.#goTo(start, end),
      showSources: () => this.#services.showSources(),
      drawn: (kind) => {
        if (this.#shownPanel !== undefined) this.#shownPanel = { ...this.#shownPanel, visualization: { kind } };
      },
      saveImage: (name, data) => void saveImage(this.#uri, name, data, (message) => this.#services.log(message)),
      page: (params) => {
        if (params.resultId !== this.#resultId) return Promise.reject(new Error('the result was released'));
        return this.#services.engine.request('results/page', params);
      },
      closed: () => {
        this.#panel = undefined;
        this.cancel();
        this.#releaseResult();
        this.#closed();
      },
      log: (message) => this.#services.log(message),
    });
    this.#panel.title = title;
    this.#panel.show(state);
    this.#panel.reveal();
  }

  /** Runs the cell that was run last, as its text is now. */
  async runAgain(): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.#uri);
    const cell = findCells(document.getText())[this.#cellIndex];
    if (cell?.queryStart === undefined) {
      void vscode.window.showInformationMessage('The query is no longer in the document. Run it from the editor.');
      return;
    }
    await this.run(document, cell);
  }

  async #goTo(start: number, end: number): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.#uri);
    // The text may have become shorter since the query was sent.
    if (end > document.getText().length) return;
    const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
    const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const viewColumn = visible?.viewColumn ?? vscode.ViewColumn.One;
    await vscode.window.showTextDocument(document, { viewColumn, selection });
  }

  #releaseResult(): void {
    if (this.#resultId !== undefined) this.#release(this.#resultId);
    this.#resultId = undefined;
  }

  #release(resultId: string): void {
    const { engine, log } = this.#services;
    if (!engine.isRunning) return;
    engine
      .request('results/release', { resultId })
      .catch((error: unknown) => log(`A result could not be released: ${String(error)}`));
  }
}

function fileTitle(uri: vscode.Uri): string {
  const name = uri.path.split('/').at(-1) ?? uri.path;
  return name.replace(/\.sesq$/i, '');
}
