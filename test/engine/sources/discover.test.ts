import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { discover } from '../../../server/src/engine/sources/discover.ts';
import { inFolder } from './read.ts';

async function tree(folder: string): Promise<void> {
  for (const path of ['b.json', 'a/c.log', 'a/d', '.git/e.json', 'node_modules/f.json', 'notes.md']) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), '{}');
  }
}

async function found(entries: (folder: string) => string[]): Promise<readonly string[] | string> {
  return inFolder(async (folder) => {
    await tree(folder);
    const result = await discover(entries(folder));
    return result.kind === 'invalid'
      ? result.message.replaceAll(folder, '')
      : result.files.map(({ path }) => relative(folder, path));
  });
}

describe('discovering logs', () => {
  it('takes the files of a folder at any depth, in order, without dotfolders, node_modules and documents', async () => {
    assert.deepEqual(await found((folder) => [folder]), ['a/c.log', 'a/d', 'b.json']);
  });

  it('takes each file once', async () => {
    assert.deepEqual(await found((folder) => [join(folder, 'b.json'), folder, join(folder, '*.json')]), [
      'a/c.log',
      'a/d',
      'b.json',
    ]);
  });

  it('takes what a glob matches', async () => {
    assert.deepEqual(await found((folder) => [join(folder, '**/*.{log,md}')]), ['a/c.log', 'notes.md']);
  });

  it('refuses a path that does not exist', async () => {
    assert.equal(
      await found((folder) => [join(folder, 'none.json')]),
      'There is no file or folder /none.json: check the path.',
    );
  });

  it('refuses an empty list', async () => {
    assert.equal(await found(() => []), 'No logs are chosen: give at least one file, folder or glob.');
  });

  it('notes a glob that matches nothing', async () => {
    await inFolder(async (folder) => {
      assert.deepEqual(await discover([join(folder, '*.json')]), {
        kind: 'ok',
        files: [],
        notes: [`No file matches ${join(folder, '*.json')}.`],
      });
    });
  });
});
