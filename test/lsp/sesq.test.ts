import assert from 'node:assert/strict';
import type { TextEdit } from 'vscode-languageserver/node';
import type { TestClient } from './support.ts';
import { startClient, uri } from './support.ts';

const lostName = '* | parse regex "\\"emailAddress\\":\\"(?[^\\"]*)\\"" multi\n';

describe('the language server on .sesq queries', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await startClient({ textDocument: { completion: { completionItem: { snippetSupport: true } } } });
  });
  afterEach(() => client.dispose());

  it('finds nothing in a good query', async () => {
    await client.open('_sourceCategory=AWS/SES/Notifications\n| json "bounce.bounceType" as t nodrop\n| count by t\n');
    assert.deepEqual(await client.diagnostics(), []);
  });

  it('reports a lost group name with a fix that inserts one', async () => {
    await client.open(`${lostName}| count by BouncedemailAddress\n`);
    const lost = (await client.diagnostics()).find(({ code }) => code === 'regex.group-name-lost');
    assert.ok(lost);
    assert.equal(lost.range.start.line, 0);
    const [fix] = await client.codeActions(lost.range, { diagnostics: [lost] });
    const edits: readonly TextEdit[] = fix?.edit?.changes?.[uri] ?? [];
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['<BouncedemailAddress>'],
    );
  });

  it('proposes where after a pipe', async () => {
    await client.open('* | ');
    const labels = (await client.complete({ line: 0, character: 4 })).map(({ label }) => label);
    assert.ok(labels.includes('where'), labels.join(' '));
  });

  it('proposes the paths of the records inside json ""', async () => {
    await client.open('* | json ""');
    const labels = (await client.complete({ line: 0, character: 10 })).map(({ label }) => label);
    assert.ok(labels.includes('bounce.bounceType'), labels.join(' '));
  });
});
