import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, open, waitFor, workspaceFile } from './support.ts';

const sourcesFile = '.sesq/sources.json';

describe('file of sources', () => {
  after(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(workspaceFile('.sesq'), { recursive: true });
  });

  it('is written with an example when there is none, and may hold comments', async () => {
    await open('queries/top-bounced-email-addresses.sesq');
    await waitFor(
      'the command',
      async () => (await vscode.commands.getCommands(true)).includes('sesq.openSourcesFile') || undefined,
    );
    await vscode.commands.executeCommand('sesq.openSourcesFile');

    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.fsPath, workspaceFile(sourcesFile).fsPath);
    assert.equal(document.languageId, 'jsonc');
    assert.match(document.getText(), /"sources": \[\n {4}\/\/ \{/);
  });

  it('is opened as it is when there is one', async () => {
    const text = '{ "version": 1, "sources": [] }\n';
    await vscode.workspace.fs.writeFile(workspaceFile(sourcesFile), new TextEncoder().encode(text));
    await closeAll();
    await vscode.commands.executeCommand('sesq.openSourcesFile');
    // The editor may have to hear of the change first.
    await waitFor('its own text', () => vscode.window.activeTextEditor?.document.getText() === text || undefined);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceFile(sourcesFile))), text);
  });
});
