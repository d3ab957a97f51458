import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { DEFAULT_INFLATE_LIMIT } from '../../server/src/engine/sources/settings/reading.ts';
import { engineSettings, readSettings, settingDefaults } from '../../client/src/settings.ts';

const source = (values: Readonly<Record<string, unknown>>) => ({ get: (name: string): unknown => values[name] });

describe('settings', () => {
  it('what is not set has its default', () => {
    assert.deepEqual(readSettings(source({})), settingDefaults);
  });

  it('values of the wrong kind count as not set, wrong entries are left out', () => {
    const wrong = {
      logs: 'x',
      categories: 7,
      now: 'later',
      timezone: 'Mars/Base',
      'engine.memoryLimit': 1,
      'engine.threads': -1,
      'engine.storeLimit': '5 apples',
      'engine.inflateLimit': '0GB',
      sources: {},
    };
    assert.deepEqual(readSettings(source(wrong)), settingDefaults);
    const lists = { logs: ['a', 7, ' '], categories: [{ category: 'A', glob: '*' }, { category: 'B' }, null] };
    const { logs, categories } = readSettings(source(lists));
    assert.deepEqual([logs, categories], [['a'], [{ category: 'A', glob: '*' }]]);
  });

  it('relative logs hold for every folder, absolute ones once', () => {
    const folders = [resolve('/w/one'), resolve('/w/two')];
    const absolute = resolve('/var/log/ses');
    const { logs } = engineSettings({ ...settingDefaults, logs: ['logs/', '**/*.json', absolute] }, folders, undefined);
    const expected = ['/w/one/logs', '/w/two/logs', '/w/one/**/*.json', '/w/two/**/*.json'].map((path) =>
      resolve(path),
    );
    assert.deepEqual(logs, [...expected, absolute]);
  });

  it('lookup tables are found from the first folder, and seconds become milliseconds', () => {
    const settings = {
      ...settingDefaults,
      'engine.queryTimeout': 30,
      'lookups.folders': ['tables', '/shared/tables'],
      'lookups.geoDatabase': 'geo/city.mmdb',
      'lookups.saveFolder': '/saved',
    };
    const { queryTimeout, lookups } = engineSettings(settings, ['/w/one', '/w/two'], undefined);
    assert.equal(queryTimeout, 30_000);
    assert.deepEqual(lookups, {
      folders: ['/w/one/tables', '/w/two/tables', '/shared/tables'],
      geoDatabase: '/w/one/geo/city.mmdb',
      saveFolder: '/saved',
    });
  });

  it('sources start from every folder and reach the engine as written, right or wrong', () => {
    const { sources } = readSettings(source({ sources: [{ paths: ['a/**'], category: 'A' }, { pathes: [] }] }));
    assert.deepEqual(sources, [{ paths: ['a/**'], category: 'A' }, { pathes: [] }]);
    const told = engineSettings({ ...settingDefaults, sources }, ['/w/one', '/w/two'], undefined);
    assert.deepEqual(told.sources, [
      { base: '/w/one', sources },
      { base: '/w/two', sources },
    ]);
    const files = ['/w/one/.sesq/sources.json', '/w/two/.sesq/sources.json'].map((path) => resolve(path));
    assert.deepEqual(told.sourcesFiles, files);
    const withoutFolder = engineSettings({ ...settingDefaults, sources }, [], undefined);
    assert.deepEqual([withoutFolder.sources?.length, withoutFolder.sourcesFiles], [1, []]);
  });

  it('limits are sizes', () => {
    const limits = readSettings(source({ 'engine.storeLimit': '5GB', 'engine.inflateLimit': '1.5 GiB' }));
    const { storeLimit, inflateLimit } = engineSettings(limits, ['/w/one'], undefined);
    assert.deepEqual([storeLimit, inflateLimit], [5_000_000_000, 1_610_612_736]);
  });

  it('no logs means the folders themselves', () => {
    assert.deepEqual(engineSettings(settingDefaults, [resolve('/w/one')], '/cache'), {
      logs: [resolve('/w/one')],
      categories: [],
      sources: [],
      sourcesFiles: [resolve('/w/one/.sesq/sources.json')],
      deduplicate: false,
      lenient: false,
      storeLimit: 0,
      inflateLimit: DEFAULT_INFLATE_LIMIT,
      memoryLimit: '',
      threads: 0,
      cacheFolder: '/cache',
      queryTimeout: 0,
      lookups: { folders: ['/w/one'] },
    });
  });
});
