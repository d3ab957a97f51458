/** Things in folders that are no plain files, and plain files with odd names or fates. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { chmod, mkdir, symlink, truncate, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

import { discover } from '../../../server/src/engine/sources/discover.ts';
import { readLog } from '../../../server/src/engine/sources/readLog.ts';
import type { LogSummary } from '../../../server/src/engine/sources/logSummary.ts';
import { inFolder, readPath } from './read.ts';

const RECORD = '{"notificationType":"Bounce","mail":{"timestamp":"2020-01-02T03:04:05Z"}}\n';
const isWindows = process.platform === 'win32';

function pipe(path: string): void {
  execFileSync('mkfifo', [path]);
}

/** Files found, from the folder, and notes or the refusal with the folder's name taken out. */
async function found(folder: string, entry: string): Promise<readonly string[]> {
  const result = await discover([entry]);
  if (result.kind === 'invalid') return [result.message.replaceAll(folder, '')];
  return [
    ...result.files.map(({ path }) => relative(folder, path)),
    ...result.notes.map((note) => note.replaceAll(folder, '')),
  ];
}

/** Names of the files in a folder that this process holds open; Linux only. */
function openFilesIn(folder: string): readonly string[] {
  const open = readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      return [readlinkSync(join('/proc/self/fd', descriptor))];
    } catch {
      return [];
    }
  });
  return open.filter((path) => path.startsWith(folder)).map((path) => relative(folder, path));
}

async function summaryOf(path: string): Promise<readonly unknown[]> {
  const { summary } = await readPath(path);
  return [summary.readable, summary.records, ...summary.notes];
}

describe('file systems', () => {
  before(function () {
    if (isWindows) this.skip();
  });

  it('are left with no file open, whatever ended the reading', async function () {
    if (process.platform !== 'linux') this.skip();
    const whole = gzipSync(RECORD.repeat(1000));
    const files = {
      'whole.gz': whole,
      'cut.gz': whole.subarray(0, -20),
      'trailing.gz': Buffer.concat([whole, Buffer.from('garbage')]),
      'twice.gz': gzipSync(whole),
      'zip.json': Buffer.from('PK\x03\x04 and more', 'latin1'),
      'plain.json': Buffer.from(RECORD),
    };
    await inFolder(async (folder) => {
      for (const [name, bytes] of Object.entries(files)) {
        const path = join(folder, name);
        await writeFile(path, bytes);
        await readPath(path);
        assert.deepEqual(openFilesIn(folder), [], name);
      }
    });
  });

  it('may hold pipes, which are refused by name and neither found in folders nor waited for', async () => {
    await inFolder(async (folder) => {
      pipe(join(folder, 'p.json'));
      await symlink(join(folder, 'p.json'), join(folder, 'link.json'));
      await writeFile(join(folder, 'a.json'), RECORD);
      assert.deepEqual(await found(folder, join(folder, 'p.json')), [
        '/p.json is a pipe: choose files or folders to read logs from.',
      ]);
      assert.deepEqual(await found(folder, folder), ['a.json', '/link.json is a pipe and was left out.']);
      assert.deepEqual(await summaryOf(join(folder, 'p.json')), [
        false,
        0,
        'This is a pipe, not a file. It was not read.',
      ]);
    });
  });

  it('may hold sockets', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 's.json');
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(path, resolve));
      try {
        assert.deepEqual(await found(folder, path), [
          '/s.json is a socket: choose files or folders to read logs from.',
        ]);
        const [readable, records, note] = await summaryOf(path);
        assert.deepEqual([readable, records], [false, 0]);
        assert.match(String(note), /^(?:The file cannot be read|This is a socket)/);
      } finally {
        server.close();
      }
    });
  });

  it('have devices, which are refused', async () => {
    assert.deepEqual(await found('', '/dev/zero'), [
      '/dev/zero is a device: choose files or folders to read logs from.',
    ]);
    assert.deepEqual(await summaryOf('/dev/zero'), [false, 0, 'This is a device, not a file. It was not read.']);
  });

  it('may have folders called like files', async () => {
    await inFolder(async (folder) => {
      await mkdir(join(folder, 'x.json'));
      await writeFile(join(folder, 'x.json/a.json'), RECORD);
      assert.deepEqual(await found(folder, folder), ['x.json/a.json']);
      assert.deepEqual(await found(folder, join(folder, 'x.json')), ['x.json/a.json']);
      assert.deepEqual(await summaryOf(join(folder, 'x.json')), [
        false,
        0,
        'This is a folder, not a file. It was not read.',
      ]);
    });
  });

  it('may have links that lead in circles or nowhere', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'a.json'), RECORD);
      await mkdir(join(folder, 'sub'));
      await symlink('..', join(folder, 'sub/up'));
      await symlink('loop.json', join(folder, 'loop.json'));
      await symlink('gone.json', join(folder, 'dangling.json'));
      assert.deepEqual(await found(folder, folder), [
        'a.json',
        '/sub/up/a.json is the same file as /a.json and was left out.',
      ]);
      assert.deepEqual(await found(folder, join(folder, 'loop.json')), [
        '/loop.json is a link that leads back to itself: check the path.',
      ]);
      assert.deepEqual(await found(folder, join(folder, 'dangling.json')), [
        'There is no file or folder /dangling.json: check the path.',
      ]);
    });
  });

  it('may refuse to show a file', async function () {
    if (process.getuid?.() === 0) this.skip();
    await inFolder(async (folder) => {
      const path = join(folder, 'a.json');
      await writeFile(path, RECORD);
      await chmod(path, 0);
      assert.deepEqual(await summaryOf(path), [false, 0, 'The file cannot be read: permission denied.']);
    });
  });

  it('may have any character in names', async () => {
    const names = [
      'a b.json',
      `it's "x".json`,
      '[1] {2}.json',
      '100%.json',
      'two\nlines.json',
      '(é)!*?.json',
      '-x.json',
      '\\.json',
    ];
    await inFolder(async (folder) => {
      for (const name of names) {
        await writeFile(join(folder, name), RECORD);
        assert.deepEqual(await found(folder, join(folder, name)), [name]);
        assert.deepEqual(await summaryOf(join(folder, name)), [true, 1]);
      }
      assert.deepEqual([...(await found(folder, folder))].sort(), [...names].sort());
      await mkdir(join(folder, '[odd] {name}'));
      await writeFile(join(folder, '[odd] {name}', 'a.json'), RECORD);
      assert.deepEqual(await found(folder, join(folder, '[odd] {name}')), ['[odd] {name}/a.json']);
    });
  });

  it('may change a file while it is read', async () => {
    for (const change of [(path: string) => unlink(path), (path: string) => truncate(path, 100)])
      await inFolder(async (folder) => {
        const path = join(folder, 'a.json');
        await writeFile(path, RECORD.repeat(100_000));
        let changed: Promise<void> | undefined;
        const summary: LogSummary = await readLog(path, 0, new AbortController().signal, {
          onMessage: () => (changed ??= change(path)),
          onBytes: () => undefined,
        });
        await changed;
        assert.ok(summary.records > 0 && summary.records <= 100_000, String(summary.records));
        assert.equal(summary.readable, true);
      });
  });
});
