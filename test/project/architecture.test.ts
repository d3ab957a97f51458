import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { sourceFiles, type SourceFile } from './sourceFiles.ts';

const files = sourceFiles('server/src', 'client/shared', 'client/src', 'client/webview');
const below = (folder: string): readonly SourceFile[] => files.filter((file) => file.path.startsWith(`${folder}/`));

/** Imports of a part that its rule does not allow, as `file -> module`. */
function offences(folder: string, allowed: (module: string, typeOnly: boolean) => boolean): readonly string[] {
  return below(folder).flatMap((file) =>
    file.imports
      .filter(({ module, typeOnly }) => !allowed(module, typeOnly))
      .map(({ module }) => `${file.path} -> ${module}`),
  );
}

const isBuiltin = (module: string): boolean => module.startsWith('node:') || builtinModules.includes(module);
const isOf = (module: string, ...folders: readonly string[]): boolean =>
  folders.some((folder) => module.startsWith(`${folder}/`));
const isPackage = (module: string): boolean =>
  !isOf(module, 'server', 'client', 'test', 'samples') && !isBuiltin(module);

describe('architecture', () => {
  it('has files in every part', () => {
    for (const folder of [
      'server/src/protocol',
      'server/src/language',
      'server/src/engine',
      'server/src/lsp',
      'server/src/cli',
      'client/shared',
      'client/src',
      'client/webview',
    ]) {
      assert.ok(below(folder).length > 0, folder);
    }
  });

  it('keeps the language core pure: nothing above it, no built-ins, no protocol packages', () => {
    assert.deepEqual(
      offences(
        'server/src/language',
        (module, typeOnly) =>
          isOf(module, 'server/src/language') ||
          (typeOnly && isOf(module, 'server/src/protocol')) ||
          (isPackage(module) && !/^vscode|duckdb/.test(module)),
      ),
      [],
    );
  });

  it('lets the engine import the language and the protocol only', () => {
    assert.deepEqual(
      offences(
        'server/src/engine',
        (module) =>
          isOf(module, 'server/src/engine', 'server/src/language', 'server/src/protocol') ||
          isBuiltin(module) ||
          (isPackage(module) && module !== 'vscode'),
      ),
      [],
    );
  });

  it('keeps the engine out of the language server', () => {
    assert.deepEqual(
      offences(
        'server/src/lsp',
        (module) =>
          isOf(module, 'server/src/lsp', 'server/src/language', 'server/src/protocol') ||
          isBuiltin(module) ||
          (isPackage(module) && !/duckdb|^vscode$/.test(module)),
      ),
      [],
    );
  });

  it('lets the command line stand on engine and language', () => {
    assert.deepEqual(
      offences(
        'server/src/cli',
        (module) =>
          isOf(module, 'server/src/cli', 'server/src/engine', 'server/src/language', 'server/src/protocol') ||
          isBuiltin(module) ||
          (isPackage(module) && module !== 'vscode'),
      ),
      [],
    );
  });

  it('lets the protocol be types that import nothing', () => {
    assert.deepEqual(
      offences('server/src/protocol', (module) => isOf(module, 'server/src/protocol')),
      [],
    );
    for (const file of below('server/src/protocol'))
      assert.doesNotMatch(file.text, /^export (?:const|function|class|let)/m, file.path);
  });

  it('lets the client talk to the server over the protocol only', () => {
    assert.deepEqual(
      offences(
        'client/src',
        (module, typeOnly) =>
          isOf(module, 'client/src', 'client/shared') ||
          (typeOnly && isOf(module, 'server/src/protocol')) ||
          isBuiltin(module) ||
          (isPackage(module) && !/duckdb/.test(module)),
      ),
      [],
    );
  });

  it('keeps what host and views share free of both', () => {
    assert.deepEqual(
      offences(
        'client/shared',
        (module, typeOnly) => isOf(module, 'client/shared') || (typeOnly && isOf(module, 'server/src/protocol')),
      ),
      [],
    );
  });

  it('keeps webviews in the browser', () => {
    assert.deepEqual(
      offences(
        'client/webview',
        (module, typeOnly) =>
          isOf(module, 'client/webview', 'client/shared') ||
          (typeOnly && isOf(module, 'server/src/protocol')) ||
          (isPackage(module) && module !== 'vscode'),
      ),
      [],
    );
  });

  it('has no circles of imports that run', () => {
    const graph = new Map(
      files.map((file) => [file.path, file.imports.filter(({ typeOnly }) => !typeOnly).map(({ module }) => module)]),
    );
    const finished = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      if (finished.has(path) || trail.includes(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      finished.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    assert.deepEqual(circles, []);
  });

  it('has no default exports and no any', () => {
    assert.deepEqual(
      files.filter((file) => /^export default/m.test(file.text)).map((file) => file.path),
      [],
    );
    assert.deepEqual(
      files
        .filter((file) => /[:<]\s*any\b|\bas any\b/.test(file.text.replace(/\/\*[^]*?\*\/|\/\/.*/g, '')))
        .map((file) => file.path),
      [],
    );
  });

  it('keeps files small enough to hold in a head', () => {
    const long = files.filter((file) => file.text.split('\n').length > 600).map((file) => file.path);
    assert.deepEqual(long, []);
  });
});
