/** Oddities that do not show when a file is read: why, and the test that is about them. */
export interface Elsewhere {
  readonly number: number;
  readonly why: string;
  /** A file of tests, from the folder of the project. */
  readonly test: string;
}

export const elsewhere: readonly Elsewhere[] = [
  {
    number: 19,
    why: 'What a file was before is known to the store, which reads the tail of a file that has grown.',
    test: 'test/engine/store/incremental.test.ts',
  },
  {
    number: 80,
    why: 'A relative range is anchored at the newest record when a query runs.',
    test: 'test/engine/query/engine.test.ts',
  },
  {
    number: 96,
    why: 'The extension runs where the workspace is, so the engine has paths there; virtual workspaces get help with editing only.',
    test: 'test/client/manifest.test.ts',
  },
  {
    number: 97,
    why: 'It is about queries in editors, whose unsaved text the language server has.',
    test: 'test/lsp/documents.test.ts',
  },
  {
    number: 99,
    why: 'Reading runs and fetches nothing; that views show texts of logs as text is held where they are written.',
    test: 'test/client/html.test.ts',
  },
  {
    number: 100,
    why: 'Nothing is sent anywhere; masking is a rule of a source.',
    test: 'test/engine/sources/settings/rules.test.ts',
  },
];
