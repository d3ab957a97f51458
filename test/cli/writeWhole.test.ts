/** Files that commands write in pieces. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { writeWhole } from '../../server/src/cli/dashboard/writeWhole.ts';
import type { CommandContext } from '../../server/src/cli/context.ts';
import { inFolder } from '../engine/sources/read.ts';

const context = { signal: new AbortController().signal } as CommandContext;

describe('a file written in pieces', () => {
  it('appears when it is whole', () =>
    inFolder(async (folder) => {
      const output = join(folder, 'out.json');
      assert.equal(await writeWhole(['a', 'b'], output, context), undefined);
      assert.deepEqual(await readdir(folder), ['out.json']);
      assert.equal(await readFile(output, 'utf8'), 'ab');
    }));

  it('is not there when a piece fails, which is no fault of the file', () =>
    inFolder(async (folder) => {
      async function* pieces(): AsyncGenerator<string> {
        yield await Promise.resolve('a');
        throw new Error('This result is no longer held.');
      }
      await assert.rejects(writeWhole(pieces(), join(folder, 'out.json'), context), /no longer held/);
      assert.deepEqual(await readdir(folder), []);
    }));

  it('says why it cannot be written', () =>
    inFolder(async (folder) => {
      const output = join(folder, 'none', 'out.json');
      assert.equal(await writeWhole(['a'], output, context), `"${output}" cannot be written: ENOENT.`);
    }));
});
