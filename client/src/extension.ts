import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { EngineProcess } from './engineProcess.ts';
import { createLanguageClient } from './languageClient.ts';
import { localFolders, mayReadLogs } from './prerequisites.ts';
import { QuerySessions } from './query/querySessions.ts';
import { RunLensProvider } from './query/runLens.ts';
import { engineSettings, readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { refreshSources, showSources } from './sources/showSources.ts';
import { SourcesDocument } from './sources/sourcesDocument.ts';
import { StatusBar } from './statusBar.ts';

let languageClient: LanguageClient | undefined;

/** Puts the parts together. Nothing is read and the engine is not started until the first query. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, subscriptions } = context;
  const log = vscode.window.createOutputChannel('SES Log Explorer', { log: true });
  const statusBar = new StatusBar();
  const sourcesDocument = new SourcesDocument();
  const settings = (): Settings => readSettings(vscode.workspace.getConfiguration('sesq'));

  const engine = new EngineProcess({
    modulePath: vscode.Uri.joinPath(extensionUri, 'dist', 'engine.cjs').fsPath,
    settings: () => engineSettings(settings(), localFolders(), context.storageUri?.fsPath),
    log: (line) => log.info(line),
    crashed: (reason) => void reportWithLog(log, reason),
    progressed: (progress) => sessions.progressed(progress),
  });

  let knownTotal: number | undefined;
  const sessions: QuerySessions = new QuerySessions({
    engine,
    extensionUri,
    settings,
    log: (message) => log.warn(message),
    showSources: () => void vscode.commands.executeCommand('sesq.showSources'),
    runningChanged: (progress) => {
      const { isRunning } = sessions;
      void vscode.commands.executeCommand('setContext', 'sesq.running', isRunning);
      if (isRunning) statusBar.showRunning(progress);
      else statusBar.hideRunning();
    },
    answered: (messagesTotal) => {
      if (messagesTotal === knownTotal) return;
      knownTotal = messagesTotal;
      refreshSources(engine, statusBar).catch((error: unknown) =>
        log.warn(`The sources could not be counted: ${String(error)}`),
      );
    },
  });

  /** Registers a command whose failure is logged in full and told to the user in a sentence. */
  const command = (id: string, failure: string, action: (...args: unknown[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await action(...args);
      } catch (error) {
        log.error(error instanceof Error ? error : String(error));
        void reportWithLog(log, failure);
      }
    });

  subscriptions.push(
    sessions,
    { dispose: () => engine.dispose() },
    statusBar,
    sourcesDocument.register(),
    vscode.languages.registerCodeLensProvider({ language: 'sesq' }, new RunLensProvider()),
    command('sesq.runQuery', 'The query could not be run.', async (uri, cellIndex) => {
      if (await mayReadLogs()) await sessions.run(uri, cellIndex);
    }),
    command('sesq.cancelQuery', 'The query could not be stopped.', () => sessions.cancel()),
    command('sesq.showSources', 'The log sources could not be read.', async () => {
      if (await mayReadLogs()) await showSources(engine, sourcesDocument, statusBar);
    }),
    // The last to go: the parts above still write to it.
    log,
  );

  languageClient = createLanguageClient(extensionUri, log);
  languageClient.start().catch((error: unknown) => {
    log.error(error instanceof Error ? error : String(error));
    void reportWithLog(log, 'The language server could not be started: queries run, but without editing help.');
  });
}

/** Stops the language server; everything else ends with the extension's subscriptions. */
export async function deactivate(): Promise<void> {
  await languageClient?.stop();
  languageClient = undefined;
}

async function reportWithLog(log: vscode.LogOutputChannel, message: string): Promise<void> {
  const showLog = 'Show Log';
  if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) log.show();
}
