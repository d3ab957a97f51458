import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { recordForks } from './forks.ts';
import { closeAll, open, waitFor } from './support.ts';

describe('activation', () => {
  const forks = recordForks();
  before(forks.begin);
  after(async () => {
    forks.end();
    await closeAll();
  });

  it('activates when a query file is opened, and not before', async () => {
    const extension = vscode.extensions.getExtension('ses-log-explorer.ses-log-explorer');
    assert.ok(extension, 'the extension is installed');
    assert.equal(extension.isActive, false);

    const editor = await open('queries/top-bounced-email-addresses.sesq');

    assert.equal(editor.document.languageId, 'sesq');
    await waitFor('the extension to be active', () => extension.isActive || undefined);
  });

  it('registers the commands that the manifest names', async () => {
    const manifest = vscode.extensions.getExtension('ses-log-explorer.ses-log-explorer')?.packageJSON as {
      readonly contributes: { readonly commands: readonly { readonly command: string }[] };
    };
    const registered = await vscode.commands.getCommands(true);
    const missing = manifest.contributes.commands
      .map(({ command }) => command)
      .filter((name) => !registered.includes(name));
    assert.deepEqual(missing, []);
  });

  it('starts the language server for the query file, and the engine with the first query', async () => {
    await waitFor('the language server', () => forks.started().includes('server.cjs') || undefined);
    assert.deepEqual(forks.started(), ['server.cjs']);

    await vscode.commands.executeCommand('sesq.runQuery');

    assert.deepEqual(forks.started(), ['server.cjs', 'engine.cjs']);
  });
});
