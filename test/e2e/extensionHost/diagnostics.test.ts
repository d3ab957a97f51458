import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeOf, open, waitFor } from './support.ts';

const seedQuery = 'queries/seed-as-printed.sesq';
const lostName = 'regex.group-name-lost';

const findLostName = (uri: vscode.Uri): Promise<vscode.Diagnostic> =>
  waitFor(`the diagnostic ${lostName}`, () =>
    vscode.languages.getDiagnostics(uri).find((diagnostic) => codeOf(diagnostic) === lostName),
  );

describe('diagnostics', () => {
  afterEach(closeAll);

  it('marks the group of the printed query that lost its name', async () => {
    const { document } = await open(seedQuery);
    const diagnostic = await findLostName(document.uri);
    assert.equal(document.getText(diagnostic.range).includes('(?'), true, document.getText(diagnostic.range));
  });

  it('puts the name back with a quick fix', async () => {
    const { document } = await open(seedQuery);
    const { range } = await findLostName(document.uri);
    assert.ok(!document.getText().includes('<BouncedemailAddress>'));

    const fix = await waitFor('a quick fix', async () => {
      const kind = vscode.CodeActionKind.QuickFix.value;
      const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        kind,
      );
      return actions.find((action) => action.edit !== undefined && /BouncedemailAddress/.test(action.title));
    });
    assert.ok(fix.edit);
    await vscode.workspace.applyEdit(fix.edit);

    assert.ok(document.getText().includes('(?<BouncedemailAddress>'), document.getText());
    await waitFor(
      'the diagnostic to go',
      () =>
        vscode.languages.getDiagnostics(document.uri).every((diagnostic) => codeOf(diagnostic) !== lostName) ||
        undefined,
    );
  });
});
