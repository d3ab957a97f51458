/**
 * A process with a store: `node syncProcess.ts CACHE_FOLDER LOGS`. It says `open` with its notes, syncs at each line of its
 * input, says `synced` with the number of records, and ends with its input.
 */
import process from 'node:process';
import { createInterface } from 'node:readline';

import { LogStore } from '../../../server/src/engine/store/store.ts';
import { syncWith } from './helpers.ts';

const [cacheFolder, logs = ''] = process.argv.slice(2);
const store = await LogStore.open({ cacheFolder, memoryLimit: '512MB', threads: 1, logs: [logs] });
process.stdout.write(`${JSON.stringify({ open: store.notes })}\n`);
for await (const _ of createInterface(process.stdin)) {
  process.stdout.write('syncing\n');
  const { report } = await syncWith(store, { logs: [logs], categories: [] });
  process.stdout.write(`${JSON.stringify({ synced: report.totals.records })}\n`);
}
store.close();
