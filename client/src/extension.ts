import * as vscode from 'vscode';
import { registerDashboards } from './dashboard/register.ts';
import { EngineProcess } from './engineProcess.ts';
import { LanguageService } from './languageService.ts';
import { localFolders, mayReadLogs } from './prerequisites.ts';
import { QuerySessions } from './query/querySessions.ts';
import { RunLensProvider } from './query/runLens.ts';
import { engineSettings, readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { LogWatcher } from './sources/logWatcher.ts';
import { registerSources } from './sources/register.ts';
import { StatusBar } from './statusBar.ts';

let language: LanguageService | undefined;

/**
 * Puts the parts together. No log is read and the engine is not started until the first query; the language server starts
 * with the first document that it is for.
 */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, subscriptions } = context;
  const log = vscode.window.createOutputChannel('SES Log Explorer', { log: true });
  const statusBar = new StatusBar();
  const settings = (): Settings => readSettings(vscode.workspace.getConfiguration('sesq'));
  const logs = (): readonly string[] => engineSettings(settings(), localFolders(), undefined).logs;
  const logWatcher = new LogWatcher(() => ({ logs: logs(), folders: localFolders() }));

  const engine = new EngineProcess({
    modulePath: vscode.Uri.joinPath(extensionUri, 'dist', 'engine.cjs').fsPath,
    settings: () => engineSettings(settings(), localFolders(), context.storageUri?.fsPath),
    log: (line) => log.info(line),
    crashed: (reason) => void reportWithLog(log, reason),
    progressed: (progress) => {
      sessions.progressed(progress);
      dashboards.progressed(progress);
      sources.progressed(progress);
    },
    panelFinished: (panel) => dashboards.panelFinished(panel),
  });

  const languageService = new LanguageService({
    extensionUri,
    log,
    sources: () => settings().sources,
    failed: (error) => {
      log.error(error instanceof Error ? error : String(error));
      void reportWithLog(log, 'The language server could not be started: queries run, but without editing help.');
    },
  });
  language = languageService;

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
      sources.answered();
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

  const { dashboards, subscription } = registerDashboards({
    services: {
      engine,
      extensionUri,
      memory: context.workspaceState,
      ask: (method, params) => languageService.ask(method, params),
      settings,
      log: (message) => log.warn(message),
    },
    onLogsChanged: logWatcher.onLogsChanged,
    activePanel: () => sessions.activePanel,
    command,
  });

  const sources = registerSources({
    engine,
    extensionUri,
    settings,
    logs,
    onLogsChanged: logWatcher.onLogsChanged,
    statusBar,
    log: (message) => log.warn(message),
    command,
  });

  subscriptions.push(
    subscription,
    sources.subscription,
    logWatcher,
    sessions,
    { dispose: () => engine.dispose() },
    languageService,
    statusBar,
    vscode.languages.registerCodeLensProvider({ language: 'sesq' }, new RunLensProvider()),
    command('sesq.runQuery', 'The query could not be run.', async (uri, cellIndex) => {
      if (await mayReadLogs()) await sessions.run(uri, cellIndex);
    }),
    command('sesq.cancelQuery', 'The query could not be stopped.', () =>
      sessions.isRunning ? sessions.cancel() : sources.stop(),
    ),
    // The last to go: the parts above still write to it.
    log,
  );
}

/** Stops the language server; everything else ends with the extension's subscriptions. */
export async function deactivate(): Promise<void> {
  await language?.stop();
  language = undefined;
}

async function reportWithLog(log: vscode.LogOutputChannel, message: string): Promise<void> {
  const showLog = 'Show Log';
  if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) log.show();
}
