import * as vscode from 'vscode';
import type { VisualizationKind } from '../../../server/src/protocol/dashboard.ts';
import type { ResultPage, ResultPageParams } from '../../../server/src/protocol/engine.ts';
import type { FromResultsView, ResultsState, ToResultsView } from '../../../server/src/protocol/webview.ts';
import { readResultsMessage } from './guard.ts';
import { createNonce, viewHtml } from './html.ts';

/** What the view can ask of its query document. */
export interface ResultsPanelActions {
  run(): void;
  cancel(): void;
  /** Offsets into the document, of a state's diagnostics; the document may have changed since. */
  goTo(start: number, end: number): void;
  showSources(): void;
  /** The rows are shown as this now. */
  drawn(kind: VisualizationKind): void;
  page(params: ResultPageParams): Promise<ResultPage>;
  /** Saves an image (Base64 of a PNG) where the user says; the name is a proposal. */
  saveImage(name: string, data: string): void;
  closed(): void;
  log(message: string): void;
}

/** The results view of one query document. It holds no rows: they stay in the engine and are asked for by page. */
export class ResultsPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #actions: ResultsPanelActions;
  #state: ResultsState = { kind: 'idle' };
  #isClosed = false;

  /** Opens the view beside the active editor, which keeps the focus. */
  constructor(extensionUri: vscode.Uri, title: string, actions: ResultsPanelActions) {
    this.#actions = actions;
    const viewRoot = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    const media = vscode.Uri.joinPath(extensionUri, 'media');
    this.#panel = vscode.window.createWebviewPanel(
      'sesq.results',
      title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [viewRoot, media] },
    );
    this.#panel.iconPath = new vscode.ThemeIcon('table');
    const { webview } = this.#panel;
    const address = (root: vscode.Uri, file: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
    webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    this.#panel.onDidDispose(() => {
      this.#isClosed = true;
      actions.closed();
    });
    webview.html = viewHtml(
      {
        cspSource: webview.cspSource,
        scriptUri: address(viewRoot, 'results.js'),
        styleUris: [address(media, 'results.css')],
        codiconsUri: address(viewRoot, 'codicon.css'),
        title,
      },
      createNonce(),
    );
  }

  /** True while this view has the focus of the window. */
  get isActive(): boolean {
    return this.#panel.active;
  }

  get title(): string {
    return this.#panel.title;
  }

  set title(title: string) {
    this.#panel.title = title;
  }

  get state(): ResultsState {
    return this.#state;
  }

  /** Replaces what the view shows; a hidden view is told when it asks again. */
  show(state: ResultsState): void {
    this.#state = state;
    this.#post({ type: 'state', state });
  }

  /** Brings the view to the front of its group without taking the focus. */
  reveal(): void {
    if (!this.#panel.visible) this.#panel.reveal(undefined, true);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #receive(value: unknown): void {
    const message = readResultsMessage(value);
    if (message === undefined) {
      this.#actions.log('The results view sent a message that is not part of the protocol; it was ignored.');
      return;
    }
    switch (message.type) {
      case 'ready':
        return this.#post({ type: 'state', state: this.#state });
      case 'run':
        return this.#actions.run();
      case 'cancel':
        return this.#actions.cancel();
      case 'goTo':
        return this.#actions.goTo(message.start, message.end);
      case 'showSources':
        return this.#actions.showSources();
      case 'drawn':
        return this.#actions.drawn(message.kind);
      case 'save':
        return this.#actions.saveImage(message.name, message.data);
      case 'page':
        return void this.#sendPage(message);
    }
  }

  async #sendPage({ requestId, resultId, offset, limit, sort }: FromResultsView & { type: 'page' }): Promise<void> {
    try {
      const page = await this.#actions.page({ resultId, offset, limit, sort });
      this.#post({ type: 'page', requestId, resultId, page });
    } catch (error) {
      this.#actions.log(`Rows ${offset} and following could not be read: ${String(error)}`);
      this.#post({
        type: 'pageFailed',
        requestId,
        message: 'These rows are no longer available. Run the query again.',
      });
    }
  }

  /** Rows may come after the view was closed. */
  #post(message: ToResultsView): void {
    if (!this.#isClosed) void this.#panel.webview.postMessage(message);
  }
}
