import { parse } from 'jsonc-parser';
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient/node';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { LanguageServerNotifications } from '../../../server/src/protocol/languageServer.ts';
import { localFolders } from '../prerequisites.ts';
import { fieldNames } from './fieldNames.ts';
import { sourcesFileName } from './watchPlan.ts';

const method = 'sesq/customFields' satisfies keyof LanguageServerNotifications;

/** What it takes to know the fields; `sources` are those of the settings, as written. */
export interface CustomFieldsServices {
  readonly sources: () => unknown;
  readonly log: (message: string) => void;
}

/**
 * Tells the language server which fields sources give to messages: whenever it has started, and whenever the settings or
 * the files of sources change. The engine, which checks both, need not run for it.
 */
export function tellCustomFields(client: LanguageClient, services: CustomFieldsServices): vscode.Disposable {
  let last = 0;
  const tell = async (): Promise<void> => {
    if (client.state !== State.Running) return;
    last += 1;
    const own = last;
    const lists = await Promise.all(localFolders().map(sourcesIn));
    // What changed meanwhile is read by a later one.
    if (own !== last) return;
    const params: LanguageServerNotifications[typeof method] = { names: fieldNames([services.sources(), ...lists]) };
    await client.sendNotification(method, params);
  };
  const changed = (): void => {
    tell().catch((error: unknown) => services.log(`The fields of sources were not told: ${String(error)}`));
  };
  const watcher = vscode.workspace.createFileSystemWatcher(`**/{.sesq,${sourcesFileName}}`);
  changed();
  return vscode.Disposable.from(
    client.onDidChangeState(changed),
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(changed),
    vscode.workspace.onDidChangeWorkspaceFolders(changed),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('sesq.sources')) changed();
    }),
  );
}

/** The list of sources of a workspace folder (absolute path) as far as it can be read; most folders have none. */
async function sourcesIn(folder: string): Promise<unknown> {
  const uri = vscode.Uri.joinPath(vscode.Uri.file(folder), sourcesFileName);
  const bytes = await vscode.workspace.fs.readFile(uri).then(
    (content) => content,
    () => undefined,
  );
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes);
  const file: unknown = parse(text, [], { allowTrailingComma: true });
  return typeof file === 'object' && file !== null && 'sources' in file ? file.sources : undefined;
}
