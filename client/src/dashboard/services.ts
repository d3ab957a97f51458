import type * as vscode from 'vscode';
import type { LanguageServerRequests, QueryToolRequests } from '../../../server/src/protocol/languageServer.ts';
import type { EngineProcess } from '../engineProcess.ts';
import type { Settings } from '../settings.ts';

type Requests = LanguageServerRequests & QueryToolRequests;

/** Asks the language server; rejects when it is not there. */
export type AskLanguageServer = <Method extends keyof Requests>(
  method: Method,
  params: Requests[Method]['params'],
) => Promise<Requests[Method]['result']>;

/** What the dashboards of a window share. */
export interface DashboardServices {
  readonly engine: EngineProcess;
  readonly extensionUri: vscode.Uri;
  /** Where choices are remembered. */
  readonly memory: vscode.Memento;
  readonly ask: AskLanguageServer;
  settings(): Settings;
  log(message: string): void;
}
