import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CodeActionRequest,
  CompletionRequest,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  DocumentFormattingRequest,
  RegistrationRequest,
} from 'vscode-languageserver/node';
import type { CodeAction, CompletionList, Diagnostic, FullDocumentDiagnosticReport } from 'vscode-languageserver/node';
import type { LanguageServerRequests } from '../../server/src/protocol/languageServer.ts';
import { startClient, type TestClient } from './support.ts';

describe('dashboard files in the language server', () => {
  let client: TestClient;
  let folder: string;
  let uri: string;

  beforeEach(async () => {
    client = await startClient();
    folder = mkdtempSync(join(tmpdir(), 'sesq-dashboard-'));
    uri = pathToFileURL(join(folder, 'my.sesdash.json')).href;
  });
  afterEach(() => {
    client.dispose();
    rmSync(folder, { recursive: true });
  });

  const open = async (text: string): Promise<void> => {
    const textDocument = { uri, languageId: 'jsonc', version: 1, text };
    await client.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  };
  const diagnostics = async (): Promise<readonly Diagnostic[]> => {
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    return (report as FullDocumentDiagnosticReport).items;
  };
  const ask = <Method extends keyof LanguageServerRequests>(
    method: Method,
    params: LanguageServerRequests[Method]['params'],
  ): Promise<LanguageServerRequests[Method]['result']> => client.connection.sendRequest(method, params);

  const panels = (...lines: readonly string[]): string =>
    `{ "version": 1, "id": "d", "title": "D", "panels": [\n${lines.join(',\n')}\n] }`;

  it('have findings in their queries, with fixes', async () => {
    await open(panels('{ "id": "a", "title": "A", "visualization": "pie", "query": ["\\"x\\"", "| cuont"] }'));
    const [found, ...others] = await diagnostics();
    assert.ok(found);
    assert.deepEqual(others, []);
    assert.equal(found.code, 'syntax.unknown-operator');
    assert.deepEqual(found.range, { start: { line: 1, character: 73 }, end: { line: 1, character: 78 } });
    const actions = (await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: found.range,
      context: { diagnostics: [found] },
    })) as CodeAction[];
    assert.deepEqual(actions[0]?.edit?.changes?.[uri], [{ range: found.range, newText: 'count' }]);
  });

  it('have findings of their own, except what every editor tells about JSON', async () => {
    await open(panels('{ "id": "a", "title": "A", "visualization": "pei", "query": "*" }', '{ "id": "b" }'));
    assert.deepEqual(
      (await diagnostics()).map(({ code }) => code),
      ['dashboard.value'],
    );
  });

  it('look for query files beside them', async () => {
    writeFileSync(join(folder, 'there.sesq'), '*');
    const file = (id: string, path: string): string =>
      `{ "id": "${id}", "title": "A", "visualization": "pie", "queryFile": "${path}" }`;
    writeFileSync(join(folder, 'secret.txt'), '*');
    symlinkSync(join(folder, 'secret.txt'), join(folder, 'link.sesq'));
    const paths = ['there.sesq', 'gone.sesq', 'secret.txt', 'link.sesq', join(folder, 'there.sesq'), '//host/x.sesq'];
    await open(panels(...paths.map((path, index) => file(`p${String(index)}`, path))));
    assert.deepEqual(
      (await diagnostics()).map(({ code, range }) => [code, range.start.line]),
      [2, 3, 4, 5, 6].map((line) => ['dashboard.query-file', line]),
    );
  });

  it('notice a query file that was made after the dashboard was opened', async () => {
    await open(panels('{ "id": "a", "title": "A", "visualization": "pie", "queryFile": "later.sesq" }'));
    const codes = async (): Promise<readonly unknown[]> => (await diagnostics()).map(({ code }) => code);
    assert.deepEqual(await codes(), ['dashboard.query-file']);
    writeFileSync(join(folder, 'later.sesq'), '* | count by {{x}}');
    assert.deepEqual(await codes(), ['dashboard.unknown-variable']);
    writeFileSync(join(folder, 'later.sesq'), '* | count');
    assert.deepEqual(await codes(), []);
  });

  it('are completed in their queries only', async () => {
    const line = '{ "id": "a", "title": "A", "visualization": "pie", "query": "* | cou" }';
    await open(panels(line));
    const at = async (character: number): Promise<readonly string[]> => {
      const position = { line: 1, character };
      const answer = await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position });
      return (answer as CompletionList).items.map(({ label }) => label);
    };
    assert.ok((await at(line.indexOf('cou') + 3)).includes('count'));
    assert.deepEqual(await at(4), []);
  });

  it('are not laid out like queries', async () => {
    await open(panels());
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await client.connection.sendRequest(DocumentFormattingRequest.type, {
      textDocument: { uri },
      options,
    });
    assert.deepEqual(edits, []);
  });

  it('are edited on request', async () => {
    const { text, id } = await ask('sesq/dashboard/new', { title: 'My Logs', panels: [] });
    assert.equal(id, 'my-logs');
    const panel = { title: 'P', query: '*', visualization: { kind: 'table' } } as const;
    const added = await ask('sesq/dashboard/addPanel', { text, panel });
    assert.ok(added.kind === 'edits' && added.panelId === 'p' && added.edits.length === 1);
    const edit = await ask('sesq/dashboard/edit', { text, edit: { kind: 'delete', panelId: 'x' } });
    assert.equal(edit.kind, 'invalid');
  });

  it('leave formatting to the JSON support where the client lets features name their documents', async () => {
    const dynamicRegistration = true;
    const able = await startClient({ textDocument: { formatting: { dynamicRegistration }, rangeFormatting: { dynamicRegistration } } }); // prettier-ignore
    const registered = new Promise<readonly unknown[]>((resolve) => {
      const seen: unknown[] = [];
      able.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
        seen.push(...registrations.map(({ method, registerOptions }) => [method, registerOptions as unknown]));
        if (seen.length === 2) resolve(seen);
      });
    });
    assert.equal(able.initialized.capabilities.documentFormattingProvider, undefined);
    const options = { documentSelector: [{ language: 'sesq' }] };
    assert.deepEqual(await registered, [
      ['textDocument/formatting', options],
      ['textDocument/rangeFormatting', options],
    ]);
    assert.equal(client.initialized.capabilities.documentFormattingProvider, true);
    able.dispose();
  });
});
