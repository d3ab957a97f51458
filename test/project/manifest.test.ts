import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './sourceFiles.ts';

interface Manifest {
  readonly main: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly engines: { readonly vscode: string };
  readonly contributes: {
    readonly languages: readonly {
      readonly id: string;
      readonly configuration?: string;
      readonly icon?: Readonly<Record<string, string>>;
    }[];
    readonly jsonValidation: readonly { readonly url: string }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly keybindings: readonly { readonly command: string; readonly when?: string }[];
  };
}

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;

describe('manifest', () => {
  it('pins exact versions', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    assert.deepEqual(loose, []);
  });

  it('has a lock file that names no registry', () => {
    assert.doesNotMatch(
      read('package-lock.json'),
      /https?:\/\/(?!opencollective|github\.com|.*\bfunding)[^"]*\.tgz|"resolved"/,
    );
  });

  it('names files that exist', () => {
    const { languages, grammars, jsonValidation } = manifest.contributes;
    const files = [
      ...languages.flatMap(({ configuration, icon }) => [configuration ?? [], ...Object.values(icon ?? {})].flat()),
      ...jsonValidation.map(({ url }) => url),
      ...grammars.map((grammar) => grammar.path),
    ];
    assert.deepEqual(
      files.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });

  it('asks for the version of the editor whose types it is checked against', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
  });

  it('gives every command a category and a title that does not repeat it', () => {
    for (const { command, title, category } of manifest.contributes.commands) {
      assert.match(command, /^sesq\.[a-zA-Z.]+$/);
      assert.equal(category, 'SES', command);
      assert.doesNotMatch(title, /^SES/, command);
    }
  });

  it('shows only commands that exist, and keys only where they apply', () => {
    const known = new Set(manifest.contributes.commands.map(({ command }) => command));
    const shown = [...Object.values(manifest.contributes.menus).flat(), ...manifest.contributes.keybindings];
    assert.deepEqual(
      shown.filter(({ command }) => !known.has(command)),
      [],
    );
    assert.deepEqual(
      manifest.contributes.keybindings.filter(({ when }) => when === undefined),
      [],
    );
  });

  it('has a licence, a change log with an unreleased part, and the other pages', () => {
    for (const file of ['LICENSE', 'README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'])
      assert.ok(read(file).length > 500, file);
    assert.match(read('CHANGELOG.md'), /^## Unreleased$/m);
    assert.match(read('LICENSE'), /^MIT License/);
  });
});
