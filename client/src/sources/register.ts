import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { EngineProgress } from '../../../server/src/protocol/engine.ts';
import type { EngineProcess } from '../engineProcess.ts';
import { localFolders } from '../prerequisites.ts';
import type { Settings } from '../settings.ts';
import type { StatusBar } from '../statusBar.ts';
import { withoutMarkup } from '../withoutMarkup.ts';
import type { OnLogsChanged } from './logWatcher.ts';
import { registerSourceCommands } from './sourceCommands.ts';
import type { RegisterCommand } from './sourceCommands.ts';
import { SourcesDocument } from './sourcesDocument.ts';
import { SourcesReader } from './sourcesReader.ts';
import { SourcesView } from './sourcesView.ts';

/** What the log sources take from the other parts of the extension. */
export interface SourcesSurroundings {
  readonly engine: EngineProcess;
  readonly extensionUri: vscode.Uri;
  readonly settings: () => Settings;
  /** Absolute paths of the logs that are read. */
  readonly logs: () => readonly string[];
  readonly onLogsChanged: OnLogsChanged;
  readonly statusBar: StatusBar;
  readonly log: (message: string) => void;
  readonly command: RegisterCommand;
}

/** What the other parts take from the log sources. */
export interface Sources {
  readonly subscription: vscode.Disposable;
  /** Takes progress of the engine that belongs to a reading of the sources; leaves any other alone. */
  progressed(progress: EngineProgress): void;
  /** Ends the reading that the view or the report asked for. */
  stop(): void;
  /** Brings what is shown up to date after the engine has read logs; nobody is disturbed. */
  answered(): void;
}

/** The code of the engine's answers whose message is meant for the user. */
const requestFailed = -32803;

/** Milliseconds after which a reading that brings something known up to date shows how far it is. */
const longReading = 1000;

/** The view, the report and the commands about log sources. */
export function registerSources(surroundings: SourcesSurroundings): Sources {
  const { engine, settings, statusBar, log } = surroundings;
  const document = new SourcesDocument(() => settings().timezone);
  let operation = '';
  let began = 0;
  const reader: SourcesReader = new SourcesReader(
    async (signal) => {
      operation = randomUUID();
      began = Date.now();
      const cancellation = new vscode.CancellationTokenSource();
      signal.addEventListener('abort', () => cancellation.cancel(), { once: true });
      return engine.request('sources/list', { operation }, cancellation.token).finally(() => cancellation.dispose());
    },
    () => {
      const { kind, report, error } = reader.state;
      view.show();
      if (kind !== 'reading') statusBar.hideReading();
      if (kind === 'read' && report !== undefined) statusBar.showSources(report);
      if (kind === 'failed') log(`The sources were not read: ${String(error)}`);
    },
  );
  const view: SourcesView = new SourcesView({
    reader,
    onLogsChanged: surroundings.onLogsChanged,
    mayRead: () => vscode.workspace.isTrusted && surroundings.logs().length > 0,
    choices: () => ({ timezone: settings().timezone, folders: localFolders() }),
    describe,
  });
  view.start();
  return {
    subscription: vscode.Disposable.from(
      view,
      document.register(),
      registerSourceCommands({ ...surroundings, reader, view, document, describe }),
    ),
    progressed: (progress) => {
      if (progress.operation !== operation || reader.state.kind !== 'reading') return;
      // Looking for changes is quick and frequent: nothing shall flicker.
      if (reader.state.report !== undefined && Date.now() - began < longReading) return;
      view.progressed(progress);
      statusBar.showReading(progress);
    },
    stop: () => reader.stop(),
    answered: () => void reader.read(),
  };
}

/** What the user is told when reading failed. */
function describe(error: unknown): string {
  const isForUser = error instanceof Error && 'code' in error && error.code === requestFailed;
  return isForUser
    ? withoutMarkup(error.message)
    : 'The query engine did not answer. Refresh to try again; the log says what happened.';
}
