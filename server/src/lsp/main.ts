// Entry of the language server process: talks to its client over the transport named on the command line
// (`--node-ipc`, `--stdio`, `--pipe` or `--socket`).
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server.ts';

startServer(createConnection(ProposedFeatures.all));
