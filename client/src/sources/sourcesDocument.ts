import * as vscode from 'vscode';
import type { SourcesReport } from '../../../server/src/protocol/engine.ts';
import { lineOf, writeReport } from './report.ts';
import type { ReportLink, ReportText } from './report.ts';

const scheme = 'sesq-sources';
const uri = vscode.Uri.from({ scheme, path: '/Log Sources' });

/** The read-only document that says how every log file was read, with links into the files. */
export class SourcesDocument implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #timezone: () => string;
  #report: ReportText = { text: '', links: [] };

  /** `timezone` gives the IANA zone that times are shown in. */
  constructor(timezone: () => string) {
    this.#timezone = timezone;
  }

  /** Registers the document; give the result to the extension's subscriptions. */
  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.languages.registerDocumentLinkProvider({ scheme }, this),
    );
  }

  /** Opens the document with this report, in place of the one before; at a file and a place in it (zero-based) if given. */
  async show(report: SourcesReport, path?: string, place?: ReportLink['target']): Promise<void> {
    this.#report = writeReport(report, this.#timezone());
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.getText() !== this.#report.text) await this.#renew(document);
    const line = path === undefined ? undefined : lineOf(this.#report, path, place);
    const editor = await vscode.window.showTextDocument(document, { preview: true });
    if (line === undefined || line >= document.lineCount) return;
    editor.selection = new vscode.Selection(line, 0, line, 0);
    editor.revealRange(document.lineAt(line).range, vscode.TextEditorRevealType.AtTop);
  }

  /** Has the editor ask for the text again and waits until it has it, or for a second at most. */
  async #renew(document: vscode.TextDocument): Promise<void> {
    const renewed = new Promise<void>((done) => {
      const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document) end();
      });
      const timer = setTimeout(() => end(), 1000);
      const end = (): void => {
        clearTimeout(timer);
        subscription.dispose();
        done();
      };
    });
    this.#changed.fire(uri);
    await renewed;
  }

  provideTextDocumentContent(): string {
    return this.#report.text;
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    return this.#report.links.flatMap(({ line, path, target }) => {
      if (line >= document.lineCount) return [];
      const { text, firstNonWhitespaceCharacterIndex: start, range } = document.lineAt(line);
      const place = new vscode.Range(line, start, line, range.end.character);
      // Only a position can be linked to by address: the editor reads `L<line>,<column>`, counted from one.
      const fragment = `L${target.line + 1},${target.column + 1}`;
      const link = new vscode.DocumentLink(place, vscode.Uri.file(path).with({ fragment }));
      link.tooltip = text.trim().startsWith(path) ? 'Open file' : 'Open the record';
      return [link];
    });
  }
}
