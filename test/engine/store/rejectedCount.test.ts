import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { syncWith, withStore } from './helpers.ts';

describe('rejected records of a file', () => {
  it('are all counted though only the first are listed', () =>
    withStore(async (store, folder) => {
      await writeFile(join(folder, 'many.jsonl'), '{"a":(}\n'.repeat(1200));
      await writeFile(join(folder, 'one.jsonl'), '{"a":(}\n');
      const { report } = await syncWith(store, { logs: [folder], categories: [] });
      assert.deepEqual(
        report.files.map(({ rejected, rejectedCount }) => [rejected.length, rejectedCount]),
        [
          [1000, 1200],
          [1, undefined],
        ],
      );
      assert.equal(report.totals.rejected, 1201);
    }));
});
