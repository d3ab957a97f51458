// Builds every bundle into dist/. `--watch` rebuilds on change, `--production` minifies.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** The native engine cannot be bundled; it is loaded from node_modules beside dist/. */
const native = ['@duckdb/node-bindings', '@duckdb/node-bindings-*'];

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  logLevel: 'warning',
  legalComments: 'none',
  outdir: 'dist',
};

// Some libraries ask for import.meta.url, which a CommonJS bundle does not have.
const importMetaUrl = 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;';

/** @type {esbuild.BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', ...native],
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: importMetaUrl },
  // Packages that ship both forms: the ES one bundles smaller and without dynamic requires.
  mainFields: ['module', 'main'],
};

/**
 * What is built; the list of third parties is made from it too.
 * @type {esbuild.BuildOptions[]}
 */
export const bundles = [
  { ...node, entryPoints: { extension: 'client/src/extension.ts' } },
  { ...node, entryPoints: { server: 'server/src/lsp/main.ts' } },
  { ...node, entryPoints: { engine: 'server/src/engine/main.ts' } },
  // A thread of the engine and of sesq, which look for it beside themselves.
  { ...node, entryPoints: { reader: 'server/src/engine/sources/threads/readerThread.ts' } },
  { ...node, entryPoints: { sesq: 'server/src/cli/main.ts' }, banner: { js: `#!/usr/bin/env node\n${importMetaUrl}` } },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: { 'webview/results': 'client/webview/results/main.ts' },
    loader: { '.css': 'text', '.ttf': 'file' },
  },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: {
      'webview/dashboard': 'client/webview/dashboard/main.ts',
      // Both views load it when they draw.
      'webview/charts': 'client/webview/shared/charts/chart.ts',
    },
  },
  // It becomes a part of every report, so it is small in any build.
  {
    ...common,
    minify: true,
    sourcemap: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: { 'webview/report': 'client/webview/report/main.ts' },
  },
];

async function main() {
  rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist/webview', { recursive: true });
  cpSync('node_modules/@vscode/codicons/dist/codicon.css', 'dist/webview/codicon.css');
  cpSync('node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/webview/codicon.ttf');
  // dist holds CommonJS although the package is an ES module.
  writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');

  if (watch) {
    const contexts = await Promise.all(bundles.map((options) => esbuild.context(options)));
    await Promise.all(contexts.map((context) => context.watch()));
    console.log('Watching for changes.');
  } else {
    await Promise.all(bundles.map((options) => esbuild.build(options)));
  }
}

if (import.meta.main) await main();
