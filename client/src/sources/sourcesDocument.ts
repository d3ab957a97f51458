import * as vscode from 'vscode';
import type { SourcesReport } from '../../../server/src/protocol/engine.ts';
import { writeReport } from './report.ts';
import type { ReportText } from './report.ts';

const scheme = 'sesq-sources';
const uri = vscode.Uri.from({ scheme, path: '/Log Sources' });

/** The read-only document that says how every log file was read, with links into the files. */
export class SourcesDocument implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  #report: ReportText = { text: '', links: [] };

  /** Registers the document; give the result to the extension's subscriptions. */
  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.languages.registerDocumentLinkProvider({ scheme }, this),
    );
  }

  /** Opens the document with this report, in place of the one before. */
  async show(report: SourcesReport): Promise<void> {
    this.#report = writeReport(report);
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
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
