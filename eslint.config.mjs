import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const nodeBuiltins = {
  regex: '^(node:|fs$|path$|os$|child_process$|crypto$|worker_threads$)',
  message: 'This part is pure: no Node built-ins.',
};
const noVscode = { regex: '^vscode$', message: "Only client/src may import 'vscode'." };

/** Rules for a folder whose imports are fenced in. */
const fence = (files, patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } });

export default tseslint.config(
  { ignores: ['dist/**', 'out/**', 'node_modules/**', 'test/fixtures/**'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' }],
      eqeqeq: 'error',
    },
  },
  { files: ['**/*.mjs', '**/*.ts'], languageOptions: { globals: globals.node } },
  { files: ['client/webview/**/*.ts'], languageOptions: { globals: globals.browser } },
  fence(
    ['server/src/language/**/*.ts'],
    [nodeBuiltins, noVscode, { regex: '/(engine|lsp|cli)/', message: 'The language core imports nothing above it.' }],
  ),
  fence(
    ['server/src/engine/**/*.ts'],
    [noVscode, { regex: '/(lsp|cli)/', message: 'The engine imports the language and the protocol only.' }],
  ),
  fence(
    ['server/src/lsp/**/*.ts'],
    [noVscode, { regex: '/(engine|cli)/|@duckdb', message: 'The language server never touches the engine.' }],
  ),
  fence(['server/src/cli/**/*.ts'], [noVscode]),
  fence(
    ['client/src/**/*.ts'],
    [{ regex: 'server/src/(engine|lsp|cli|language)/', message: 'The client talks to the server over the protocol.' }],
  ),
  fence(
    ['client/shared/**/*.ts'],
    [
      nodeBuiltins,
      noVscode,
      {
        regex: '^\\.\\./(src|webview)/|server/src/(engine|lsp|cli|language)/',
        message: 'What host and views share imports neither of them, and of the server the protocol.',
      },
    ],
  ),
  fence(
    ['client/webview/**/*.ts'],
    [
      nodeBuiltins,
      noVscode,
      { regex: 'server/src/(engine|lsp|cli|language)/', message: 'Webviews talk over the protocol.' },
    ],
  ),
);
