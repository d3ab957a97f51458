import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  catalog,
  checkDocument,
  complete,
  findAggregate,
  findFunction,
  findOperator,
  parseDocument,
} from '../../server/src/language/index.ts';
import { textMateGrammar } from '../../server/src/language/catalog/textMate.ts';
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

  it('names a grammar rule for every operator', () => {
    const parser = new SesqParser();
    for (const { id, rule } of catalog.operators)
      if (rule !== 'opaque') assert.equal(typeof parser[rule], 'function', id);
  });

  for (const record of records) {
    it(`has examples without errors for ${record.kind} ${record.id}`, () => {
      const errors = record.examples.flatMap(({ pipeline }) =>
        checkDocument(parseDocument(`* | ${pipeline}`)).filter(({ severity }) => severity === 'error'),
      );
      assert.deepEqual(errors, []);
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
