/** A hundred things that real log files do, each with a file and what reading it gives, or with the test that is about it. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { readContent } from '../read.ts';
import { byteOddities } from './bytes.ts';
import { elsewhere } from './elsewhere.ts';
import { fileChecks } from './files.ts';
import { framingOddities } from './framing.ts';
import { identityOddities } from './identities.ts';
import { schemaOddities } from './schema.ts';
import { timeOddities } from './time.ts';
import { wrappingOddities } from './wrapping.ts';

const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const COUNT = 100;

const files = [
  ...byteOddities,
  ...framingOddities,
  ...wrappingOddities,
  ...schemaOddities,
  ...timeOddities,
  ...identityOddities,
];

describe('oddities of log files', () => {
  for (const { number, what, content, messages, times, rejected, notes } of files)
    it(`oddity ${String(number)}: ${what}`, async () => {
      const read = await readContent(content);
      assert.deepEqual(
        {
          messages: read.messages.map(({ kind, raw }) => `${kind} ${raw}`),
          rejected: read.summary.rejected.map(
            ({ line, column, reason }) => `${String(line)}:${String(column)} ${reason}`,
          ),
          notes: read.summary.notes,
        },
        { messages, rejected: rejected ?? [], notes: notes ?? [] },
      );
      if (times !== undefined)
        assert.deepEqual(
          read.messages.map(({ time }) => time),
          times,
        );
    });

  for (const { number, what, check } of fileChecks) it(`oddity ${String(number)}: ${what}`, check);

  for (const { number, why, test } of elsewhere)
    it(`oddity ${String(number)} is tested in ${test}: ${why}`, () => {
      assert.ok(existsSync(join(PROJECT, test)), test);
    });

  it('are all there, each in one place', () => {
    const places = [files, fileChecks, elsewhere].map((list) => new Set(list.map(({ number }) => number)));
    const counts = Array.from({ length: COUNT }, (_, index) => places.filter((place) => place.has(index + 1)).length);
    assert.deepEqual(
      counts,
      Array.from({ length: COUNT }, () => 1),
    );
  });
});
