/** Stands in for the editor where a part of the extension is tested that cannot do without. Import it before that part. */
import { registerHooks } from 'node:module';

interface Address {
  readonly path: string;
  readonly fsPath: string;
  toString(): string;
}

interface Change {
  readonly uri: Address;
  readonly range: { readonly start: number; readonly end: number };
  readonly content: string;
}

const address = (path: string): Address => ({ path, fsPath: path, toString: () => `file://${path}` });

/** What a test gives the editor, and what was said to its user. */
export const editor = {
  /** Texts of open documents by their addresses. */
  texts: new Map<string, string>(),
  errors: [] as string[],
  warnings: [] as string[],
  /** Answers a message that has buttons. */
  answer: (_message: string): Promise<string | undefined> => Promise.resolve(undefined),
};

/** A document without unsaved changes; its version is its text. */
const documentOf = (uri: Address) => {
  const getText = (): string => editor.texts.get(uri.toString()) ?? '';
  return {
    isDirty: false,
    get version() {
      return getText();
    },
    getText,
    positionAt: (offset: number) => offset,
    save: () => Promise.resolve(true),
  };
};

function apply({ changes }: { readonly changes: readonly Change[] }): Promise<boolean> {
  for (const { uri, range, content } of changes.toReversed()) {
    const text = documentOf(uri).getText();
    editor.texts.set(uri.toString(), text.slice(0, range.start) + content + text.slice(range.end));
  }
  return Promise.resolve(true);
}

Object.assign(globalThis, {
  fakeEditor: {
    Uri: {
      parse: (text: string) => address(text.replace(/^file:\/\//, '')),
      joinPath: ({ path }: Address, ...parts: readonly string[]) => address([path, ...parts].join('/')),
    },
    ThemeIcon: function ThemeIcon() {
      // Nobody sees it.
    },
    Range: function Range(this: object, start: number, end: number) {
      Object.assign(this, { start, end });
    },
    WorkspaceEdit: function WorkspaceEdit(this: object) {
      const changes: Change[] = [];
      const replace = (uri: Address, range: Change['range'], content: string) => changes.push({ uri, range, content });
      Object.assign(this, { changes, replace });
    },
    workspace: {
      isTrusted: true,
      openTextDocument: (uri: Address) => Promise.resolve(documentOf(uri)),
      applyEdit: apply,
      get textDocuments() {
        return [...editor.texts].map(([uri, text]) => ({ uri, getText: () => text }));
      },
    },
    window: {
      showErrorMessage: (message: string) => editor.errors.push(message),
      showWarningMessage: (message: string) => editor.warnings.push(message),
      showInformationMessage: (message: string) => editor.answer(message),
    },
  },
});

const names = ['Uri', 'ThemeIcon', 'Range', 'WorkspaceEdit', 'workspace', 'window'].join();

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? {
          url: `data:text/javascript,export const { ${names} } = globalThis.fakeEditor`,
          shortCircuit: true,
        }
      : next(specifier, context),
});

/** A view as the editor has it: nothing of it may be used after it was closed. */
export class FakePanel {
  readonly posted: unknown[] = [];
  readonly active = true;
  iconPath: unknown;
  #isClosed = false;
  #title = '';
  #closed: () => void = () => undefined;
  #received: (message: unknown) => void = () => undefined;
  readonly #webview = {
    options: {},
    html: '',
    cspSource: 'self',
    asWebviewUri: (uri: Address) => uri,
    onDidReceiveMessage: (listener: (message: unknown) => void) => (this.#received = listener),
    postMessage: (message: unknown) => this.posted.push(message),
  };

  get webview(): object {
    return this.#open(this.#webview);
  }

  get title(): string {
    return this.#open(this.#title);
  }

  set title(title: string) {
    this.#title = this.#open(title);
  }

  onDidDispose(listener: () => void): void {
    this.#closed = listener;
  }

  onDidChangeViewState(): void {
    // It stays in front.
  }

  /** A message of the page. */
  receive(message: unknown): void {
    this.#received(message);
  }

  dispose(): void {
    this.#isClosed = true;
    this.#closed();
  }

  #open<Value>(value: Value): Value {
    if (this.#isClosed) throw new Error('Webview is disposed');
    return value;
  }
}
