import { PassThrough } from 'node:stream';
import {
  CodeActionRequest,
  CompletionRequest,
  createConnection,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type {
  ClientCapabilities,
  CodeAction,
  CodeActionContext,
  CompletionItem,
  CompletionList,
  Diagnostic,
  InitializeResult,
  Position,
  ProtocolConnection,
  Range,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import type { Language } from '../../server/src/lsp/language.ts';
import { startServer } from '../../server/src/lsp/server.ts';

/** The document of most tests. */
export const uri = 'file:///queries/test.sesq';

/** A client talking to a server in the same process, message by message. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** Messages the server logged. */
  readonly log: readonly string[];
  open(text: string, version?: number): Promise<void>;
  change(version: number, ...changes: TextDocumentContentChangeEvent[]): Promise<void>;
  close(): Promise<void>;
  diagnostics(): Promise<readonly Diagnostic[]>;
  complete(position: Position): Promise<readonly CompletionItem[]>;
  codeActions(range: Range, context: CodeActionContext): Promise<readonly CodeAction[]>;
  dispose(): void;
}

/** Starts a server, by default with the real language, and a client that says what it can do. */
export async function startClient(capabilities: ClientCapabilities = {}, language?: Language): Promise<TestClient> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  startServer(server, language);
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const log: string[] = [];
  connection.onNotification(LogMessageNotification.type, ({ message }) => void log.push(message));
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const textDocument = { uri };

  return {
    connection,
    initialized,
    log,
    open: (text, version = 1) =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: 'sesq', version, text },
      }),
    change: (version, ...contentChanges) =>
      connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges,
      }),
    close: () => connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument }),
    diagnostics: async () => {
      const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
      if (report.kind !== 'full') throw new Error('not a full report');
      return report.items;
    },
    complete: async (position) => {
      const answer = await connection.sendRequest(CompletionRequest.type, { textDocument, position });
      return (answer as CompletionList).items;
    },
    codeActions: async (range, context) => {
      const answer = await connection.sendRequest(CodeActionRequest.type, { textDocument, range, context });
      return answer as CodeAction[];
    },
    dispose: () => {
      connection.dispose();
      server.dispose();
    },
  };
}

/** A language in which every `bad` is an error with two fixes, every `odd` a warning without; calls are counted. */
export function countingLanguage(): Language & { readonly calls: { parse: number; check: number; complete: number } } {
  const calls = { parse: 0, check: 0, complete: 0 };
  return {
    calls,
    parse: (text) => {
      calls.parse += 1;
      return { text, cells: [], diagnostics: [] };
    },
    check: ({ text }) => {
      calls.check += 1;
      return [...text.matchAll(/bad|odd/g)].map(({ 0: word, index }) => {
        const range = { start: index, end: index + 3 };
        const fix = (newText: string) => ({ title: `Write ${newText}`, edits: [{ range, newText }] });
        return word === 'bad'
          ? { code: 'test.bad', severity: 'error', message: 'Bad word.', range, fixes: [fix('good'), fix('better')] }
          : { code: 'test.odd', severity: 'warning', message: 'Odd word.', range, fixes: [] };
      });
    },
    complete: (_document, offset) => {
      calls.complete += 1;
      return [
        {
          label: 'where',
          kind: 'operator',
          detail: 'Keeps what fits.',
          documentation: '**where**',
          range: { start: offset - 2, end: offset },
          insertText: 'where ${1:condition}$0',
          isSnippet: true,
          sortText: '1',
        },
      ];
    },
  };
}
