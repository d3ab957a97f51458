import assert from 'node:assert/strict';
import { join } from 'node:path';
import { rowsResult, runWith, temporaryFolder } from './support.ts';

const none = rowsResult([], []);

describe('sesq run with lookup tables', () => {
  it('takes folders and files relative to the current folder, and looks beside the query file', async () => {
    const folder = temporaryFolder({ 'q/x.sesq': '* | count' });
    const options = [
      '--lookups',
      'tables',
      '--lookups',
      '/more',
      '--geo',
      'g.mmdb',
      '--asn',
      'a',
      '--threats',
      't.csv',
    ];
    const { settings } = await runWith(none, ['run', 'q/x.sesq', ...options], { cwd: folder.path });
    folder.remove();
    const at = (name: string): string => join(folder.path, name);
    assert.deepEqual(settings?.lookups, {
      folders: [at('tables'), '/more', at('q')],
      geoDatabase: at('g.mmdb'),
      asnDatabase: at('a'),
      threatTable: at('t.csv'),
      saveFolder: at('tables'),
    });
  });

  it('may save nowhere unless a folder is given', async () => {
    const folder = temporaryFolder({ 'x.sesq': '* | count' });
    const { settings } = await runWith(none, ['run', 'x.sesq'], { cwd: folder.path });
    folder.remove();
    assert.deepEqual(settings?.lookups, { folders: [folder.path] });
  });

  it('says nothing about tables for a query given as text', async () => {
    const { settings } = await runWith(none, ['run', '-q', '* | count']);
    assert.equal(settings?.lookups, undefined);
  });
});
