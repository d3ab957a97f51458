import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readingKey, defaultReading } from '../../../../server/src/engine/sources/settings/reading.ts';
import { resolveSources } from '../../../../server/src/engine/sources/settings/resolveSources.ts';
import type { SourceDemands } from '../../../../server/src/engine/sources/settings/resolveSources.ts';
import type { SourceResolver } from '../../../../server/src/engine/sources/settings/types.ts';
import type { SourceSettings } from '../../../../server/src/protocol/sources.ts';
import { inFolder } from '../read.ts';
import { readingOf } from './clock.ts';

const base = '/logs';

async function resolved(demands: Partial<SourceDemands>): Promise<SourceResolver> {
  const result = await resolveSources({ categories: [], ...demands });
  if (result.kind === 'invalid') throw new Error(result.message);
  return result.sourceOf;
}

async function messageOf(demands: Partial<SourceDemands>): Promise<string> {
  const result = await resolveSources({ categories: [], ...demands });
  return result.kind === 'invalid' ? result.message : 'valid';
}

/** The names of the sources that take the files, `-` for none. */
async function takers(sources: readonly SourceSettings[], ...paths: readonly string[]): Promise<string> {
  const sourceOf = await resolved({ sources: [{ base, sources }] });
  return paths.map((path) => sourceOf(path).name ?? '-').join(' ');
}

describe('sources', () => {
  it('are lenient as the settings say, unless they say it themselves', async () => {
    const sources = [{ base, sources: [{ paths: ['a'], lenient: false }, { paths: ['b'] }] }];
    const sourceOf = await resolved({ sources, lenient: true });
    assert.deepEqual(
      ['a', 'b', 'c'].map((name) => sourceOf(`${base}/${name}`).reading.lenient),
      [false, true, true],
    );
  });

  it('leave out duplicates when the settings or a file say so', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'sources.json');
      await writeFile(path, '{ "version": 1, "deduplicate": true, "sources": [] }');
      const wanted = async (demands: Partial<SourceDemands>): Promise<boolean> => {
        const result = await resolveSources({ categories: [], ...demands });
        return result.kind === 'ok' && result.deduplicate;
      };
      assert.deepEqual(
        [await wanted({}), await wanted({ deduplicate: true }), await wanted({ sourcesFiles: [path] })],
        [false, true, true],
      );
    });
  });

  it('say nothing of files that none of them takes', async () => {
    const sourceOf = await resolved({});
    assert.deepEqual(sourceOf('/logs/a.json'), {
      name: undefined,
      category: undefined,
      host: undefined,
      collector: undefined,
      fields: {},
      reading: defaultReading,
      readingKey: '',
    });
  });

  it('give what they say', async () => {
    const source: SourceSettings = {
      name: 'Mail',
      paths: ['a.json'],
      category: 'Prod/Mail',
      hostName: 'h1',
      collector: 'C',
      fields: { team: 'mail' },
    };
    const { name, category, host, collector, fields, readingKey } = (
      await resolved({ sources: [{ base, sources: [source] }] })
    )('/logs/a.json');
    assert.deepEqual(
      { name, category, host, collector, fields, readingKey },
      { name: 'Mail', category: 'Prod/Mail', host: 'h1', collector: 'C', fields: { team: 'mail' }, readingKey: '' },
    );
  });

  it('take files by paths, folders and globs from their base', async () => {
    const source = { name: 'S', paths: ['ses', '*.log', '**/trail/*.gz', '../other/x.json', '/abs/**'] };
    assert.equal(
      await takers([source], '/logs/ses/2024/.a.json', '/logs/ses', '/logs/b.log', '/logs/deep/b.log', '/b.log'),
      'S S S - -',
    );
    assert.equal(
      await takers([source], '/logs/p/q/trail/a.gz', '/other/x.json', '/abs/deep/y', '/logs/sesame'),
      'S S S -',
    );
  });

  it('read their base literally', async () => {
    const sourceOf = await resolved({ sources: [{ base: '/lo[g]s (1)', sources: [{ name: 'S', paths: ['*.log'] }] }] });
    assert.deepEqual([sourceOf('/lo[g]s (1)/a.log').name, sourceOf('/logs 1/a.log').name], ['S', undefined]);
  });

  it('take everything below the base with a dot', async () => {
    assert.equal(await takers([{ name: 'S', paths: ['.'] }], '/logs/a/b.json', '/elsewhere/b.json'), 'S -');
    assert.equal(await takers([{ name: 'S', paths: ['./a/'] }], '/logs/a/b.json', '/logs/ab.json'), 'S -');
  });

  it('leave denied files to the next one, and the first one wins', async () => {
    const sources = [
      { name: 'A', paths: ['**'], denylist: ['**/*.gz', 'tmp'] },
      { name: 'B', paths: ['**'] },
    ];
    assert.equal(await takers(sources, '/logs/a', '/logs/a.gz', '/logs/tmp/x'), 'A B B');
  });

  it('give way to category rules', async () => {
    const sourceOf = await resolved({
      sources: [{ base, sources: [{ name: 'S', paths: ['**'], category: 'From/Source' }] }],
      categories: [{ category: 'From/Rule', glob: '*.gz' }],
    });
    assert.deepEqual(
      ['/logs/a.gz', '/logs/a.json'].map((path) => [sourceOf(path).category, sourceOf(path).name]),
      [
        ['From/Rule', 'S'],
        ['From/Source', 'S'],
      ],
    );
  });
});

