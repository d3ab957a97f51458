import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openNew, waitFor } from './support.ts';

/** What completion offers at the end of the text, or at the mark `¦`. */
async function offered(file: string, marked: string, wanted: string): Promise<readonly string[]> {
  const offset = marked.indexOf('¦');
  const { document } = await openNew(`queries/${file}`, marked.replace('¦', ''));
  const position = document.positionAt(offset);
  return waitFor(`completion to offer ${wanted}`, async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    return labels.includes(wanted) ? labels : undefined;
  });
}

describe('completion', () => {
  afterEach(closeAll);

  it('offers operators after a pipe', async () => {
    const labels = await offered('pipe.sesq', '_sourceCategory=AWS/SES/Notifications\n| ¦', 'where');
    assert.ok(labels.includes('parse regex'), labels.join(', '));
  });

  it('offers the paths of the schema inside the quotes of json', async () => {
    const labels = await offered(
      'path.sesq',
      '_sourceCategory=AWS/SES/Notifications\n| json "¦" as bounceType nodrop',
      'bounce.bounceType',
    );
    assert.ok(!labels.includes('where'), 'operators are not offered inside the quotes');
  });
});
