import assert from 'node:assert/strict';
import { readChart } from '../../client/src/query/directives.ts';
import { chartKinds } from '../../server/src/language/document/directives.ts';

describe('@chart of a cell', () => {
  it('is known for every kind that the language allows', () => {
    const kinds = chartKinds.map((kind) => readChart(`// @chart ${kind.toUpperCase()}\nerror`));
    assert.deepEqual(kinds, [
      'table',
      'bar',
      'column',
      'stackedColumn',
      'line',
      'lineColumn',
      'area',
      'pie',
      'singleValue',
      'map',
      'outlier',
    ]);
  });

  it('counts the first time, and only above the query', () => {
    assert.equal(readChart('// @title t\n//@chart  line  +  column \n// @chart pie\nerror'), 'lineColumn');
    assert.equal(readChart('error\n// @chart pie'), undefined);
    assert.equal(readChart('// @chart toString\nerror'), undefined);
    assert.equal(readChart(''), undefined);
  });
});
