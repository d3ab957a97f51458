import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { EngineProcess } from '../engineProcess.ts';
import { localFolders, mayReadLogs } from '../prerequisites.ts';
import type { Settings } from '../settings.ts';
import { countQuery } from './categoryRule.ts';
import { clearStore } from './clearStore.ts';
import { openSource } from './openSource.ts';
import { openSourcesFile } from './openSourcesFile.ts';
import { setCategory } from './setCategory.ts';
import { showSources } from './showSources.ts';
import type { SourcesDocument } from './sourcesDocument.ts';
import type { SourcesReader } from './sourcesReader.ts';
import type { FileNode, SourceNode } from './sourceNodes.ts';
import type { SourcesView } from './sourcesView.ts';

/** Registers a command whose failure is told with this sentence. */
export type RegisterCommand = (
  id: string,
  failure: string,
  action: (...args: unknown[]) => unknown,
) => vscode.Disposable;

/** What the commands work with. */
export interface SourceCommandServices {
  readonly engine: EngineProcess;
  readonly extensionUri: vscode.Uri;
  readonly settings: () => Settings;
  readonly command: RegisterCommand;
  readonly reader: SourcesReader;
  readonly view: SourcesView;
  readonly document: SourcesDocument;
  /** A sentence for the user about an error. */
  readonly describe: (error: unknown) => string;
}

/** The commands about log sources: of the palette, of the view's title and of its nodes. */
export function registerSourceCommands(services: SourceCommandServices): vscode.Disposable {
  const { engine, extensionUri, settings, command, reader, view, document, describe } = services;
  return vscode.Disposable.from(
    command('sesq.showSources', 'The log sources could not be shown.', async () => {
      if (!(await mayReadLogs())) return;
      await showSources(reader, document).catch((error: unknown) => {
        void vscode.window.showErrorMessage(describe(error));
      });
    }),
    command('sesq.refreshSources', 'The log sources could not be read.', async () => {
      if (!(await mayReadLogs())) return;
      await vscode.commands.executeCommand('sesq.sources.focus');
      await view.refresh();
    }),
    command('sesq.stopReading', 'The reading could not be stopped.', () => reader.stop()),
    command('sesq.clearStore', 'The log store could not be cleared.', async () => {
      if ((await mayReadLogs()) && (await clearStore(engine, reader))) view.outdated();
    }),
    command('sesq.openSourcesFile', 'The file of sources could not be opened.', openSourcesFile),
    command('sesq.openSamples', 'The samples could not be opened.', () =>
      vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.joinPath(extensionUri, 'samples'), {
        forceNewWindow: true,
      }),
    ),
    command('sesq.openSettings', 'The settings could not be opened.', () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@ext:ses-log-explorer.ses-log-explorer'),
    ),
    command('sesq.openSource', 'The log file could not be opened.', async (node) => {
      const { report } = reader.state;
      if (isNode(node) && node.kind !== 'category' && report !== undefined) await openSource(node, report, document);
    }),
    command('sesq.revealSource', 'The log file could not be shown.', (node) => {
      if (!isFile(node)) return;
      const isInside = localFolders().some((folder) => node.path.startsWith(folder + sep));
      const reveal = isInside ? 'revealInExplorer' : 'revealFileInOS';
      return vscode.commands.executeCommand(reveal, vscode.Uri.file(node.path));
    }),
    command('sesq.copySourcePath', 'The path could not be copied.', (node) =>
      isFile(node) ? vscode.env.clipboard.writeText(node.path) : undefined,
    ),
    command('sesq.openDashboardForSource', 'The dashboard could not be opened.', (node) =>
      isFile(node)
        ? vscode.commands.executeCommand('sesq.openDashboardForFile', vscode.Uri.file(node.path))
        : undefined,
    ),
    command('sesq.setSourceCategory', 'The source category could not be set.', async (node) => {
      if (!isFile(node)) return;
      const known = (reader.state.report?.files ?? []).map(({ category }) => category);
      await setCategory(node, known, settings().categories, localFolders());
    }),
    command('sesq.querySource', 'The query could not be run.', async (node) => {
      if (!isNode(node) || (node.kind !== 'file' && node.kind !== 'category')) return;
      const text =
        node.kind === 'file' ? countQuery('_sourceName', node.path) : countQuery('_sourceCategory', node.category);
      const content = `// @title ${node.label}\n${text}\n`;
      const query = await vscode.workspace.openTextDocument({ language: 'sesq', content });
      await vscode.window.showTextDocument(query);
      await vscode.commands.executeCommand('sesq.runQuery', query.uri, 0);
    }),
  );
}

/** Nodes come from the tree, but anybody may call a command with anything. */
function isNode(value: unknown): value is SourceNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'spoken' in value;
}

function isFile(value: unknown): value is FileNode {
  return isNode(value) && value.kind === 'file';
}
