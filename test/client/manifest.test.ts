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

  it('links of settings lead to settings and commands that exist', () => {
    const texts = Object.values(settings).map(({ markdownDescription }) => markdownDescription);
    const linked = texts.flatMap((text) => [...text.matchAll(/`#([\w.]+)#`/g)].map(([, name]) => name ?? ''));
    const run = texts.flatMap((text) => [...text.matchAll(/\]\(command:([\w.]+)\)/g)].map(([, name]) => name ?? ''));
    // The editor makes this one for the view.
    const focus = contributes.views.sesq.map(({ id }) => `${id}.focus`);
    assert.deepEqual(
      linked.filter((name) => !(name in settings)),
      [],
    );
    assert.deepEqual(
      run.filter((name) => !commands.includes(name) && !focus.includes(name)),
      [],
    );
    assert.ok(linked.includes('sesq.sources') && run.includes('sesq.chooseLogCategories'));
  });

  it('titles of commands that ask something end with an ellipsis', () => {
    const asking = [
      'sesq.addToDashboard',
      'sesq.chooseLogCategories',
      'sesq.clearStore',
      'sesq.exportDashboard',
      'sesq.exportDashboardHtml',
      'sesq.importDashboard',
      'sesq.newDashboard',
      'sesq.openDashboard',
      'sesq.openDashboardForFile',
      'sesq.openDashboardForFolder',
      'sesq.openDashboardForSource',
      'sesq.setSourceCategory',
    ];
    const marked = contributes.commands.filter(({ title }) => title.endsWith('…')).map(({ command }) => command);
    assert.deepEqual(marked.toSorted(), asking);
  });

  it('offers in the palette only what can be done', () => {
    const palette = new Map(contributes.menus.commandPalette.map(({ command, when }) => [command, when]));
    const hasLogs = "isWorkspaceTrusted && (workspaceFolderCount != 0 || config.sesq.logs != '[]')";
    for (const command of ['showSources', 'refreshSources', 'clearStore', 'chooseLogCategories'])
      assert.equal(palette.get(`sesq.${command}`), hasLogs, command);
    // What needs no more than a window.
    assert.deepEqual(commands.filter((command) => !palette.has(command)).toSorted(), [
      'sesq.importDashboard',
      'sesq.newDashboard',
      'sesq.openDashboard',
      'sesq.openSamples',
      'sesq.openSettings',
    ]);
  });

  it('can reach by key what the lines of its views offer to the pointer', () => {
    const lines = contributes.menus['view/item/context'];
    const inMenu = lines.filter(({ group }) => group !== 'inline').map(({ command, when }) => `${command} ${when}`);
    const inline = lines.filter(({ group }) => group === 'inline').map(({ command, when }) => `${command} ${when}`);
    assert.deepEqual(
      inline.filter((line) => !inMenu.includes(line)),
      [],
    );
    assert.ok(inline.length > 0);
  });

  it('helps with the queries of a dashboard file that is the first file opened', () => {
    const { languages } = contributes;
    const own = languages.find(({ extensions }) => extensions.includes('.sesdash.json'));
    // The editor activates by itself only for languages that bring a configuration.
    assert.ok(own !== undefined && !('configuration' in own));
    assert.ok(manifest.activationEvents.includes(`onLanguage:${own.id}`));
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
