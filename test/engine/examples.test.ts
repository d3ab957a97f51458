import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { catalog, findOperator, parseDocument } from '../../server/src/language/index.ts';
import type { ResultValue } from '../../server/src/protocol/engine.ts';
import { noTables } from '../../server/src/engine/plan/tables.ts';
import type { TableResult, Tables } from '../../server/src/engine/plan/tables.ts';
import { cannotApply } from './examplesLeftOut.ts';
import { runRows } from './runRows.ts';
import type { TestRow } from './runRows.ts';
import { run } from './support.ts';
import type { TestResult } from './support.ts';

interface Example {
  readonly name: string;
  /** A pipeline, or a whole query with its scope. */
  readonly query: string;
  readonly input: readonly TestRow[];
  readonly output: readonly TestRow[];
}

function answer({ query, input, output }: Example): Promise<TestResult> {
  if (query.startsWith('|')) {
    const pipeline = query.replace(/^\|\s*/, '');
    return runRows(input, pipeline + ending(pipeline, output), {
      shape: beginsAfterAggregation(pipeline) ? 'aggregates' : 'messages',
      tables: tablesOf(input),
    });
  }
  const messages = input.map(({ _raw, _sourceCategory }) => ({
    raw: String(_raw),
    ...(_sourceCategory === undefined ? {} : { category: String(_sourceCategory) }),
  }));
  return run(messages, query);
}

/** Places of addresses as the examples have them; a table of any other name holds the rows of the example. */
function tablesOf(input: Example['input']): Tables {
  const columns = Object.keys(input[0] ?? {}).map((name) => ({ name, type: 'text' as const }));
  const rows = input.map((row) => columns.map(({ name }) => row[name] ?? null));
  return {
    ...noTables,
    resolve: (uri) => {
      if (uri.startsWith('path:') || uri.startsWith('/')) return { kind: 'rows', columns, rows, foldsCase: true };
      return uri === 'geo://location' ? places : noTables.resolve(uri);
    },
  };
}

const geoColumns = ['latitude', 'longitude', 'country_code', 'country_name', 'city', 'state'] as const;
const places: TableResult = {
  kind: 'keyed',
  key: 'ip',
  columns: geoColumns.map((name) => ({ name, type: name.endsWith('itude') ? 'double' : 'text' })),
  usual: geoColumns,
  find: (ip) => (ip === '8.8.8.8' ? [37.4, -122.1, 'US', 'United States', 'Mountain View', 'California'] : undefined),
  credit: undefined,
};

/** The end of a slice is only shown when it is asked for, and slices are only in order when they are put into it. */
function ending(pipeline: string, output: Example['output']): string {
  if (output.some((row) => '__timeslice_end' in row)) return ' | __timeslice_end as __timeslice_end';
  return /by _timeslice$/.test(pipeline) && !/\bsort\b/.test(pipeline) ? ' | sort by _timeslice asc' : '';
}

/** True when a stage needs groups before any stage has made some. */
function beginsAfterAggregation(pipeline: string): boolean {
  const text = `* | ${pipeline}`;
  for (const { kind, keywordRange } of parseDocument(text).cells[0]?.query.stages ?? []) {
    if (kind === 'aggregateStage') return false;
    const phase = findOperator(text.slice(keywordRange.start, keywordRange.end))?.phase;
    if (phase === 'afterAggregation') return true;
    if (phase === 'aggregates') return false;
  }
  return false;
}

/** A number as printed: to as many places as it is printed with. */
function asPrinted(actual: ResultValue | undefined, expected: TestRow[string]): ResultValue | undefined {
  if (typeof actual !== 'number' || typeof expected !== 'number' || Number.isInteger(expected)) return actual;
  const places = String(expected).split('.')[1]?.length ?? 0;
  return Math.abs(actual - expected) <= 0.5 * 10 ** -Math.min(places, 9) ? expected : actual;
}

/** Only the fields that an example lists are compared. */
async function check(example: Example): Promise<void> {
  const result = await answer(example);
  const actual = result.rows.map((row, index) => {
    const expected = example.output[index] ?? {};
    const cells = Object.keys(expected).map((name) => {
      const column = result.columns.findIndex((each) => each.toLowerCase() === name.toLowerCase());
      return [name, asPrinted(row[column], expected[name] ?? null)];
    });
    return Object.fromEntries(cells) as TestRow;
  });
  assert.deepEqual(actual, example.output);
}

function define(examples: readonly Example[]): void {
  for (const example of examples) {
    const reason = cannotApply.get(example.name);
    if (reason === undefined) {
      it(`${example.name}: ${example.query}`, () => check(example));
    } else {
      it(`${example.name} is left out, because ${reason}`, async () => {
        await assert.rejects(check(example), 'It agrees: take it off the list.');
      });
    }
  }
}

describe('worked examples', () => {
  const file = process.env['SESQ_EXAMPLES'] ?? '';
  if (!existsSync(file)) {
    it('need SESQ_EXAMPLES, the path of a file of examples, one JSON object a line', function () {
      this.skip();
    });
    return;
  }
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const examples = lines.map((line) => {
    const { id, query, input, output } = JSON.parse(line) as Omit<Example, 'name'> & { readonly id: number };
    return { name: `example ${String(id)}`, query: query.trim(), input, output };
  });
  define(examples);
});

describe('examples of the catalogue', () => {
  const records = [...catalog.operators, ...catalog.functions, ...catalog.aggregates];
  define(records.flatMap(({ kind, id, examples }) =>
    examples.map(({ pipeline, input, output }, index) => ({
      name: `${kind} ${id} ${String(index + 1)}`,
      query: `| ${pipeline}`,
      input,
      output,
    })),
  ));
});
