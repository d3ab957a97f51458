import { TextDocuments } from 'vscode-languageserver/node';
import type { Connection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic, SesqDocument } from '../language/index.ts';
import type { Language } from './language.ts';

/** One version of an open document with what the language says about it. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  /** Converts positions; its text is the text of this version until the next change arrives. */
  readonly text: TextDocument;
  readonly syntax: SesqDocument;
  readonly diagnostics: readonly Diagnostic[];
}

/** The open documents, kept in step by incremental changes, each parsed and checked at most once per version. */
export class OpenDocuments {
  readonly #texts = new TextDocuments(TextDocument);
  readonly #read = new Map<string, OpenDocument>();
  readonly #language: Pick<Language, 'parse' | 'check'>;

  constructor(language: Pick<Language, 'parse' | 'check'>) {
    this.#language = language;
    this.#texts.onDidClose(({ document }) => this.#read.delete(document.uri));
  }

  /** Follows the document notifications of a connection. */
  listen(connection: Connection): void {
    this.#texts.listen(connection);
  }

  /** The current version of a document, or undefined when the client has not opened it. */
  get(uri: string): OpenDocument | undefined {
    const text = this.#texts.get(uri);
    if (text === undefined) return undefined;
    const known = this.#read.get(uri);
    if (known !== undefined && known.version === text.version) return known;
    const read = readLazily(text, this.#language);
    this.#read.set(uri, read);
    return read;
  }
}

/** Completion needs the tree only, so the findings wait until somebody asks for them. */
function readLazily(text: TextDocument, language: Pick<Language, 'parse' | 'check'>): OpenDocument {
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
      return (diagnostics ??= language.check(this.syntax));
    },
  };
}
