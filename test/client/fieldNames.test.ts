import assert from 'node:assert/strict';
import { fieldNames } from '../../client/src/sources/fieldNames.ts';

describe('names of the fields of sources', () => {
  it('are those of all lists, each once', () => {
    const settings = [{ paths: ['a'], fields: { team: 'mail', 'cost.center': '7' } }, { paths: ['b'] }];
    const file = [{ paths: ['c'], fields: { team: 'web', stage: 'prod' } }];
    assert.deepEqual(fieldNames([settings, file]), ['team', 'cost.center', 'stage']);
  });

  it('are none where something else was written', () => {
    assert.deepEqual(fieldNames([undefined, 'x', {}, [null, 1, ['a'], { fields: ['a'] }, { fields: 'ab' }]]), []);
  });
});
