/**
 * Measures the engine against hand-written work on the same machine in the same minute: run
 * `node test/bench/engine.ts [--records 1000000] [--cold]`. Prints rows for test/bench/README.md; what counts are the
 * ratios. `--cold` stops after the questions about files that are not loaded.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs, promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { writeNotifications } from './engineData.ts';
import { rivals } from './rivals.ts';
import type { Answer, Rival } from './rivals.ts';

const { values } = parseArgs({
  options: { records: { type: 'string', default: '200000' }, cold: { type: 'boolean', default: false } },
});
const records = Number(values.records);

const bouncesByAddress = `"\\"notificationType\\":\\"Bounce\\""
| json "notificationType" nodrop
| json "bounce.bouncedRecipients" as bouncedRecipients nodrop
| parse regex field=bouncedRecipients "\\"emailAddress\\":\\"(?<address>[^\\"]*)\\"" multi
| where notificationType = "Bounce"
| count as events by address | sort by events, address | limit 10`;

const warmQuery = `* | json "notificationType", "bounce.bounceType", "bounce.bounceSubType" as kind, type, subType nodrop
| where kind = "Bounce" | count as events by type, subType | sort by events`;

const newestBounces =
  '"Bounce" | json "bounce.bounceType", "mail.source" as type, source nodrop | where type = "Permanent" | limit 20';

const stepsByHour =
  '* | json "notificationType" as kind nodrop | timeslice 1h | count by _timeslice, kind | transpose row _timeslice column kind';

const lines = (path: string): string =>
  `read_csv('${path}', columns={'raw':'VARCHAR'}, delim='\x01', quote='', escape='', header=false, auto_detect=false, new_line='\\n')`;

/** The same question as `bouncesByAddress`, by hand. */
function byHand(path: string): string {
  return `SELECT address, count(*) AS events FROM (SELECT unnest(regexp_extract_all(json_extract_string(raw, '$.bounce.bouncedRecipients'), '"emailAddress":"([^"]*)"', 1)) AS address
    FROM ${lines(path)} WHERE contains(raw, '"notificationType":"Bounce"') AND json_extract_string(raw, '$.notificationType') = 'Bounce')
    GROUP BY address ORDER BY events DESC, address DESC LIMIT 10`;
}

const appended =
  '{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"a@b.example"}],"timestamp":"2024-04-01T00:00:00.000Z"},"mail":{"timestamp":"2024-04-01T00:00:00.000Z","source":"c@d.example","destination":["a@b.example"]}}';

const helpers = `
import { DuckDBInstance } from '@duckdb/node-api';
import { Engine } from ${JSON.stringify(resolve('server/src/engine/engine.ts'))};
import { LogStore } from ${JSON.stringify(resolve('server/src/engine/store/store.ts'))};
import { hotFields } from ${JSON.stringify(resolve('server/src/engine/store/hotFields.ts'))};
const signal = new AbortController().signal;
const open = async (file = ':memory:') => (await DuckDBInstance.create(file)).connect();
const say = (ms) => console.log(JSON.stringify({ ms, peak: process.resourceUsage().maxRSS / 1024 }));
const timed = async (work, times) => {
  let best = Infinity;
  for (let run = 0; run < times; run += 1) { const start = performance.now(); await work(); best = Math.min(best, performance.now() - start); }
  return best;
};
`;

interface Measured {
  /** Milliseconds; of the whole process unless the script says otherwise. */
  readonly ms: number;
  /** Peak memory of the process in megabytes, when it is known. */
  readonly peak: number | undefined;
  /** What the process wrote, when it did not measure itself. */
  readonly output?: string;
}

let scripts = 0;

/** Runs a script in a process of its own; what it says about itself counts. */
async function script(folder: string, body: string): Promise<Measured> {
  scripts += 1;
  // Beside this file, so that packages are found.
  const path = join(import.meta.dirname, `.bench-${String(process.pid)}-${String(scripts)}.mjs`);
  await writeFile(path, helpers + body);
  try {
    const whole = command(process.execPath, [path], folder);
    const said = whole.output.trim().split('\n').at(-1) ?? '';
    return said.startsWith('{') ? (JSON.parse(said) as Measured) : { ...whole, peak: undefined };
  } finally {
    await rm(path);
  }
}

function command(
  program: string,
  args: readonly string[],
  cwd: string,
): { readonly ms: number; readonly output: string } {
  const start = performance.now();
  const { stdout, stderr, status, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error !== undefined || status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
  return { ms: performance.now() - start, output: stdout };
}

/** The quickest of three runs. */
async function best(run: () => Promise<Measured>): Promise<Measured> {
  const runs = [await run(), await run(), await run()];
  return runs.reduce((least, each) => (each.ms < least.ms ? each : least));
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { encoding: 'utf8' }).error === undefined;
}

