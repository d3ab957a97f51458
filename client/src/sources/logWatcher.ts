import { statSync } from 'node:fs';
import * as vscode from 'vscode';
import { Quietly } from './quietly.ts';
import { concernsLogs, watchPlan } from './watchPlan.ts';

/** Logs are often written in many small steps, and some are written all the time. */
const waits = { quiet: 500, atMost: 5000 };

/** What is watched, absolute paths. */
export interface WatchedPlaces {
  readonly logs: readonly string[];
  readonly folders: readonly string[];
}

/** Calls back when log files changed, until the result is disposed of. */
export type OnLogsChanged = (listener: () => void) => vscode.Disposable;

/** Watches the log files and the files of sources while somebody listens. */
export class LogWatcher implements vscode.Disposable {
  readonly #places: () => WatchedPlaces;
  readonly #listeners = new Set<() => void>();
  readonly #quietly = new Quietly(() => this.#tell(), waits);
  readonly #subscriptions: readonly vscode.Disposable[];
  #watchers: readonly vscode.Disposable[] = [];

  constructor(places: () => WatchedPlaces) {
    this.#places = places;
    this.#subscriptions = [
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#restart()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('sesq.logs')) this.#restart();
      }),
    ];
  }

  readonly onLogsChanged: OnLogsChanged = (listener) => {
    // A function of its own, so that listening twice is told twice and stopped apart.
    const own = (): void => listener();
    this.#listeners.add(own);
    if (this.#listeners.size === 1) this.#restart();
    return new vscode.Disposable(() => {
      this.#listeners.delete(own);
      if (this.#listeners.size === 0) this.#stop();
    });
  };

  dispose(): void {
    this.#stop();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #restart(): void {
    this.#stop();
    if (this.#listeners.size === 0) return;
    const { logs, folders } = this.#places();
    this.#watchers = watchPlan(logs, folders, isFolder).map(({ base, pattern }) => {
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(vscode.Uri.file(base), pattern),
      );
      for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
        event(({ fsPath }) => {
          if (concernsLogs(fsPath, base)) this.#quietly.happened();
        });
      return watcher;
    });
  }

  #stop(): void {
    this.#quietly.cancel();
    for (const watcher of this.#watchers) watcher.dispose();
    this.#watchers = [];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
