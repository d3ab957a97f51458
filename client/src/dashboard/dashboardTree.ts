import * as vscode from 'vscode';
import { shippedDashboards, workspaceDashboards } from './knownDashboards.ts';
import type { KnownDashboard } from './picks.ts';

type Node =
  { readonly kind: 'group'; readonly title: string; readonly children: readonly KnownDashboard[] } | KnownDashboard;

/** The view "Dashboards" of the side bar: those of the workspace, and those that come along. */
export class DashboardTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #watcher = vscode.workspace.createFileSystemWatcher('**/*.sesdash.json');
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
    for (const event of [this.#watcher.onDidCreate, this.#watcher.onDidDelete, this.#watcher.onDidChange])
      event(() => this.#changed.fire());
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node !== undefined) return 'children' in node ? [...node.children] : [];
    const [own, shipped] = await Promise.all([workspaceDashboards(), shippedDashboards(this.#extensionUri)]);
    const groups: Node[] = [{ kind: 'group', title: 'Built-in', children: shipped }];
    return own.length === 0 ? groups : [{ kind: 'group', title: 'Workspace', children: own }, ...groups];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if ('children' in node) return new vscode.TreeItem(node.title, vscode.TreeItemCollapsibleState.Expanded);
    const item = new vscode.TreeItem(node.title);
    item.description = node.place;
    item.tooltip = node.description === '' ? node.title : `${node.title}\n${node.description}`;
    item.iconPath = new vscode.ThemeIcon('dashboard');
    item.contextValue = node.target.kind === 'file' ? 'sesq.dashboardFile' : 'sesq.dashboard';
    item.command = { command: 'sesq.openDashboard', title: 'Open Dashboard', arguments: [node.target] };
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
    this.#watcher.dispose();
  }
}
