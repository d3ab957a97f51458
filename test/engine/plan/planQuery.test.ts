import assert from 'node:assert/strict';
import { catalog } from '../../../server/src/language/index.ts';
import { functionPlanners } from '../../../server/src/engine/plan/functions/index.ts';
import { duckdbDialect } from '../../../server/src/engine/sql/duckdb/dialect.ts';
import { writeSql } from '../../../server/src/engine/sql/writer.ts';
import { plan } from '../support.ts';

function sqlOf(query: string): { readonly sql: string; readonly parameters: readonly { readonly value: unknown }[] } {
  const result = plan(query);
  assert.ok(result.kind === 'plan');
  return writeSql(result.plan.root, result.plan.columns, duckdbDialect);
}

describe('planning', () => {
  it('has a planner for every function of the catalogue', () => {
    const missing = catalog.functions.filter(({ id }) => !Object.hasOwn(functionPlanners, id)).map(({ id }) => id);
    assert.deepEqual(missing, []);
  });

  it('refuses what cannot be run yet, at its keyword', () => {
    const query = '* | logcompare timeshift -24h baseline (error) | count';
    const result = plan(query);
    assert.ok(result.kind === 'invalid');
    const [first] = result.diagnostics;
    assert.deepEqual(
      [first?.code, query.slice(first?.range.start, first?.range.end), result.diagnostics.length],
      ['engine.not-supported-yet', '(error)', 1],
    );
  });

  it('never lets text of the user into the statement', () => {
    const { sql, parameters } = sqlOf(
      'sentinel1 _sourceCategory=sentinel2 sentinel3=sentinel4 | json "sentinel5" as sentinel6 | parse regex field=sentinel6 "(?<sentinel7>sentinel8)" nodrop | parse "sentinel9*" as sentinel10 | where sentinel6 matches "sentinel11*" and sentinel7 in ("sentinel12") | "sentinel13" as sentinel14 | count as sentinel15 by sentinel14 | sort by sentinel15',
    );
    assert.doesNotMatch(sql, /sentinel/);
    const values = JSON.stringify(parameters.map(({ value }) => value));
    for (const number of [1, 2, 3, 4, 5, 8, 9, 11, 12, 13])
      assert.match(values, new RegExp(`sentinel${String(number)}\\b`));
  });

  it('writes one statement that only selects', () => {
    const { sql } = sqlOf('* | json "a" | count by a');
    assert.match(sql, /^WITH /);
    assert.doesNotMatch(sql, /;/);
  });

  it('does not compute fields that nobody reads', () => {
    const { parameters } = sqlOf('* | json "unused" as a nodrop | json "used" as b nodrop | count by b');
    assert.ok(!parameters.some(({ value }) => String(value).includes('unused')));
  });

  it('joins the files only when a field of them is used', () => {
    assert.doesNotMatch(sqlOf('* | count').sql, /files/);
    assert.match(sqlOf('* | count by _sourceName').sql, /files/);
  });

  it('asks for the column names of a transpose and then uses them', () => {
    const query = '* | json "a", "b" | count by a, b | transpose row a column b';
    assert.equal(plan(query).kind, 'step');
    const result = plan(query, [{ kind: 'rows', rows: [['x'], ['y']] }]);
    assert.ok(result.kind === 'plan');
    assert.deepEqual(
      result.plan.columns.map(({ name }) => name),
      ['a', 'x', 'y'],
    );
  });

  it('says which variables had no value', () => {
    const result = plan('* | where _sourceHost matches "{{host}}"');
    assert.deepEqual(result.kind === 'plan' && result.notices.map(({ code }) => code), ['template.unbound']);
  });
});
