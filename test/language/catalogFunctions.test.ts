import assert from 'node:assert/strict';
import { aggregates } from '../../server/src/language/catalog/aggregates.ts';
import { functions } from '../../server/src/language/catalog/functions/index.ts';
import type { AggregateRecord, FunctionRecord } from '../../server/src/language/catalog/records.ts';

const functionNames = `
  if isNull isEmpty isBlank isNumeric isNaN isInfinity
  num number double toLong long toInt int toString hexToDec decToHex parseHex hexToAscii
  concat format replace substring length toLowerCase toUpperCase trim contains
  urlencode urldecode base64Encode base64Decode hash tourl luhn jsonArraySize jsonArrayContains
  now formatDate parseDate toMillis fromMillis fromSeconds queryStartTime queryEndTime queryTimeRange
  abs ceil floor round sqrt cbrt pow exp expm1 log log10 log1p min max hypot
  sin cos tan asin acos atan atan2 sinh cosh tanh toDegrees toRadians
  isPrivateIP isPublicIP isReservedIP isValidIP isValidIPv4 isValidIPv6
  compareCIDRPrefix getCIDRPrefix maskFromCIDR ipv4ToNumber haversine
  lookupContains`;

/** Aggregates with the name of their column. */
const aggregateOutputs = {
  count: '_count',
  count_distinct: '_count_distinct',
  sum: '_sum',
  avg: '_avg',
  min: '_min',
  max: '_max',
  first: '_first',
  last: '_last',
  most_recent: '_mostrecent',
  least_recent: '_leastrecent',
  pct: '_<field>_pct_<n>',
  pct_sampling: '_<field>_pct_<n>',
  median: '_median',
  stddev: '_stddev',
  values: '_values',
};

const sorted = (names: readonly string[]): readonly string[] => names.toSorted();
const records: readonly (FunctionRecord | AggregateRecord)[] = [...functions, ...aggregates];
const failing = <R extends { readonly id: string }>(list: readonly R[], holds: (record: R) => boolean): string[] =>
  list.filter((record) => !holds(record)).map((record) => record.id);

/** True when the text calls the function, or has the bare word where no brackets are needed. */
function mentions(pipeline: string, names: readonly string[], bracketsNeeded: boolean): boolean {
  const call = bracketsNeeded ? String.raw`\s*\(` : String.raw`\b`;
  return names.some((name) => new RegExp(String.raw`(?<![\w.])${name}${call}`, 'i').test(pipeline));
}

describe('catalogue of functions', () => {
  it('has every function of the language under every name', () => {
    assert.deepEqual(sorted(functions.flatMap((record) => record.names)), sorted(functionNames.trim().split(/\s+/)));
  });

  it('keeps synonyms in one record', () => {
    const groups = functions.filter((record) => record.names.length > 1).map((record) => record.names);
    assert.deepEqual(groups, [
      ['num', 'number', 'double'],
      ['toLong', 'long'],
      ['toInt', 'int'],
    ]);
  });

  it('takes the first name in lower case as id', () => {
    assert.deepEqual(
      failing(functions, ({ id, names }) => id === names[0]?.toLowerCase()),
      [],
    );
  });

  it('has no required parameter after an optional one', () => {
    assert.deepEqual(
      failing(functions, ({ parameters }) => {
        const firstOptional = parameters.findIndex((parameter) => parameter.optional === true);
        return firstOptional < 0 || parameters.slice(firstOptional).every((parameter) => parameter.optional === true);
      }),
      [],
    );
  });

  it('repeats only last parameters', () => {
    assert.deepEqual(
      failing(functions, ({ parameters }) => parameters.slice(0, -1).every((parameter) => parameter.repeated !== true)),
      [],
    );
  });

  it('names the parameters of a function differently and describes them', () => {
    assert.deepEqual(
      failing(
        functions,
        ({ parameters }) =>
          new Set(parameters.map((parameter) => parameter.name)).size === parameters.length &&
          parameters.every((parameter) => parameter.summary.endsWith('.')),
      ),
      [],
    );
  });

  it('writes the syntax with brackets around what may be left out', () => {
    const syntaxes = new Map(functions.map((record) => [record.id, record.syntax]));
    assert.equal(syntaxes.get('now'), 'now()');
    assert.equal(syntaxes.get('if'), 'if(<condition>, <then>, <otherwise>)');
    assert.equal(syntaxes.get('concat'), 'concat(<value>, <more>[, …])');
    assert.equal(syntaxes.get('format'), 'format(<pattern>[, <value>[, …]])');
    assert.equal(syntaxes.get('formatdate'), 'formatDate(<milliseconds>[, <pattern>[, <zone>]])');
    assert.equal(syntaxes.get('tourl'), 'tourl(<url>, <name>[, <prefix>, <suffix>])');
  });

  it('calls the function in each of its examples', () => {
    assert.deepEqual(
      failing(functions, ({ examples, names }) => examples.every(({ pipeline }) => mentions(pipeline, names, true))),
      [],
    );
  });

  it('knows which functions are no use in live searches', () => {
    const restricted = functions.filter((record) => record.restrictions?.live === 'never').map((record) => record.id);
    assert.deepEqual(sorted(restricted), ['now', 'queryendtime', 'querystarttime']);
  });
});

