import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { SourcesReport } from '../../../server/src/protocol/engine.ts';
import { formatBytes } from '../format.ts';
import { withoutMarkup } from '../withoutMarkup.ts';
import type { SourcesDocument } from './sourcesDocument.ts';
import type { FileNode, MoreNode, RejectedNode } from './sourceNodes.ts';
import { oneLine } from './sourceTexts.ts';

/** Editors become slow with larger files; in bytes. */
const largeFile = 50_000_000;

/**
 * Opens what a node stands for: a file, the place of a rejected piece, or the report at them when the file is compressed and
 * when there are more pieces than nodes. `report` is the one that the node was made from.
 */
export async function openSource(
  node: FileNode | RejectedNode | MoreNode,
  report: SourcesReport,
  document: SourcesDocument,
): Promise<void> {
  if (node.kind === 'more') return document.show(report, node.path);
  const place = node.kind === 'file' ? undefined : { line: node.line - 1, column: node.column - 1 };
  const name = oneLine(basename(node.path));
  if (!node.isText) {
    await document.show(report, node.path, place);
    vscode.window.setStatusBarMessage(`${withoutMarkup(name)} is compressed: the report says how it was read.`, 10_000);
    return;
  }
  if (node.bytes > largeFile && !(await mayOpen(name, node.bytes))) return;
  const selection =
    place === undefined ? undefined : new vscode.Range(place.line, place.column, place.line, place.column);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(node.path), {
    preview: true,
    ...(selection === undefined ? {} : { selection }),
  });
}

async function mayOpen(name: string, bytes: number): Promise<boolean> {
  const open = 'Open';
  const detail = 'An editor takes long for so large a file and much memory. Queries read it without opening it.';
  const message = `${name} is ${formatBytes(bytes)} large. Open it anyway?`;
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, open)) === open;
}
