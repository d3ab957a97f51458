import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const bundle = join(import.meta.dirname, '..', '..', 'dist', 'server.cjs');

describe('the language server process', () => {
  before(function () {
    if (!existsSync(bundle)) {
      console.log('      skipped: dist/server.cjs is not built');
      this.skip();
    }
  });

  it('answers over stdio and ends with code 0 after shutdown and exit', async () => {
    const server = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => server.once('exit', resolve));
    const client = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    client.listen();
    await client.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: {} });
    await client.sendNotification(InitializedNotification.type, {});
    const uri = 'untitled:Untitled-1';
    await client.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'sesq', version: 1, text: '* | count by bounceType' },
    });
    const report = await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    assert.equal(report.kind, 'full');
    await client.sendRequest(ShutdownRequest.type);
    await client.sendNotification(ExitNotification.type);
    assert.equal(await ended, 0);
    client.dispose();
  });
});
