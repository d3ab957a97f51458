/**
 * How fast the language core reads, checks and completes, over a corpus of queries.
 * Run it with `node test/bench/language.ts [corpus]`; the corpus is JSON lines with a `query` each.
 * Without one the queries of the project's own tests and samples are measured.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { checkDocument, complete, parseDocument } from '../../server/src/language/index.ts';

/** Each figure is the median of so many rounds, after one that warms up. */
const rounds = 5;

/** The queries of a corpus file, or those of the folders with samples and tests, one for each cell. */
function queriesOf(corpus: string | undefined): readonly string[] {
  if (corpus !== undefined)
    return readFileSync(corpus, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { readonly query: string }).query);
  return ['../../samples/queries/', '../language/dialect/'].flatMap((folder) => {
    const url = new URL(folder, import.meta.url);
    return readdirSync(url).flatMap((name) => readFileSync(new URL(name, url), 'utf8').split(/^(?=\/\/ %%)/m));
  });
}

interface Row {
  readonly what: string;
  readonly megabytesPerSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const median = (values: readonly number[]): number =>
  percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );

/** Times `work` on every query. The time of a query is its median over the rounds, in milliseconds. */
function measure(what: string, queries: readonly string[], work: (query: string) => unknown): Row {
  const times = queries.map((): number[] => []);
  const totals: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    let total = 0;
    for (const [index, query] of queries.entries()) {
      const start = performance.now();
      work(query);
      const time = performance.now() - start;
      total += time;
      if (round > 0) times[index]?.push(time);
    }
    if (round > 0) totals.push(total);
  }
  const each = times.map(median).toSorted((a, b) => a - b);
  const bytes = queries.reduce((sum, query) => sum + Buffer.byteLength(query), 0);
  return {
    what,
    megabytesPerSecond: bytes / 1e6 / (median(totals) / 1e3),
    p50: percentile(each, 0.5),
    p95: percentile(each, 0.95),
    max: each.at(-1) ?? 0,
  };
}

function printTable(rows: readonly Row[]): void {
  console.log('| what | MB/s | p50 ms | p95 ms | max ms |');
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const { what, megabytesPerSecond, p50, p95, max } of rows) {
    const cells = [megabytesPerSecond.toFixed(1), ...[p50, p95, max].map((time) => time.toFixed(2))];
    console.log(`| ${[what, ...cells].join(' | ')} |`);
  }
}

/** Offsets all over a text, the end among them. */
function offsetsIn(text: string): readonly number[] {
  return [0.25, 0.5, 0.75, 1].map((share) => Math.floor(text.length * share));
}

const queries = queriesOf(process.argv[2]);
const sizes = queries.map((query) => query.length).toSorted((a, b) => a - b);
const [largest = ''] = queries.toSorted((a, b) => b.length - a.length);
const [dense = ''] = queries.toSorted((a, b) => b.split('|').length - a.split('|').length);
const fiveKilobytes = queries.filter(({ length }) => length > 4_000 && length < 6_000);
const hundredKilobytes = Array.from({ length: Math.ceil(100_000 / largest.length) }, () => largest).join('\n// %%\n');

console.log(`${queries.length} queries, median ${percentile(sizes, 0.5)} characters, largest ${largest.length}\n`);
const rows = [
  measure('parse', queries, parseDocument),
  measure('parse and check', queries, (query) => checkDocument(parseDocument(query))),
  measure('parse and check, queries of about 5 KB', fiveKilobytes, (query) => checkDocument(parseDocument(query))),
  measure('parse and check, largest query', [largest], (query) => checkDocument(parseDocument(query))),
  measure('parse and check, query of most stages', [dense], (query) => checkDocument(parseDocument(query))),
  measure('parse and check, 100 KB of cells', [hundredKilobytes], (query) => checkDocument(parseDocument(query))),
];
printTable(rows.filter(({ megabytesPerSecond }) => !Number.isNaN(megabytesPerSecond)));

/** Completion as the server does it: the text has changed, so it is parsed again. Each offset counts for itself. */
const sample = queries.filter((_, index) => index % Math.ceil(queries.length / 400) === 0);
const places = sample.flatMap((query) => offsetsIn(query).map((offset) => ({ query, offset })));
const times = places.map(({ query, offset }) => {
  const start = performance.now();
  complete(parseDocument(query.slice(0, offset)), offset);
  return performance.now() - start;
});
const sorted = times.toSorted((a, b) => a - b);
console.log(
  `\ncompletion at ${places.length} places: p50 ${percentile(sorted, 0.5).toFixed(2)} ms, p95 ${percentile(sorted, 0.95).toFixed(2)} ms, max ${percentile(sorted, 1).toFixed(2)} ms`,
);