describe('files of sources', () => {
  it('come after the settings, start from the folder above .sesq, and may be missing', async () => {
    await inFolder(async (folder) => {
      await mkdir(join(folder, '.sesq'));
      const inDotFolder = join(folder, '.sesq', 'sources.json');
      const beside = join(folder, 'mine.json');
      const file = (name: string, path: string): string =>
        JSON.stringify({ version: 1, sources: [{ name, paths: [path] }] });
      await writeFile(inDotFolder, file('Dot', '*.log'));
      await writeFile(beside, file('Beside', '*'));
      const sourceOf = await resolved({
        sources: [{ base: folder, sources: [{ name: 'Set', paths: ['a.log'] }] }],
        sourcesFiles: [join(folder, 'no', 'such.json'), inDotFolder, beside],
      });
      assert.deepEqual(
        ['a.log', 'b.log', 'c.json'].map((name) => sourceOf(join(folder, name)).name),
        ['Set', 'Dot', 'Beside'],
      );
    });
  });

  it('are named when something in them is wrong', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'sources.json');
      await writeFile(path, '{ "version": 1,\n "sources": [{}] }');
      assert.equal(await messageOf({ sourcesFiles: [path] }), `${path}:2:14 "sources[0]" needs "paths".`);
      await writeFile(path, JSON.stringify({ version: 1, sources: [{ paths: ['a'], timeZone: 'Mars' }] }));
      assert.equal(
        await messageOf({ sourcesFiles: [path] }),
        `${path}: sources[0]: "timeZone" is "Mars", which is no time zone. Use a name such as UTC or Europe/Vienna, or an offset such as +02:00.`,
      );
      assert.equal(
        await messageOf({ sourcesFiles: [folder] }),
        `The file of sources ${folder} cannot be read: it is a folder.`,
      );
    });
  });
});

describe('wrong sources', () => {
  const of = (source: Omit<SourceSettings, 'paths'>): Promise<string> =>
    messageOf({ sources: [{ base, sources: [{ name: 'Mail', paths: ['a'], ...source }] }] });
  const start = 'In the setting "sesq.sources": source "Mail": ';

  it('of another shape are refused', async () => {
    const sources = [{ paths: 'a' }] as unknown as readonly SourceSettings[];
    assert.equal(
      await messageOf({ sources: [{ base, sources }] }),
      'In the settings: "sesq.sources[0].paths" must be a list, not "a".',
    );
  });

  it('name the member', async () => {
    assert.equal(await of({ forceTimeZone: true }), `${start}"forceTimeZone" needs a "timeZone" to force.`);
    assert.equal(
      await of({ defaultDateFormats: [{ format: 'yyyy-bb' }] }),
      `${start}"format" of defaultDateFormats[0] is "yyyy-bb", which has the letter "b", which means nothing; put words in single quotes.`,
    );
    assert.equal(
      await of({ defaultDateFormats: [{ format: 'yyyy' }] }),
      `${start}"format" of defaultDateFormats[0] is "yyyy", which names neither a day nor an hour.`,
    );
    assert.match(
      await of({ manualPrefixRegexp: '(' }),
      /^In the setting "sesq\.sources": source "Mail": "manualPrefixRegexp" is "\(", which is no regular expression \(Unterminated group\)\.$/,
    );
    assert.match(
      await of({ filters: [{ name: 'no debug', filterType: 'Exclude', regexp: '*' }] }),
      /: "regexp" of the rule "no debug" \(filters\[0\]\) is "\*", which is no regular expression \(.+\)\.$/,
    );
  });
});

describe('the key of a reading', () => {
  it('is empty without settings of it and differs with everything that matters', () => {
    const rule = { name: 'r', filterType: 'Mask', regexp: 'a' } as const;
    const sources: readonly Omit<SourceSettings, 'paths'>[] = [
      { timeZone: 'Europe/Vienna' },
      { timeZone: 'UTC', forceTimeZone: true },
      { automaticDateParsing: false },
      { defaultDateFormats: [{ format: 'epoch' }] },
      { defaultDateFormats: [{ format: 'epoch', locator: 'a' }] },
      { useAutolineMatching: true },
      { manualPrefixRegexp: '\\d' },
      { filters: [rule] },
      { filters: [{ ...rule, mask: 'x' }] },
      { lenient: true },
    ];
    const keys = sources.map((source) => readingKey(readingOf(source)));
    assert.equal(new Set(keys).size, sources.length);
    assert.ok(!keys.includes(''));
    assert.equal(readingKey(readingOf({ category: 'A', timeZone: 'Etc/UTC', multilineProcessingEnabled: false })), '');
    assert.notEqual(readingKey({ ...defaultReading, inflateLimit: 1 }), '');
  });
});
