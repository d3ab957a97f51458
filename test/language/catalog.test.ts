import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findings } from './support.ts';
import {
  catalog,
  complete,
  findAggregate,
  findFunction,
  findOperator,
  parseDocument,
} from '../../server/src/language/index.ts';
import { textMateGrammar } from '../../server/src/language/catalog/textMate.ts';
import { laterAggregates } from '../../server/src/language/catalog/aggregates.ts';
import { laterFunctions } from '../../server/src/language/catalog/functions.ts';
import { laterOperators } from '../../server/src/language/catalog/operators.ts';
import { SesqParser } from '../../server/src/language/parser/sesqParser.ts';

const records = [...catalog.operators, ...catalog.functions, ...catalog.aggregates];

describe('catalogue', () => {
  it('has no two operators, functions or aggregates of one name', () => {
    for (const list of [catalog.operators, catalog.functions, catalog.aggregates]) {
      const names = list.flatMap((record) => record.names.map((name) => name.toLowerCase()));
      assert.deepEqual(names, [...new Set(names)]);
    }
  });

  it('finds every record by every name in any case', () => {
    for (const record of catalog.operators)
      for (const name of record.names) assert.equal(findOperator(name.toUpperCase()), record);
    for (const record of catalog.functions)
      for (const name of record.names) assert.equal(findFunction(name.toUpperCase()), record);
    for (const record of catalog.aggregates)
      for (const name of record.names) assert.equal(findAggregate(name.toUpperCase()), record);
  });

  it('promises nothing for later that exists already', () => {
    const existing = [
      ...laterOperators.map(findOperator),
      ...laterFunctions.map(findFunction),
      ...laterAggregates.map(findAggregate),
    ];
    assert.deepEqual(
      existing.filter((record) => record !== undefined),
      [],
    );
  });

  it('names a grammar rule for every operator', () => {
    const parser = new SesqParser();
    for (const record of catalog.operators) assert.equal(typeof parser[record.rule], 'function', record.id);
  });

  for (const record of records) {
    it(`has a clean example for ${record.kind} ${record.id}`, () => {
      assert.deepEqual(findings(record.example), []);
      assert.ok(record.example.toLowerCase().includes((record.names[0] ?? '').toLowerCase()));
    });
  }

  it('offers every record in completion', () => {
    const offered = new Set(complete(parseDocument('* | '), 4).map((item) => item.label));
    assert.deepEqual(
      records
        .flatMap((record) => (record.kind === 'operator' ? record.names : record.names.slice(0, 1)))
        .filter((name) => !offered.has(name)),
      [],
    );
  });

  it('is what the TextMate grammar was written from', () => {
    const written: unknown = JSON.parse(
      readFileSync(new URL('../../syntaxes/sesq.tmLanguage.json', import.meta.url), 'utf8'),
    );
    assert.deepEqual(written, JSON.parse(JSON.stringify(textMateGrammar())), 'run `npm run grammar`');
  });

  it('is highlighted word by word', () => {
    const grammar = JSON.stringify(textMateGrammar()).toLowerCase();
    for (const record of records)
      for (const name of record.names) assert.ok(grammar.includes(name.toLowerCase().replaceAll(' ', '\\\\s+')), name);
  });
});
