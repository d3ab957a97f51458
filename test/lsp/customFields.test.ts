import assert from 'node:assert/strict';
import { DiagnosticRefreshRequest } from 'vscode-languageserver/node';
import type { CompletionItem } from 'vscode-languageserver/node';
import type { LanguageServerNotifications } from '../../server/src/protocol/languageServer.ts';
import { startClient, type TestClient } from './support.ts';

const method = 'sesq/customFields' satisfies keyof LanguageServerNotifications;

describe('fields of sources in the language server', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await startClient({ workspace: { diagnostics: { refreshSupport: true } } });
  });
  afterEach(() => client.dispose());

  const tell = (names: readonly string[]): Promise<void> => {
    const params: LanguageServerNotifications[typeof method] = { names };
    return client.connection.sendNotification(method, params);
  };
  const codes = async (): Promise<readonly unknown[]> => (await client.diagnostics()).map(({ code }) => code);
  const custom = (items: readonly CompletionItem[]): readonly (string | undefined)[] =>
    items.filter(({ detail }) => detail === 'custom field').map(({ textEdit }) => textEdit?.newText);

  it('are defined as long as the client says so', async () => {
    await client.open('* | count by team');
    assert.deepEqual(await codes(), ['field.undefined']);
    await tell(['team']);
    assert.deepEqual(await codes(), []);
    await tell([]);
    assert.deepEqual(await codes(), ['field.undefined']);
  });

  it('make the client ask for findings again', async () => {
    const asked = new Promise<void>((done) => {
      client.connection.onRequest(DiagnosticRefreshRequest.type, () => done());
    });
    await tell(['team']);
    await asked;
  });

  it('are proposed in the scope and in stages', async () => {
    await tell(['team', 'cost-center']);
    await client.open('t | where ');
    assert.deepEqual(custom(await client.complete({ line: 0, character: 1 })), ['team=', 'cost-center=']);
    assert.deepEqual(custom(await client.complete({ line: 0, character: 10 })), ['team', '%"cost-center"']);
  });

  it('narrow the query for the messages behind a value', async () => {
    const ask = async (): Promise<unknown> =>
      client.connection.sendRequest('sesq/query/messages', { query: '* | count by team', column: 'Team', value: 'a' });
    assert.deepEqual(await ask(), { query: '*', narrowed: false });
    await tell(['team']);
    assert.deepEqual(await ask(), { query: '*\n| where Team = "a"', narrowed: true });
  });

  it('are not proposed after an aggregation', async () => {
    await tell(['team']);
    await client.open('* | count | where ');
    assert.deepEqual(custom(await client.complete({ line: 0, character: 18 })), []);
  });
});