/** A time counts only for the right answer. */
function mustAnswer(who: string, answer: Answer, expected: Answer): void {
  if (JSON.stringify(answer) !== JSON.stringify(expected)) throw new Error(`${who} answers ${JSON.stringify(answer)}`);
}

interface Contest {
  readonly folder: string;
  readonly path: string;
  readonly hand: Measured;
  readonly expected: Answer;
}

/** Measures another tool, or leaves it out when it is not installed. */
async function askRival(rival: Rival, { folder, path, hand, expected }: Contest): Promise<void> {
  if (!isInstalled(rival.program)) {
    notInstalled.push(rival.name);
    return;
  }
  rival.prepare?.(folder);
  const ask = (): Measured => {
    const { ms, output } = command('sh', ['-c', `export LC_ALL=C; ${rival.question(path)}`], folder);
    mustAnswer(rival.name, rival.answer(output), expected);
    return { ms, peak: undefined };
  };
  const first = ask();
  // Two more tries do not bring a tool to the front that is so far behind.
  const measured = first.ms > 5 * hand.ms ? first : await best(() => Promise.resolve(ask()));
  print(`cold: ${rival.name}`, measured, hand);
}

/** Names of the tools that the table is without. */
const notInstalled: string[] = [];

function print(what: string, { ms, peak }: Measured, reference?: Measured): void {
  const ratio = reference === undefined ? '' : `${(ms / reference.ms).toFixed(2)}x`;
  console.log(`| ${what} | ${ms.toFixed(0)} ms | ${ratio} | ${peak === undefined ? '' : `${peak.toFixed(0)} MB`} |`);
}

async function measure(folder: string): Promise<void> {
  const path = join(folder, 'ses.jsonl');
  const bytes = await writeNotifications(path, records);
  const query = join(folder, 'query.sesq');
  await writeFile(query, bouncesByAddress);
  console.log(`${String(records)} records, ${(bytes / 1e6).toFixed(0)} MB\n`);
  console.log('| what | time | ratio | peak memory |\n| --- | --- | --- | --- |');

  // The first run warms the cache of the file system.
  command('wc', ['-l', path], folder);
  const coldStart = `const c = await open(); const all = await c.runAndReadAll(${JSON.stringify(byHand(path))});
    console.log(JSON.stringify(all.getRows().map(([address, events]) => [address, Number(events)])));`;
  const coldHand = await best(() => script(folder, coldStart));
  const expected = JSON.parse(coldHand.output ?? '') as Answer;
  print('cold: SQL by hand, whole process', coldHand);
  // As users have it; `npm run build` makes it.
  const sesq = resolve('dist/sesq.cjs');
  const ask = (more: readonly string[], asked = query, logs = path): Promise<Measured> =>
    best(() => {
      const args = [sesq, 'run', asked, '--logs', logs, '--format', 'json', ...more];
      const { ms, output } = command(process.execPath, args, folder);
      if (asked === query) mustAnswer('sesq', (JSON.parse(output) as { readonly rows: Answer }).rows, expected);
      return Promise.resolve({ ms, peak: undefined });
    });
  print('cold: sesq, whole process', await ask([]), coldHand);
  print('cold: sesq, with a range of time', await ask(['--last', '1000d']), coldHand);
  await writeFile(`${path}.gz`, await promisify(gzip)(await readFile(path)));
  print('cold: sesq, the file compressed', await ask([], query, `${path}.gz`), coldHand);
  const others = Object.entries({ 'the newest 20 messages': newestBounces, 'a table of several steps': stepsByHour });
  for (const [what, text] of others) {
    const other = join(folder, 'other.sesq');
    await writeFile(other, text);
    print(`cold: sesq, ${what}`, await ask([], other), coldHand);
  }
  // One line of text, and everything has to be loaded.
  const odd = join(folder, 'odd.log');
  await writeFile(odd, 'no record\n');
  print('cold: sesq, when the files have to be loaded', await ask(['--logs', odd]), coldHand);
  for (const rival of rivals) await askRival(rival, { folder, path, hand: coldHand, expected });
  if (values.cold) return;

  const columns = `hotFields.map(({ jsonPath, column }, i) => "values[" + String(i + 1) + "] AS " + column).join(', ')`;
  const paths = `hotFields.map(({ jsonPath }) => "'" + jsonPath + "'").join(', ')`;
  const loadHand = await script(
    folder,
    `const c = await open(${JSON.stringify(join(folder, 'hand.duckdb'))});
    const sql = "CREATE TABLE t AS SELECT raw, " + ${columns} + " FROM (SELECT raw, json_extract_string(raw, [" + ${paths} + "]) AS values FROM " + ${JSON.stringify(lines(path))} + ")";
    say(await timed(() => c.run(sql), 1));`,
  );
  print('load: the same columns with SQL by hand, into a file', loadHand);
  const storeOptions = `{ cacheFolder: ${JSON.stringify(join(folder, 'cache'))}, memoryLimit: '', threads: 0, logs: [${JSON.stringify(path)}] }`;
  const load = await script(
    folder,
    `const store = await LogStore.open(${storeOptions});
    const sync = () => store.sync({ logs: [${JSON.stringify(path)}], categories: [] }, { signal, onProgress() {} });
    const ms = await timed(sync, 1); store.close(); say(ms);`,
  );
  print('load: the store, into a file', load, loadHand);
  const append = await script(
    folder,
    `import { appendFile } from 'node:fs/promises';
    const store = await LogStore.open(${storeOptions});
    const sync = () => store.sync({ logs: [${JSON.stringify(path)}], categories: [] }, { signal, onProgress() {} });
    await appendFile(${JSON.stringify(path)}, ${JSON.stringify(`${appended}\n`)});
    const ms = await timed(sync, 1); store.close(); say(ms);`,
  );
  print('load: one record appended to the file', append, load);

  const handTable = `const c = await open(${JSON.stringify(join(folder, 'hand.duckdb'))});
    const name = (path) => hotFields.find((each) => each.path === path).column;
    const sql = 'SELECT ' + name('bounce.bounceType') + ', ' + name('bounce.bounceSubType') + ', count(*) AS events FROM t WHERE ' + name('notificationType') + " = 'Bounce' GROUP BY 1, 2 ORDER BY 3 DESC";
    say(await timed(() => c.runAndReadAll(sql), 5));`;
  const warmHand = await script(folder, handTable);
  print('warm: SQL by hand on the typed table', warmHand);
  const settings = `{ logs: [${JSON.stringify(path)}], categories: [], memoryLimit: '', threads: 0, cacheFolder: ${JSON.stringify(join(folder, 'cache'))} }`;
  const warm = (text: string): string => `const engine = await Engine.open(${settings});
    const params = { query: ${JSON.stringify(text)}, timeRange: {}, now: 'data', timezone: 'UTC', parameters: {}, operation: 'bench' };
    const run = async () => { const r = await engine.run(params, { signal }); if (r.kind !== 'rows') throw new Error(r.message); engine.release(r.resultId); };
    await run(); say(await timed(run, 5)); engine.close();`;
  print('warm: the engine', await script(folder, warm(warmQuery)), warmHand);
  print('warm: the engine without rewrites', await withoutRewrites(() => script(folder, warm(warmQuery))), warmHand);
  print('all messages as a result', await script(folder, warm('*')));
  await measureDashboard(folder, settings);
}

