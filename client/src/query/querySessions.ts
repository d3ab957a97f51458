import * as vscode from 'vscode';
import type { EngineProgress } from '../../../server/src/protocol/engine.ts';
import type { NewPanel } from '../../../server/src/protocol/languageServer.ts';
import { cellAt, findCells } from './cells.ts';
import { QuerySession } from './querySession.ts';
import type { QueryServices } from './querySession.ts';

/** The query sessions of the window, one per document that was run. */
export class QuerySessions implements vscode.Disposable {
  readonly #sessions = new Map<string, QuerySession>();
  readonly #services: QueryServices;

  constructor(services: QueryServices) {
    this.#services = services;
  }

  get isRunning(): boolean {
    return [...this.#sessions.values()].some((session) => session.isRunning);
  }

  /** The query of the active results, or of the active editor when it was run. */
  get activePanel(): NewPanel | undefined {
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    const shown = [...this.#sessions.values()].find((session) => session.isActive);
    return (shown ?? (active === undefined ? undefined : this.#sessions.get(active)))?.shownPanel;
  }

  /**
   * Runs the given cell, or the one under the cursor of the active editor, or the query of the active results again;
   * says what is missing when it cannot.
   */
  async run(uri: unknown, cellIndex: unknown): Promise<void> {
    const shown = [...this.#sessions.values()].find((session) => session.isActive);
    if (uri === undefined && shown !== undefined) return shown.runAgain();
    const editor = vscode.window.activeTextEditor;
    const document = uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : editor?.document;
    if (document?.languageId !== 'sesq') {
      void vscode.window.showInformationMessage('Open a .sesq query file to run a query.');
      return;
    }
    const cells = findCells(document.getText());
    const cursor = editor?.document === document ? document.offsetAt(editor.selection.active) : 0;
    const cell = typeof cellIndex === 'number' ? cells[cellIndex] : cellAt(cells, cursor);
    if (cell?.queryStart === undefined) {
      void vscode.window.showInformationMessage(
        'There is no query here. Write one, or put the cursor into a cell that has one.',
      );
      return;
    }
    await this.#session(document.uri).run(document, cell);
  }

  /** Ends the run of the active document, or every run when that one is not running. */
  cancel(): void {
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    const session = active === undefined ? undefined : this.#sessions.get(active);
    const ended = session?.isRunning === true ? [session] : [...this.#sessions.values()];
    for (const each of ended) each.cancel();
  }

  progressed(progress: EngineProgress): void {
    for (const session of this.#sessions.values()) session.progressed(progress);
  }

  dispose(): void {
    for (const session of [...this.#sessions.values()]) session.dispose();
  }

  #session(uri: vscode.Uri): QuerySession {
    const key = uri.toString();
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const session = new QuerySession(uri, this.#services, () => this.#sessions.delete(key));
    this.#sessions.set(key, session);
    return session;
  }
}
