/** Entry of the engine process: JSON-RPC over the channel of the process that forked it. */
import process from 'node:process';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { serveEngine } from './rpc/server.ts';

const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
serveEngine(connection);
connection.listen();
// The engine lives for its client only.
process.once('disconnect', () => {
  process.exit(0);
});
