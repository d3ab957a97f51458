import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

/** What the language server's side of the extension takes from the other parts. */
export interface LanguageServiceHost {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** The sources of the settings, as written. */
  readonly sources: () => unknown;
  /** Called when the language server cannot be started. */
  failed(error: unknown): void;
}

/** Queries wherever they are, in untitled and virtual documents too, and the queries in dashboard files. */
const documents = [{ language: 'sesq' }, { pattern: '**/*.sesdash.json' }];

/**
 * The language server, which starts with the first document that it is for, or with the first request. Its client's code
 * is not even read before, since that takes longer than all the rest of the activation.
 */
export class LanguageService implements vscode.Disposable {
  readonly #host: LanguageServiceHost;
  readonly #subscriptions: vscode.Disposable[] = [];
  #client: Promise<LanguageClient> | undefined;

  constructor(host: LanguageServiceHost) {
    this.#host = host;
    this.#subscriptions.push(vscode.workspace.onDidOpenTextDocument((document) => this.#startFor([document])));
    // After the activation.
    const later = setImmediate(() => this.#startFor(vscode.workspace.textDocuments));
    this.#subscriptions.push(new vscode.Disposable(() => clearImmediate(later)));
  }

  /** Sends one request to the server, which is started when it has to be. Rejects when that fails. */
  async ask<Result>(method: string, params: unknown): Promise<Result> {
    const client = await this.#start();
    return client.sendRequest<Result>(method, params);
  }

  /** Ends the server. */
  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.then(
      (running) => running.stop(),
      () => undefined,
    );
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #startFor(opened: readonly vscode.TextDocument[]): void {
    if (!opened.some((document) => vscode.languages.match(documents, document) > 0)) return;
    this.#start().catch(() => undefined);
  }

  #start(): Promise<LanguageClient> {
    if (this.#client === undefined) {
      this.#client = this.#launch();
      // Said once; a request fails again by itself.
      this.#client.catch((error: unknown) => this.#host.failed(error));
    }
    return this.#client;
  }

  async #launch(): Promise<LanguageClient> {
    const { extensionUri, log, sources } = this.#host;
    const { createLanguageClient } = await import('./languageClient.ts');
    const { tellCustomFields } = await import('./sources/customFields.ts');
    const client = createLanguageClient({ extensionUri, documents, log });
    this.#subscriptions.push(tellCustomFields(client, { sources, log: (message) => log.warn(message) }));
    await client.start();
    return client;
  }
}
