/**
 * Measures loading what is not plain lines against the database's own reading of the same files: run
 * `node test/bench/loading.ts [--files 400] [--records 230000]`. Prints rows for test/bench/README.md; what counts are the
 * ratios.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';

import { hotFields } from '../../server/src/engine/store/hotFields.ts';
import { LogStore } from '../../server/src/engine/store/store.ts';
import { writeArchive, writeTrail } from './loadingData.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '400' },
    records: { type: 'string', default: '230000' },
    // For the processes that do the work.
    load: { type: 'string' },
    hand: { type: 'string' },
    source: { type: 'string' },
  },
});

/** Records of a folder or an archive as rows with a column `raw`, by hand. */
const rawRows = {
  trail: (path: string): string =>
    `SELECT record::VARCHAR AS raw FROM (SELECT unnest(Records) AS record FROM read_json('${path}/*.gz', columns = {Records: 'JSON[]'}, maximum_object_size = 100000000))`,
  archive: (path: string): string =>
    `SELECT raw FROM read_csv('${path}', columns = {'raw': 'VARCHAR'}, delim = '\x01', quote = '', escape = '', header = false, auto_detect = false, new_line = '\\n')`,
} as const;

async function loadByHand(rows: string, store: string): Promise<void> {
  const columns = hotFields.map(({ column }, index) => `values[${String(index + 1)}] AS ${column}`).join(', ');
  const paths = hotFields.map(({ jsonPath }) => `'${jsonPath}'`).join(', ');
  const connection = await (await DuckDBInstance.create(store)).connect();
  await connection.run(
    `CREATE TABLE t AS SELECT raw, ${columns} FROM (SELECT raw, json_extract_string(raw, [${paths}]) AS values FROM (${rows}))`,
  );
}

async function load(path: string, cacheFolder: string): Promise<void> {
  const store = await LogStore.open({ cacheFolder, memoryLimit: '', threads: 0, logs: [path] });
  const context = { signal: new AbortController().signal, onProgress: () => undefined };
  await store.sync({ logs: [path], categories: [] }, context);
  store.close();
}

/** Does one thing in a process of its own, and gives milliseconds and peak memory in megabytes. */
function measured(...args: readonly string[]): { readonly ms: number; readonly peak: number } {
  const { stdout, status, stderr } = spawnSync(process.execPath, [import.meta.filename, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as { ms: number; peak: number };
}

async function timed(work: Promise<void>, start = performance.now()): Promise<void> {
  await work;
  console.log(JSON.stringify({ ms: performance.now() - start, peak: process.resourceUsage().maxRSS / 1024 }));
}

async function compare(folder: string): Promise<void> {
  const trail = join(folder, 'trail');
  const archive = join(folder, 'archive.jsonl.gz');
  const sizes = [
    await writeTrail(trail, Number(values.files), 500),
    await writeArchive(archive, Number(values.records)),
  ];
  console.log('| what | time | ratio | peak memory |\n| --- | --- | --- | --- |');
  const kinds = [
    ['trail', trail, `${values.files} files of CloudTrail`],
    ['archive', archive, 'one archive of notifications'],
  ] as const;
  for (const [index, [kind, path, what]] of kinds.entries()) {
    const text = `${what}, ${((sizes[index]?.text ?? 0) / 1e6).toFixed(0)} MB unpacked`;
    const hand = measured('--hand', rawRows[kind](path), '--source', join(folder, `${kind}.duckdb`));
    console.log(`| ${text}: SQL by hand | ${hand.ms.toFixed(0)} ms | | ${hand.peak.toFixed(0)} MB |`);
    const store = measured('--load', path, '--source', join(folder, `${kind}-cache`));
    const ratio = (store.ms / hand.ms).toFixed(2);
    console.log(`| ${text}: the store | ${store.ms.toFixed(0)} ms | ${ratio}x | ${store.peak.toFixed(0)} MB |`);
  }
}

if (values.hand !== undefined) await timed(loadByHand(values.hand, values.source ?? ''));
else if (values.load !== undefined) await timed(load(values.load, values.source ?? ''));
else {
  const folder = await mkdtemp(join(tmpdir(), 'sesq-bench-'));
  try {
    await compare(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