/** All panels of a dashboard against the slowest of them by itself; both with reading the file and finding the logs. */
async function measureDashboard(folder: string, settings: string): Promise<void> {
  const id = 'bounced';
  const body = (measured: string): string => `const engine = await Engine.open(${settings});
    const view = { timeRange: {}, now: 'data', timezone: 'UTC', variables: {}, dataSources: { cloudTrail: '', sesNotifications: '' } };
    const run = (panels, sharing) => engine.dashboards.run(
      { operation: 'bench', source: { kind: 'shipped', id: '${id}' }, view, ...(panels === undefined ? {} : { panels }) },
      { signal, ...(sharing === undefined ? {} : { sharing }), onPanel({ result }) { if (result.kind !== 'rows') throw new Error(result.message); engine.release(result.resultId); } });
    const { dashboard } = await run();
    ${measured}
    engine.close();`;
  const single = body(`let slowest = 0;
    for (const { id } of dashboard.panels) slowest = Math.max(slowest, await timed(() => run([id]), 3));
    say(slowest);`);
  const slowest = await script(folder, single);
  print(`warm: the slowest panel of \`${id}\` by itself`, slowest);
  print(`warm: all panels of \`${id}\``, await script(folder, body('say(await timed(() => run(), 3));')), slowest);
  const apart = await script(folder, body('say(await timed(() => run(undefined, false), 3));'));
  print(`warm: all panels of \`${id}\`, nothing shared`, apart, slowest);
}

async function withoutRewrites<T>(work: () => Promise<T>): Promise<T> {
  process.env['SESQ_REWRITES_OFF'] = 'share-values,prune-columns,hot-columns,push-filters,cheap-first,fuse-json';
  try {
    return await work();
  } finally {
    delete process.env['SESQ_REWRITES_OFF'];
  }
}

const folder = await mkdtemp(join(tmpdir(), 'sesq-bench-'));
try {
  await measure(folder);
  if (notInstalled.length > 0) console.log(`\nNot installed, so not measured: ${notInstalled.join(', ')}.`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
