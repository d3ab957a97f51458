import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsResult, runWith, temporaryFolder } from './support.ts';

const noEngine = rowsResult([], []);
const untidy = '*|where a=1|count   by b\n';
const tidy = '*\n| where a = 1\n| count by b\n';

describe('sesq format', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder({
      'tidy.sesq': tidy,
      'untidy.sesq': untidy,
      'broken.sesq': '*|where   (a|count   by b\n',
      'marked.sesq': `\uFEFF${untidy}`,
      'long.sesq': '*\n| where alpha = 1 and beta = 2\n',
    });
  });
  afterEach(() => folder.remove());
  const format = (...args: readonly string[]) => runWith(noEngine, ['format', ...args], { cwd: folder.path });
  const text = (name: string): string => readFileSync(join(folder.path, name), 'utf8');

  it('writes the files that change and prints their paths', async () => {
    const written = statSync(join(folder.path, 'tidy.sesq')).mtimeMs;
    const { code, out, err } = await format('tidy.sesq', 'untidy.sesq');
    assert.deepEqual([code, out, err], [0, 'untidy.sesq\n', '']);
    assert.equal(text('untidy.sesq'), tidy);
    assert.equal(statSync(join(folder.path, 'tidy.sesq')).mtimeMs, written);
  });

  it('--check writes nothing and leaves with 1 when a file would change', async () => {
    const { code, out, err } = await format('--check', 'tidy.sesq', 'untidy.sesq');
    assert.deepEqual([code, out, err], [1, 'untidy.sesq\n', '']);
    assert.equal(text('untidy.sesq'), untidy);
    assert.equal((await format('--check', 'tidy.sesq')).code, 0);
  });

  it('formats standard input to standard output', async () => {
    const { code, out } = await runWith(noEngine, ['format', '-'], { stdin: untidy });
    assert.deepEqual([code, out], [0, tidy]);
    const checked = await runWith(noEngine, ['format', '--check', '-'], { stdin: untidy });
    assert.deepEqual([checked.code, checked.out], [1, '<stdin>\n']);
  });

  it('takes indent and width', async () => {
    assert.equal((await format('--indent', '2', '--width', '20', 'long.sesq')).code, 0);
    assert.equal(text('long.sesq'), '*\n| where alpha = 1\n  and beta = 2\n');
    await format('--width', '0', 'long.sesq');
    assert.equal(text('long.sesq'), '*\n| where alpha = 1 and beta = 2\n');
  });

  it('formats what can be read of a file with errors and says how many there are', async () => {
    const { code, out, err } = await format('broken.sesq');
    assert.deepEqual([code, out], [0, 'broken.sesq\n']);
    assert.match(err, /^sesq: broken\.sesq has 1 syntax error; .*\n$/);
    assert.equal(text('broken.sesq'), '*\n| where   (a\n| count by b\n');
  });

  it('keeps a byte order mark', async () => {
    assert.equal((await format('marked.sesq')).code, 0);
    assert.equal(text('marked.sesq'), `\uFEFF${tidy}`);
  });

  it('leaves a file alone that is not UTF-8', async () => {
    const bytes = Buffer.from('*|where a="\xe9"\n', 'latin1');
    writeFileSync(join(folder.path, 'latin.sesq'), bytes);
    const { code, out, err } = await format('latin.sesq');
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /^sesq: "latin\.sesq" was left as it is: /);
    assert.deepEqual(readFileSync(join(folder.path, 'latin.sesq')), bytes);
  });

  it('goes on after a file it cannot read, and leaves with 1', async () => {
    const { code, out, err } = await format('none.sesq', '.', 'untidy.sesq');
    assert.deepEqual([code, out], [1, 'untidy.sesq\n']);
    assert.equal(err, 'sesq: There is no file "none.sesq".\nsesq: "." is a folder. Name a .sesq file in it.\n');
  });

  it('refuses wrong usage with 2', async () => {
    for (const args of [
      [],
      ['--indent', 'x', 'tidy.sesq'],
      ['--indent', '17', 'tidy.sesq'],
      ['--width', '-1', 'tidy.sesq'],
      ['-', 'tidy.sesq'],
    ]) {
      // prettier-ignore
      const { code, out, err } = await format(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, /^sesq: .+\n$/);
    }
  });
});
