import * as vscode from 'vscode';
import type { FromDashboardView, ToDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import { createNonce, viewHtml } from '../results/html.ts';
import { readDashboardMessage } from './guard.ts';

/** Identifier of the views of dashboards. */
export const dashboardViewType = 'sesq.dashboard';

/** What happens to a view. */
export interface DashboardPanelEvents {
  /** A checked message. */
  received(message: FromDashboardView): void;
  /** It came to the front, or went behind another tab; a hidden view gets no messages. */
  visibilityChanged(visible: boolean): void;
  closed(): void;
  log(message: string): void;
}

/** The web page of one dashboard. It holds no state that the host needs. */
export class DashboardPanel {
  readonly #panel: vscode.WebviewPanel;
  #isClosed = false;

  /** Takes over a panel: a fresh one, or one that the editor restored. */
  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, events: DashboardPanelEvents) {
    this.#panel = panel;
    const viewRoot = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    const media = vscode.Uri.joinPath(extensionUri, 'media');
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [viewRoot, media] };
    panel.iconPath = new vscode.ThemeIcon('dashboard');
    webview.onDidReceiveMessage((value: unknown) => {
      const message = readDashboardMessage(value);
      if (message === undefined)
        events.log('A dashboard view sent a message that is not part of the protocol; it was ignored.');
      else events.received(message);
    });
    panel.onDidChangeViewState(() => events.visibilityChanged(panel.visible));
    panel.onDidDispose(() => {
      this.#isClosed = true;
      events.closed();
    });
    const address = (root: vscode.Uri, file: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
    webview.html = viewHtml(
      {
        cspSource: webview.cspSource,
        scriptUri: address(viewRoot, 'dashboard.js'),
        styleUris: [address(media, 'dashboard.css')],
        codiconsUri: address(viewRoot, 'codicon.css'),
        title: panel.title,
      },
      createNonce(),
    );
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  set title(title: string) {
    if (this.#panel.title !== title) this.#panel.title = title;
  }

  /** Gives a message to the view. What is answered after it was closed has nobody to go to. */
  post(message: ToDashboardView): void {
    if (!this.#isClosed) void this.#panel.webview.postMessage(message);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }
}
