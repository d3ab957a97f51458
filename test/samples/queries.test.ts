import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'dist/sesq.cjs');
const queries = join(root, 'samples/queries');
const answers = join(import.meta.dirname, 'expected');
/** Shown as it was printed, mistake included: it has no answer. */
const asPrinted = 'seed-as-printed.sesq';

type Cell = string | number | boolean | null;
interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const queryFiles = readdirSync(queries).filter((name) => name !== asPrinted);
const nameOf = (path: string): string => basename(path).replace(/\.\w+$/, '');

function sesq(...options: string[]): string {
  return execFileSync(process.execPath, [program, ...options], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function run(file: string, cache: string): Answer {
  const output = sesq(
    'run',
    join(queries, file),
    '--logs',
    'samples/logs',
    '--timezone',
    'UTC',
    '--cache',
    cache,
    '--format',
    'json',
  );
  const result = JSON.parse(output) as { columns: { name: string }[]; rows: Cell[][] };
  return { columns: result.columns.map((column) => column.name), rows: result.rows };
}

/** Takes the expected number where the actual one is as near as floating-point arithmetic can be asked to come. */
function settle(actual: Cell, expected: Cell | undefined): Cell {
  if (typeof actual !== 'number' || typeof expected !== 'number') return actual;
  const near = Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
  return near ? expected : actual;
}

describe('sample queries', () => {
  let cache = '';
  before(() => {
    assert.ok(existsSync(program), 'dist/sesq.cjs is missing: run "npm run build" first');
    cache = mkdtempSync(join(tmpdir(), 'sesq-samples-'));
  });
  after(() => {
    if (cache !== '') rmSync(cache, { recursive: true, force: true });
  });

  it('have a title, an explanation and an independent answer each', () => {
    assert.deepEqual(queryFiles.map(nameOf).toSorted(), readdirSync(answers).map(nameOf).toSorted());
    for (const file of queryFiles) {
      assert.match(readFileSync(join(queries, file), 'utf8'), /^\/\/ @title \S.*\n\/\/ [^@].*\n/, file);
    }
  });

  it('have no errors or warnings', () => {
    const output = sesq('check', '--format', 'json', ...queryFiles.map((file) => join(queries, file)));
    const checked = JSON.parse(output) as { file: string; diagnostics: { severity: string; message: string }[] }[];
    assert.equal(checked.length, queryFiles.length);
    const serious = checked.flatMap(({ file, diagnostics }) =>
      diagnostics
        .filter(({ severity }) => severity === 'error' || severity === 'warning')
        .map(({ message }) => `${file}: ${message}`),
    );
    assert.deepEqual(serious, []);
  });

  for (const file of queryFiles) {
    it(`${nameOf(file)} gives the independently computed answer`, () => {
      const expected = JSON.parse(readFileSync(join(answers, `${nameOf(file)}.json`), 'utf8')) as Answer;
      const { columns, rows } = run(file, cache);
      assert.deepEqual(columns, expected.columns);
      assert.deepEqual(
        rows.map((row, y) => row.map((cell, x) => settle(cell, expected.rows[y]?.[x]))),
        expected.rows,
      );
    });
  }
});
