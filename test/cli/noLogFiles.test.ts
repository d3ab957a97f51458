import assert from 'node:assert/strict';

import { noLogFiles } from '../../server/src/cli/input/logs.ts';

const settings = { logs: ['/logs'], categories: [], cacheFolder: undefined, memoryLimit: '', threads: 0 };

describe('a selection without log files', () => {
  it('says what kept them from being found', () => {
    assert.equal(
      noLogFiles(settings, ['The folder /logs cannot be read.']).message,
      'No log files were found in /logs. The folder /logs cannot be read.',
    );
  });

  it('does not say twice that nothing was found', () => {
    const notes = ['The folder /logs holds no log files.', 'No file matches /logs.'];
    assert.equal(noLogFiles(settings, notes).message, 'No log files were found in /logs.');
  });
});
