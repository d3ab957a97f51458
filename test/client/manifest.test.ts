import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { settingDefaults } from '../../client/src/settings.ts';
import manifest from '../../package.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);
const { contributes, capabilities } = manifest;
const commands = contributes.commands.map(({ command }) => command);
const settings: Readonly<
  Record<string, { readonly default: unknown; readonly scope: string; readonly markdownDescription: string }>
> = Object.assign({}, ...contributes.configuration.map(({ properties }) => properties));

const clientSource = readdirSync(new URL('client/src/', root), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(`client/src/${name}`, root), 'utf8'))
  .join('\n');

describe('manifest', () => {
  it('states the defaults that the code has', () => {
    const stated = Object.entries(settings).map(([name, { default: value }]) => [name.replace(/^sesq\./, ''), value]);
    assert.deepEqual(Object.fromEntries(stated), settingDefaults);
  });

  it('describes every setting', () => {
    for (const [name, { markdownDescription }] of Object.entries(settings)) {
      assert.match(markdownDescription ?? '', /\.$/, name);
    }
  });

  it('declares exactly the commands that the client registers', () => {
    const registered = [...clientSource.matchAll(/\bcommand\(\s*'(sesq\.\w+)'/g)].map((match) => match[1]);
    assert.deepEqual(registered.toSorted(), commands.toSorted());
  });

  it('menus and keys use declared commands only', () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(({ command }) => command);
    assert.deepEqual(
      used.filter((command) => !commands.includes(command)),
      [],
    );
  });

  it('restricts settings that name files or limits until the workspace is trusted', () => {
    assert.deepEqual(capabilities.untrustedWorkspaces.restrictedConfigurations, [
      'sesq.logs',
      'sesq.categories',
      'sesq.sources',
      'sesq.engine.memoryLimit',
      'sesq.engine.threads',
      'sesq.engine.queryTimeout',
      'sesq.engine.storeLimit',
      'sesq.engine.inflateLimit',
      'sesq.lookups.folders',
      'sesq.lookups.geoDatabase',
      'sesq.lookups.asnDatabase',
      'sesq.lookups.threatTable',
      'sesq.lookups.saveFolder',
    ]);
    for (const name of capabilities.untrustedWorkspaces.restrictedConfigurations) assert.ok(name in settings, name);
  });

  it('checks sources in the settings as in a file of sources', () => {
    const schema = JSON.parse(readFileSync(new URL('media/schemas/sources.schema.json', root), 'utf8')) as {
      readonly definitions: { readonly source: unknown };
    };
    const setting = contributes.configuration.flatMap(({ properties }) =>
      'sesq.sources' in properties ? [properties['sesq.sources']] : [],
    );
    assert.deepEqual(
      setting.map(({ items }) => items),
      [schema.definitions.source],
    );
  });

  it('buttons of empty views run declared commands or those of the editor', () => {
    const used = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command ?? ''),
    );
    assert.deepEqual(
      used.filter((command) => !commands.includes(command) && !command.startsWith('workbench.')),
      [],
    );
    assert.ok(used.includes('sesq.openSamples'));
  });

  it('names files that exist', () => {
    const files = contributes.languages.flatMap((language) =>
      'icon' in language && language.icon !== undefined
        ? [language.configuration, language.icon.light, language.icon.dark]
        : [],
    );
    const schemas = contributes.jsonValidation.map(({ url }) => url);
    for (const file of [...files, ...schemas, manifest.icon]) assert.ok(existsSync(new URL(file, root)), file);
  });
});
