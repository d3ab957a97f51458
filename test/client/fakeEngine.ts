/** An engine process for tests: it answers what it was asked, and ends when a test tells it to. */
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import type { CancellationToken } from 'vscode-jsonrpc/node';
import type { RunQueryParams } from '../../server/src/protocol/engine.ts';

const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
const configured: unknown[] = [];

connection.onRequest('engine/configure', (settings: unknown) => {
  configured.push(settings);
  return null;
});
connection.onRequest('query/run', ({ query, operation }: RunQueryParams, token: CancellationToken) => {
  if (query === 'crash') process.exit(3);
  if (query === 'wait') {
    void connection.sendNotification('engine/progress', { operation, phase: 'running', bytes: 0, records: 0 });
    return new Promise((_, reject) => token.onCancellationRequested(() => reject(new Error('cancelled'))));
  }
  console.error(`ran ${query}`);
  return { kind: 'failed', message: JSON.stringify({ pid: process.pid, configured }) };
});
process.on('disconnect', () => process.exit());
connection.listen();
