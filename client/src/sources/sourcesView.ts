import * as vscode from 'vscode';
import type { EngineProgress, SourcesReport } from '../../../server/src/protocol/engine.ts';
import { counted, formatBytes } from '../format.ts';
import type { OnLogsChanged } from './logWatcher.ts';
import { sourceItem } from './sourceItems.ts';
import type { SourcesReader, SourcesState } from './sourcesReader.ts';
import { sourcesTree } from './sourcesTree.ts';
import type { SourceNode } from './sourceNodes.ts';
import type { TreeChoices } from './sourcesTree.ts';

/** What the view takes from the other parts. */
export interface SourcesViewServices {
  readonly reader: SourcesReader;
  readonly onLogsChanged: OnLogsChanged;
  /** True when there is something to read and it may be read. */
  mayRead(): boolean;
  choices(): TreeChoices;
  /** A sentence for the user about an error. */
  describe(error: unknown): string;
}

/** Settings that change what is read or how. */
const readSettings = [
  'sesq.logs',
  'sesq.categories',
  'sesq.sources',
  'sesq.records',
  'sesq.engine.inflateLimit',
  'sesq.engine.storeLimit',
];

/** The view "Log Sources". It reads only while it is visible and the window has the focus; what it missed it reads afterwards. */
export class SourcesView implements vscode.TreeDataProvider<SourceNode>, vscode.Disposable {
  readonly #services: SourcesViewServices;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<SourceNode>;
  readonly #subscriptions: readonly vscode.Disposable[];
  #watching: vscode.Disposable | undefined;
  #isStale = true;
  #shown: SourcesReport | undefined;
  #nodes: readonly SourceNode[] = [];
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(services: SourcesViewServices) {
    this.#services = services;
    this.#view = vscode.window.createTreeView('sesq.sources', { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.#view,
      this.#changed,
      this.#view.onDidChangeVisibility(() => this.#visibilityChanged()),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#follow();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.outdated()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.outdated()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (readSettings.some((name) => event.affectsConfiguration(name))) this.outdated();
        else if (event.affectsConfiguration('sesq.timezone')) this.#show(true);
      }),
    ];
  }

  /** Shows what there is to show so far, and reads when the view is open already. */
  start(): void {
    this.show();
    if (this.#view.visible) this.#visibilityChanged();
  }

  getChildren(node?: SourceNode): SourceNode[] {
    if (node === undefined) return [...this.#nodes];
    return 'children' in node ? [...node.children] : [];
  }

  getTreeItem(node: SourceNode): vscode.TreeItem {
    return sourceItem(node, 'sesq.openSource');
  }

  /** Reads again, whether or not somebody can see it. */
  async refresh(): Promise<void> {
    this.#isStale = false;
    await this.#read();
  }

  /** What is shown may be old: reads again as soon as somebody can see it. */
  outdated(): void {
    this.#isStale = true;
    this.#follow();
  }

  /** Shows what the reader knows. */
  show(): void {
    this.#show(false);
  }

  /** Shows how far the reading is. */
  progressed({ fraction, bytes }: EngineProgress): void {
    if (this.#services.reader.state.kind !== 'reading') return;
    const share = fraction === undefined ? '' : ` ${Math.floor(fraction * 100)} %`;
    this.#view.message = `Reading logs…${share}${bytes > 0 ? `, ${formatBytes(bytes)}` : ''}`;
  }

  dispose(): void {
    this.#watching?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #visibilityChanged(): void {
    if (!this.#view.visible) {
      this.#watching?.dispose();
      this.#watching = undefined;
      // Nobody looks from now on.
      this.#isStale = true;
      return;
    }
    this.#watching ??= this.#services.onLogsChanged(() => this.outdated());
    this.#follow();
  }

  /** Reads when something changed and somebody can see it; not after the user stopped the reading. */
  #follow(): void {
    if (!this.#isStale || !this.#view.visible) return;
    const { kind, report } = this.#services.reader.state;
    if (kind === 'stopped') return;
    // The first time it is the opened view that asks, whatever has the focus.
    if (report !== undefined && !vscode.window.state.focused) return;
    this.#isStale = false;
    void this.#read();
  }

  async #read(): Promise<void> {
    const { reader, mayRead } = this.#services;
    if (!mayRead()) return reader.forget();
    await vscode.window.withProgress({ location: { viewId: 'sesq.sources' } }, () => reader.read());
  }

  #show(anew: boolean): void {
    const { reader, choices, describe, mayRead } = this.#services;
    const { state } = reader;
    void vscode.commands.executeCommand('setContext', 'sesq.readingSources', state.kind === 'reading');
    void vscode.commands.executeCommand('setContext', 'sesq.sourcesState', welcomeOf(state, mayRead()));
    this.#view.message = messageOf(state, describe);
    if (!anew && this.#shown === state.report) return;
    this.#shown = state.report;
    const now = choices();
    this.#nodes = state.report === undefined ? [] : sourcesTree(state.report, now);
    // One zone for all times of the view, named once.
    this.#view.description = this.#nodes.length === 0 ? '' : now.timezone;
    this.#changed.fire();
  }
}

/** What stands above the tree. A welcome text is shown only when nothing does. */
function messageOf({ kind, report, error }: SourcesState, describe: (error: unknown) => string): string {
  if (kind === 'failed') return describe(error);
  if (kind === 'stopped' && report !== undefined)
    return 'Reading was stopped: this is how it was before. Refresh to go on.';
  if (kind === 'reading' && report === undefined) return 'Reading logs…';
  return duplicatesMessage(report);
}

/** How many records were left out, or would be. */
function duplicatesMessage(report: SourcesState['report']): string {
  const left = report?.totals.duplicates;
  if (left !== undefined) return `${counted(left, 'duplicate')} left out.`;
  const repeated = report?.repeated ?? 0;
  if (repeated === 0) return '';
  // Side bars are narrow: this stands above all that they show.
  return `${counted(repeated, 'duplicate')}. To leave them out: setting sesq.records.deduplicate.`;
}

/** Which of the welcome texts of the manifest fits an empty tree. */
function welcomeOf({ kind, report }: SourcesState, mayRead: boolean): string {
  if (!mayRead) return 'none';
  if (kind === 'stopped' && report === undefined) return 'stopped';
  return report?.files.length === 0 ? 'empty' : 'unknown';
}
