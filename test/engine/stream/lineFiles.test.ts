import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { areUnchanged, findLineFiles } from '../../../server/src/engine/stream/lineFiles.ts';
import type { FoundFile } from '../../../server/src/engine/stream/lineFiles.ts';
import { lineFormOf } from '../../../server/src/engine/store/lineForm.ts';
import { resolveSources } from '../../../server/src/engine/sources/settings/resolveSources.ts';
import { lines } from './support.ts';

describe('files of plain records', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sesq-lines-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(name: string, content: string | Buffer): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  }

  async function find(logs: readonly string[], smallest = 0): ReturnType<typeof findLineFiles> {
    const sources = await resolveSources({ categories: [] });
    assert.ok(sources.kind === 'ok');
    return findLineFiles(logs, sources.sourceOf, smallest);
  }

  async function found(logs: readonly string[]): Promise<readonly FoundFile[]> {
    const result = await find(logs);
    assert.ok(result.kind === 'lines', JSON.stringify(result));
    return result.files;
  }

  const text = lines.join('\n');
  const forms = [
    ['lines', text, { compressed: false, newLine: '\n' }],
    ['lines behind a byte order mark', `\ufeff${text}`, { compressed: false, newLine: '\n' }],
    ['lines with a longer end', lines.join('\r\n'), { compressed: false, newLine: '\r\n' }],
    ['compressed lines', gzipSync(text), { compressed: true, newLine: '\n' }],
    ['the beginning of a compressed file', gzipSync(text).subarray(0, 200), { compressed: true, newLine: '\n' }],
    ['a list of records', `{"Records":[${lines.join(',')}]}`, undefined],
    ['indented records', JSON.stringify(JSON.parse(lines[0] ?? ''), undefined, 2), undefined],
    ['compressed text', gzipSync('Bounce at noon'), undefined],
    ['nothing', '', undefined],
  ] as const;
  for (const [what, content, form] of forms) {
    it(`are told by their beginning: ${what}`, async () => {
      assert.deepEqual(await lineFormOf(await write('a.log', content)), form);
    });
  }

  it('that cannot be read are none', async () => {
    assert.equal(await lineFormOf(join(folder, 'gone.log')), undefined);
  });

  it('are all plain or have to be loaded', async () => {
    const plain = await write('a.log', text);
    const other = await write('b.log', 'Bounce at noon');
    assert.deepEqual(
      (await found([plain])).map(({ path }) => path),
      [plain],
    );
    assert.deepEqual(await find([plain, other]), {
      kind: 'load',
      reason: `of ${other}: it does not begin with a record of Amazon SES that is a line of its own`,
    });
  });

  it('count with what they unpack to', async () => {
    const content = gzipSync(text);
    const path = await write('a.log', content);
    assert.equal((await find([path], content.length * 8)).kind, 'lines');
    assert.deepEqual(await find([path], content.length * 8 + 1), { kind: 'load', reason: 'the files are small' });
  });

  it('are unchanged until something is written', async () => {
    const path = await write('a.log', text);
    const files = await found([path]);
    assert.equal(await areUnchanged(files), true);
    await appendFile(path, '\n');
    assert.equal(await areUnchanged(files), false);
    await rm(path);
    assert.equal(await areUnchanged(files), false);
  });
});
