import * as vscode from 'vscode';
import { escapeMarkdown } from './sourceTexts.ts';
import type { Fact, FileState, SourceNode } from './sourceNodes.ts';

const icons: Readonly<Record<FileState, vscode.ThemeIcon>> = {
  rejected: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  empty: new vscode.ThemeIcon('circle-slash'),
  noted: new vscode.ThemeIcon('info'),
  compressed: new vscode.ThemeIcon('file-zip'),
  read: new vscode.ThemeIcon('file'),
};

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** A node as the tree view shows it. `open` is the command that a click runs with the node. */
export function sourceItem(node: SourceNode, open: string): vscode.TreeItem {
  const hasChildren = 'children' in node && node.children.length > 0;
  const item = new vscode.TreeItem(node.label, node.kind === 'category' ? Expanded : hasChildren ? Collapsed : None);
  item.id = node.id;
  item.description = node.description;
  item.accessibilityInformation = { label: node.spoken };
  item.contextValue = `sesq.${node.kind}`;
  item.iconPath = iconOf(node);
  item.tooltip = node.kind === 'file' ? tooltip(node.facts) : tooltip([[node.label, node.description]]);
  if (node.kind !== 'category') item.command = { command: open, title: 'Open', arguments: [node] };
  return item;
}

function iconOf(node: SourceNode): vscode.ThemeIcon {
  switch (node.kind) {
    case 'category':
      return new vscode.ThemeIcon('tag');
    case 'file':
      return icons[node.state];
    case 'rejected':
      return new vscode.ThemeIcon('circle-small');
    case 'more':
      return new vscode.ThemeIcon('ellipsis');
  }
}

/** Facts as lines of Markdown; what comes from logs is escaped, and no command can be run from it. */
function tooltip(facts: readonly Fact[]): vscode.MarkdownString {
  const lines = facts.map(([name, value]) => `**${escapeMarkdown(name)}**: ${escapeMarkdown(value)}`);
  const text = new vscode.MarkdownString(lines.join('  \n'));
  text.isTrusted = false;
  text.supportHtml = false;
  return text;
}
