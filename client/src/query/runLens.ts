import * as vscode from 'vscode';
import { findCells } from './cells.ts';

/** "Run" over each cell that holds a query. */
export class RunLensProvider implements vscode.CodeLensProvider {
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    return findCells(document.getText()).flatMap((cell) => {
      if (cell.queryStart === undefined) return [];
      const position = document.positionAt(cell.queryStart);
      return new vscode.CodeLens(new vscode.Range(position, position), {
        title: '▷ Run',
        tooltip: 'Run this query on the logs of the workspace',
        command: 'sesq.runQuery',
        arguments: [document.uri, cell.index],
      });
    });
  }
}
