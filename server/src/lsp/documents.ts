import { TextDocuments } from 'vscode-languageserver/node';
import type { Connection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Completion, Diagnostic, SesqDocument } from '../language/index.ts';
import { checkDashboardText, completeInDashboard } from '../language/index.ts';
import { isDashboardUri, isOwnFinding, queryFilesBeside } from './dashboard.ts';
import type { Language } from './language.ts';

/** One version of an open document with what the language says about it. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  /** Converts positions; its text is the text of this version until the next change arrives. */
  readonly text: TextDocument;
  /** Of a dashboard file, which is no query, an empty one. */
  readonly syntax: SesqDocument;
  readonly diagnostics: readonly Diagnostic[];
  /** Proposals for a UTF-16 offset. */
  readonly complete: (offset: number) => readonly Completion[];
}

/** The open documents, kept in step by incremental changes, each parsed and checked at most once per version. */
export class OpenDocuments {
  readonly #texts = new TextDocuments(TextDocument);
  readonly #read = new Map<string, OpenDocument>();
  readonly #language: Language;
  #customFields: readonly string[] = [];

  constructor(language: Language) {
    this.#language = language;
    this.#texts.onDidClose(({ document }) => this.#read.delete(document.uri));
  }

  /** Follows the document notifications of a connection. */
  listen(connection: Connection): void {
    this.#texts.listen(connection);
  }

  /** Names of the fields that settings give to messages, as the client told them last. */
  get customFields(): readonly string[] {
    return this.#customFields;
  }

  /** Takes over the names of the fields that settings give to messages; what was found without them is forgotten. */
  setCustomFields(names: readonly string[]): void {
    this.#customFields = names;
    this.#read.clear();
  }

  /** The current version of a document, or undefined when the client has not opened it. */
  get(uri: string): OpenDocument | undefined {
    const text = this.#texts.get(uri);
    if (text === undefined) return undefined;
    const known = this.#read.get(uri);
    if (known !== undefined && known.version === text.version) return known;
    const read = readLazily(text, this.#language, this.#customFields);
    this.#read.set(uri, read);
    return read;
  }
}

/** Completion needs the tree only, so the findings wait until somebody asks for them. */
function readLazily(text: TextDocument, language: Language, customFields: readonly string[]): OpenDocument {
  if (isDashboardUri(text.uri)) return readDashboardLazily(text, language, customFields);
  const content = text.getText();
  let syntax: SesqDocument | undefined;
  let diagnostics: readonly Diagnostic[] | undefined;
  return {
    uri: text.uri,
    version: text.version,
    text,
    get syntax() {
      return (syntax ??= language.parse(content));
    },
    get diagnostics() {
      return (diagnostics ??= language.check(this.syntax, customFields));
    },
    complete(offset) {
      return language.complete(this.syntax, offset, customFields);
    },
  };
}

/** A dashboard file holds queries in JSON texts; the language finds them and maps what it says to the file. */
function readDashboardLazily(text: TextDocument, { parse }: Language, customFields: readonly string[]): OpenDocument {
  const content = text.getText();
  return {
    uri: text.uri,
    version: text.version,
    text,
    get syntax() {
      return parse('');
    },
    // Nothing is kept: the query files that it names may change at any time.
    get diagnostics() {
      return checkDashboardText(content, queryFilesBeside(text.uri), customFields).filter(isOwnFinding);
    },
    complete(offset) {
      return completeInDashboard(content, offset, customFields);
    },
  };
}
