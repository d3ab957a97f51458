import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver/node';
import type { OpenDocuments } from './documents.ts';
import type { Language } from './language.ts';

/** What a feature works with. */
export interface FeatureContext {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly language: Language;
  /** What the client can do; known from `initialize`, which comes before every request. */
  readonly client: () => ClientCapabilities;
}

/** One language feature: what it announces and how it hooks into the connection. */
export interface Feature {
  readonly capabilities: ServerCapabilities;
  register(context: FeatureContext): void;
  /**
   * Instead of `capabilities` for clients that can take registrations: announces the feature for some documents only.
   * Undefined when this client cannot.
   */
  readonly announceLater?: (client: ClientCapabilities) => ((connection: Connection) => void) | undefined;
}
