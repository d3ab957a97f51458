import assert from 'node:assert/strict';
import { rowsResult, runWith, temporaryFolder } from './support.ts';

const noEngine = rowsResult([], []);
const lost = '* | parse regex "\\"emailAddress\\":\\"(?[^\\"]*)\\"" multi\n| count by Address\n';

describe('sesq check', () => {
  const folder = temporaryFolder({
    'good.sesq': '* | json "bounce.bounceType" as t nodrop\n| count by t\n',
    'lost.sesq': lost,
    'tab.sesq': '*\n\t| cuont by "😀", x\n',
    'wide.sesq': `* | where _raw = "${'a'.repeat(300)}"\n| where _raw = "${'b'.repeat(300)}" | cuont by x\n`,
  });
  after(folder.remove);
  const check = (...args: readonly string[]) => runWith(noEngine, ['check', ...args], { cwd: folder.path });

  it('says nothing about good files', async () => {
    const { code, out, err, settings } = await check('good.sesq');
    assert.deepEqual([code, out, err, settings], [0, '', '', undefined]);
  });

  it('shows place, severity, message, code, line, carets and fixes', async () => {
    const { code, out, err } = await check('lost.sesq', 'good.sesq');
    assert.deepEqual([code, err], [1, '']);
    const [head, line, mark, fix, ...rest] = out.split('\n');
    assert.match(head ?? '', /^lost.sesq:1:\d+ error .+ \[regex.group-name-lost\]$/);
    assert.equal(line, `  ${lost.slice(0, lost.indexOf('\n'))}`);
    assert.match(mark ?? '', /^ +\^+$/);
    assert.match(fix ?? '', /^ {2}fix: .*<Address>/);
    assert.deepEqual(rest, ['']);
  });

  it('keeps carets under the place behind a tab', async () => {
    const { out } = await check('tab.sesq');
    const [head, line, mark] = out.split('\n');
    assert.match(head ?? '', /^tab.sesq:2:4 error /);
    assert.equal(line, '  \t| cuont by "😀", x');
    assert.equal(mark, '  \t  ^^^^^');
  });

  it('cuts a long line to the part around the place', async () => {
    const { out } = await check('wide.sesq');
    const [head, line = '', mark = ''] = out.split('\n');
    assert.match(head ?? '', /^wide.sesq:2:321 error /);
    assert.equal(line, `  …${'b'.repeat(56)}" | cuont by x`);
    assert.equal(line.slice(mark.indexOf('^'), mark.length), 'cuont');
  });

  it('gives one JSON entry per file, files without findings too', async () => {
    const { code, out } = await check('--format', 'json', 'good.sesq', 'lost.sesq');
    assert.equal(code, 1);
    const [good, bad] = JSON.parse(out) as [unknown, { file: string; diagnostics: { message: string }[] }];
    assert.deepEqual(good, { file: 'good.sesq', diagnostics: [] });
    const at = lost.indexOf('(?') + 2;
    const insert = { line: 0, character: at };
    const [finding] = bad.diagnostics;
    assert.deepEqual(Object.keys(finding ?? {}), ['code', 'severity', 'message', 'range', 'fixes']);
    assert.deepEqual(bad, {
      file: 'lost.sesq',
      diagnostics: [
        {
          code: 'regex.group-name-lost',
          severity: 'error',
          message: finding?.message,
          range: { start: { line: 0, character: at - 2 }, end: { line: 0, character: lost.indexOf(')') + 1 } },
          fixes: [
            { title: 'Insert `<Address>`', edits: [{ range: { start: insert, end: insert }, newText: '<Address>' }] },
          ],
        },
      ],
    });
  });

  it('goes on after a file it cannot read, and leaves with 1', async () => {
    const { code, out, err } = await check('--format', 'json', 'none.sesq', '.', 'good.sesq');
    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(out), [{ file: 'good.sesq', diagnostics: [] }]);
    assert.equal(err, 'sesq: There is no file "none.sesq".\nsesq: "." is a folder. Name a .sesq file in it.\n');
  });
});
