import assert from 'node:assert/strict';
import { readdir } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { glob } from 'tinyglobby';

import { unreadableFolders } from '../../../server/src/engine/sources/unreadableFolders.ts';
import { inFolder } from './read.ts';

/** Reads folders as the system does, but may not look into some of them. */
function forbidding(names: RegExp, code: string): typeof readdir {
  const read = (path: string, options: object, done: (error: Error | null, entries?: unknown) => void): void => {
    if (names.test(path)) done(Object.assign(new Error(code), { code }));
    else readdir(path, options as { withFileTypes: true }, done);
  };
  return read as typeof readdir;
}

async function search(folder: string, names: RegExp, code: string): Promise<readonly (readonly string[])[]> {
  for (const name of ['open', 'no1', 'no2', 'no3', 'no4', 'no5']) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'a.json'), '{}');
  }
  const watch = unreadableFolders(forbidding(names, code));
  const paths = await glob('**/*', { cwd: folder, absolute: true, fs: watch.fs });
  return [paths.map((path) => relative(folder, path)).sort(), watch.notes().map((note) => note.replace(folder, '…'))];
}

describe('folders that cannot be read', () => {
  it('are named, a few of them, and the others are searched', () =>
    inFolder(async (folder) => {
      assert.deepEqual(await search(folder, /no\d/, 'EACCES'), [
        ['open/a.json'],
        [
          'The folder …/no1 cannot be read.',
          'The folder …/no2 cannot be read.',
          'The folder …/no3 cannot be read.',
          '2 more folders cannot be read.',
        ],
      ]);
    }));

  it('are no news when they have vanished', () =>
    inFolder(async (folder) => {
      const [paths, notes] = await search(folder, /no5/, 'ENOENT');
      assert.equal(paths?.length, 5);
      assert.deepEqual(notes, []);
    }));
});