describe('catalogue of aggregates', () => {
  it('has every aggregate of the language with the name of its column', () => {
    assert.deepEqual(Object.fromEntries(aggregates.map(({ id, output }) => [id, output])), aggregateOutputs);
  });

  it('takes numbers after the field only for percentiles', () => {
    const withNumbers = aggregates.filter((record) => record.numbers === true).map((record) => record.id);
    assert.deepEqual(withNumbers, ['pct', 'pct_sampling']);
  });

  it('needs a field everywhere but in a count of rows', () => {
    const without = aggregates.filter((record) => record.fields.min === 0).map((record) => record.id);
    assert.deepEqual(without, ['count']);
  });

  it('uses the aggregate in each of its examples', () => {
    assert.deepEqual(
      failing(aggregates, ({ examples, names, fields }) =>
        examples.every(({ pipeline }) => mentions(pipeline, names, fields.min > 0)),
      ),
      [],
    );
  });

  it('knows which aggregates are no use in live searches', () => {
    const restricted = aggregates.filter((record) => record.restrictions?.live === 'never').map((record) => record.id);
    assert.deepEqual(restricted, ['first', 'last']);
  });
});

describe('records of functions and aggregates', () => {
  it('begin their syntax with the usual name', () => {
    assert.deepEqual(
      failing(
        records,
        ({ names, syntax }) => syntax.startsWith(names[0] ?? '?') && /^[([]/.test(syntax.slice(names[0]?.length)),
      ),
      [],
    );
  });

  it('say everything in whole sentences', () => {
    const sentence = /^[A-Z0-9`].*\.$/s;
    assert.deepEqual(
      failing(records, ({ summary, documentation, nulls, limits }) =>
        [summary, documentation, nulls, limits ?? 'None.'].every((text) => sentence.test(text)),
      ),
      [],
    );
  });

  it('say in one line what they do', () => {
    assert.deepEqual(
      failing(records, ({ summary }) => summary.length <= 100 && !/\. |\n/.test(summary)),
      [],
    );
  });

  it('have one to three examples, each with a result', () => {
    assert.deepEqual(
      failing(
        records,
        ({ examples }) =>
          examples.length >= 1 &&
          examples.length <= 3 &&
          examples.every(({ output }) => output.length > 0 && output.every((row) => Object.keys(row).length > 0)),
      ),
      [],
    );
  });

  it('name every column of a result in the rows before it, in the pipeline or in the catalogue', () => {
    const unexplained = records.flatMap(({ id, examples }) =>
      examples.flatMap(({ pipeline, input, output }) => {
        const known = new Set(input.flatMap((row) => Object.keys(row)));
        return output
          .flatMap((row) => Object.keys(row))
          .filter((name) => !known.has(name) && !pipeline.includes(` as ${name}`) && !isDefaultColumn(id, name))
          .map((name) => `${id}: ${name}`);
      }),
    );
    assert.deepEqual(unexplained, []);
  });
});

function isDefaultColumn(id: string, name: string): boolean {
  const output = aggregates.find((record) => record.id === id)?.output ?? '';
  return new RegExp(`^${output.replace('<field>', String.raw`\w+`).replace('<n>', String.raw`\d+`)}$`).test(name);
}
