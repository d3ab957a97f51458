import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { checkShape } from '../../../../server/src/engine/sources/settings/checkSources.ts';
import { readSourcesFile } from '../../../../server/src/engine/sources/settings/readSourcesFile.ts';
import { sourcesSchema } from '../../../../server/src/engine/sources/settings/schema.ts';

/** The first problem as `line:column message`; undefined for a good file. */
function problemOf(text: string): string | undefined {
  const read = readSourcesFile(text);
  if (read.kind === 'ok') return undefined;
  const [{ line, column, message }] = read.problems;
  return `${String(line)}:${String(column)} ${message}`;
}

const ofSource = (text: string): string => `{ "version": 1, "sources": [\n${text}\n] }`;

describe('a file of sources', () => {
  it('may hold comments, a trailing comma, a byte order mark and the name of its schema', () => {
    const text = '\uFEFF{ // ours\n "$schema": "x", "version": 1, "sources": [{ "paths": ["a/**"], }] /* end */ }';
    const read = readSourcesFile(text);
    assert.equal(
      read.kind === 'ok' && JSON.stringify(read.file),
      '{"$schema":"x","version":1,"sources":[{"paths":["a/**"]}]}',
    );
  });

  it('names every problem', () => {
    const read = readSourcesFile(ofSource('{ "paths": [], "category": 7 }, {}'));
    assert.deepEqual(
      read.kind === 'invalid' ? read.problems.map(({ message }) => message).sort() : [],
      [
        '"sources[0].category" must be a text, not 7.',
        '"sources[0].paths" is empty: name at least one.',
        '"sources[1]" needs "paths".',
      ].sort(),
    );
  });

  for (const [what, text, expected] of [
    ['is empty', '', '1:1 The file is empty.'],
    ['is no object', '[]', '1:1 The file must be an object, not a list.'],
    ['is not JSON', '{ "version": 1,\n  "sources": [}', '2:15 A value was expected.'],
    ['has no version', '{ "sources": [] }', '1:1 The file needs "version".'],
    ['has another version', '{ "version": 2, "sources": [] }', '1:14 "version" must be 1, not 2.'],
    [
      'has a misspelt member',
      ofSource('  { "paths": ["a"], "categroy": "A" }'),
      '2:21 "categroy" in "sources[0]" means nothing. Did you mean "category"?',
    ],
    [
      'has an unknown kind of rule',
      ofSource('{ "paths": ["a"], "filters": [{ "name": "n", "filterType": "mask", "regexp": "x" }] }'),
      '2:60 "sources[0].filters[0].filterType" must be one of Include, Exclude, Mask, Hash, not "mask". Did you mean "Mask"?',
    ],
    [
      'has a field with a name of the system',
      ofSource('{ "paths": ["a"],\n"fields": { "_team": "x" } }'),
      '3:13 "_team" in "sources[0].fields" is no name of a field. Names begin with a letter and hold letters, digits, "_", "." and "-".',
    ],
  ] as const)
    it(`that ${what} is refused with the place`, () => {
      assert.equal(problemOf(text), expected);
    });

  it('says what is known when a member is like nothing', () => {
    assert.match(
      problemOf('{ "version": 1, "sources": [], "elsewhere": 1 }') ?? '',
      /^1:32 "elsewhere" in the file means nothing\. Known are version, deduplicate, sources\.$/i,
    );
  });
});

describe('the schema of sources', () => {
  it('is published as it is', async () => {
    const published = await readFile(new URL('../../../../media/schemas/sources.schema.json', import.meta.url), 'utf8');
    assert.deepEqual(JSON.parse(published), sourcesSchema);
  });

  it('takes the list of the settings alone', () => {
    assert.deepEqual(checkShape([{ paths: ['a'] }], 'list'), []);
    assert.deepEqual(
      checkShape({}, 'list').map(({ message }) => message),
      ['"sesq.sources" must be a list, not an object.'],
    );
  });
});
