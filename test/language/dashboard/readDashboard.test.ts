import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readDashboardText } from '../../../server/src/language/index.ts';
import { dashboardOf, fileText, panel, problemsOf, told } from './support.ts';

describe('reading a dashboard file', () => {
  it('gives every member its form', () => {
    const text = `\uFEFF{ // a comment
      "$schema": "x", "version": 1, "id": "a-b", "title": "T", "description": "D", "timeRange": "last 7d",
      "refresh": { "interval": 30, "onChange": true },
      "variables": [
        { "name": "t", "kind": "text", "label": "L", "default": "x", "multi": true },
        { "name": "l", "kind": "list", "values": ["1", "2"] },
        { "name": "q", "kind": "query", "query": ["*", "| count by a"], "column": "a" },
      ],
      "panels": [
        { "id": "p", "title": "P", "query": ["*", "| count"], "visualization": "pie",
          "layout": { "x": 6, "y": 0, "width": 6, "height": 4 }, "timeRange": { "from": "-1h", "to": "now" },
          "drillDown": { "variable": "t" }, "emptyText": "none", "notes": "n" },
        { "id": "r", "title": "R", "queryFile": "r.sesq", "visualization": { "kind": "line", "unit": "ms" } },
      ],
    }`;
    const { dashboard, warnings } = readDashboardText(text, (path) => `* // ${path}`) as never;
    assert.deepEqual(warnings, []);
    assert.deepEqual(dashboard, {
      version: 1,
      id: 'a-b',
      title: 'T',
      description: 'D',
      timeRange: { from: '-7d' },
      refresh: { interval: 30, onChange: true },
      variables: [
        { name: 't', kind: 'text', label: 'L', default: 'x', multi: true },
        { name: 'l', kind: 'list', values: ['1', '2'] },
        { name: 'q', kind: 'query', query: '*\n| count by a', column: 'a' },
      ],
      panels: [
        {
          id: 'p',
          title: 'P',
          query: '*\n| count',
          visualization: { kind: 'pie' },
          layout: { x: 6, y: 0, width: 6, height: 4 },
          timeRange: { from: '-1h', to: 'now' },
          drillDown: { variable: 't' },
          emptyText: 'none',
          notes: 'n',
        },
        {
          id: 'r',
          title: 'R',
          query: '* // r.sesq',
          queryFile: 'r.sesq',
          visualization: { kind: 'line', unit: 'ms' },
          layout: { x: 0, y: 0, width: 6, height: 4 },
        },
      ],
    });
  });

  it('places panels without a place around the others, two in a row', () => {
    const fixed = panel({ id: 'b', layout: { x: 0, y: 0, width: 4, height: 2 } });
    const text = fileText({ panels: [panel({ id: 'a' }), fixed, panel({ id: 'c' }), panel({ id: 'd' })] });
    assert.deepEqual(
      dashboardOf(text).panels.map(({ layout }) => Object.values(layout)),
      [
        [4, 0, 6, 4],
        [0, 0, 4, 2],
        [0, 4, 6, 4],
        [6, 4, 6, 4],
      ],
    );
  });

  it('shows the whole range when none is written', () => {
    assert.deepEqual(dashboardOf(fileText()).timeRange, {});
  });
});

describe('problems of a dashboard file', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['an empty file', '  ', ['dashboard.json   : The file is empty. A dashboard begins with `{ "version": 1, "id": "…", "title": "…", "panels": [] }`.']], // prettier-ignore
    ['a missing comma', '{ "version": 1 "id": "x" }', ['dashboard.json "id": A comma is missing before this.']],
    ['a text without an end', '{ "id": "x\n}', ['dashboard.json "x: This text has no closing quote on its line.']],
    ['no object', '[]', ['dashboard.value []: A dashboard must be an object.']],
    ['a newer version', fileText({ version: 2 }), ['dashboard.version 2: This dashboard was made by a newer version of the extension (format 2; this one reads 1). Update the extension to open it.']], // prettier-ignore
    ['no version at all', '{"id":"a","title":"A","panels":[]}', ['dashboard.missing {: `version` is missing.']],
    ['a version that is none', fileText({ version: 'one' }), ['dashboard.version "one": The version of a dashboard file is 1: write `"version": 1`.']], // prettier-ignore
    ['an unknown visualization', fileText({ panels: [panel({ visualization: 'lien' })] }), ['dashboard.value "lien": `visualization` cannot be "lien". Did you mean `line`?']], // prettier-ignore
    ['an unknown kind', fileText({ panels: [panel({ visualization: { kind: 'lien' } })] }), ['dashboard.value "lien": `kind` cannot be "lien". Did you mean `line`?']], // prettier-ignore
    ['an unknown variable kind', fileText({ variables: [{ name: 'a', kind: 'lst' }] }), ['dashboard.value "lst": `kind` cannot be "lst". Did you mean `list`?']], // prettier-ignore
    ['an unknown member', fileText({ panels: [panel({ layuot: {} })] }), ['dashboard.unknown-member "layuot": Nothing is known by the name of `layuot` here. Did you mean `layout`?']], // prettier-ignore
    ['neither query nor file', fileText({ panels: [{ id: 'a', title: 'A', visualization: 'pie' }] }), ['dashboard.missing {: A panel needs a `query`, or the name of a file with one as `queryFile`.']], // prettier-ignore
    ['query and file', fileText({ panels: [panel({ queryFile: 'x' })] }), ['dashboard.missing {: A panel has either a `query` or a `queryFile`, not both.']], // prettier-ignore
    ['a member written twice', '{"version":1,"id":"a","id":"b","title":"T","panels":[]}', ['dashboard.duplicate-member "id": `id` is written twice; the last one counts.']], // prettier-ignore
    ['ids used twice', fileText({ panels: [panel(), panel()] }), ['dashboard.duplicate-id "p": Another panel is already called `p`. Give each its own name.']], // prettier-ignore
    ['a bad time range', fileText({ timeRange: 'yesterday' }), ['dashboard.time-range "yesterday": Give `last 24h`, or two times: `2018-01-01T00:00:00Z to now`.']], // prettier-ignore
    ['a bad end', fileText({ timeRange: { from: '-1h', to: 'soon' } }), ['dashboard.time-range "soon": Give a time such as `-24h`, `now` or `2018-01-01T00:00:00Z`.']], // prettier-ignore
    ['an unknown variable', fileText({ panels: [panel({ query: '{{sesnotificationsdatasource}} {{x}} // {{y}}' })] }), ['dashboard.unknown-variable "{{sesnotificationsdatasource}} {{x}} // {{y}}": The dashboard has no variable called `x`. It counts as `*`, which is everything.']], // prettier-ignore
    ['a variable that every dashboard has', fileText({ variables: [{ name: 'cloudtrailLogsDataSource', kind: 'text' }] }), ['dashboard.own-variable "cloudtrailLogsDataSource": Every dashboard has the variable `cloudtrailLogsDataSource`: it stands for the logs that are chosen for all dashboards. This one is not used.']], // prettier-ignore
    ['a variable that no query can name', fileText({ variables: [{ name: 'a ', kind: 'text' }] }), ['dashboard.value "a ": `name` may have letters, digits, `_`, dots and blanks between them only.']], // prettier-ignore
    ['a length that is no time', fileText({ timeRange: '24h' }), ['dashboard.time-range "24h": Give `last 24h`, or two times: `2018-01-01T00:00:00Z to now`.']], // prettier-ignore
    ['an unknown drill-down variable', fileText({ variables: [{ name: 'domain', kind: 'text' }], panels: [panel({ drillDown: { variable: 'domian' } })] }), ['dashboard.unknown-variable "domian": The dashboard has no variable called `domian`. Did you mean `domain`?']], // prettier-ignore
  ];
  for (const [name, text, expected] of cases) it(`tell of ${name}`, () => assert.deepEqual(told(text), expected));

  it('tell of marks of a merge, wherever they are', () => {
    const text = '{\n<<<<<<< ours\n"id": 1\n=======\n"id": 2\n>>>>>>> theirs\n}';
    assert.deepEqual(
      problemsOf(text).map(({ code, start, end }) => [code, text.slice(start, end)]),
      ['<<<<<<< ours', '=======', '>>>>>>> theirs'].map((mark) => ['dashboard.merge-conflict', mark]),
    );
  });

  it('warn of panels that overlap or leave the grid, and keep them inside', () => {
    const at = (id: string, x: number, width: number): object => panel({ id, layout: { x, y: 0, width, height: 4 } });
    const text = fileText({ panels: [at('a', 0, 6), at('b', 5, 3), at('c', 10, 4)] });
    assert.deepEqual(
      problemsOf(text).map(({ message }) => message),
      [
        'The panel covers a part of `P`. Move one of them.',
        'The panel leaves the 12 columns of the grid: it is shown inside of them.',
      ],
    );
    assert.deepEqual(dashboardOf(text).panels[2]?.layout, { x: 8, y: 0, width: 4, height: 4 });
  });

  it('name the way round when variables need each other', () => {
    const variable = (name: string, needs: string): object => ({
      name,
      kind: 'query',
      query: `{{${needs}}} | count by a`,
    });
    const text = fileText({
      variables: [variable('a', 'b'), variable('b', 'C'), variable('c', 'a'), variable('d', 'a')],
    });
    assert.deepEqual(
      problemsOf(text).map(({ message }) => message),
      ['`a` uses `b` uses `c` uses `a`', '`b` uses `c` uses `a` uses `b`', '`c` uses `a` uses `b` uses `c`'].map(
        (way) => `The values of this variable depend on themselves: ${way}. Leave one of them out.`,
      ),
    );
  });

  it('leave the other panels of a dashboard with a query file that is not there', () => {
    const text = fileText({ panels: [{ ...panel(), query: undefined, queryFile: 'a.sesq' }, panel({ id: 'q' })] });
    assert.deepEqual(
      told(text, () => undefined),
      ['dashboard.query-file "a.sesq": The file `a.sesq` cannot be read. Paths are relative to the dashboard file.'],
    );
    assert.deepEqual(
      dashboardOf(text, () => undefined).panels.map(({ query }) => query),
      ['', '* | count'],
    );
    assert.deepEqual(told(text), []);
  });

  it('do not keep members that are ignored', () => {
    assert.equal('layuot' in (dashboardOf(fileText({ panels: [panel({ layuot: 1 })] })).panels[0] ?? {}), false);
  });
});

describe('any text as a dashboard file', () => {
  const sample = fileText({ variables: [{ name: 'a', kind: 'query', query: ['{{a}}'] }], panels: [panel()] });
  const places = (text: string): void => {
    for (const { start, end, message } of problemsOf(text)) {
      assert.ok(0 <= start && start <= end && end <= text.length, `${String(start)}-${String(end)} of ${text}`);
      assert.ok(message.length > 10);
    }
  };

  it('never throws, and its problems lie in the text', () => {
    const pieces = ['{', '}', '[', ']', ',', ':', '"', '\\', '//', '/*', '*/', '\n', '1', 'null', '"version":1', '"panels"', '"__proto__"', '"query"', '\uFEFF', '😀', '<<<<<<< a\n']; // prettier-ignore
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, places), { seed: 20261123, numRuns: 2000 });
  });

  it('never throws with a part of a file cut out or replaced', () => {
    const cut = fc.tuple(fc.nat(sample.length), fc.nat(30), fc.string({ maxLength: 5 }));
    const text = cut.map(([at, length, put]) => sample.slice(0, at) + put + sample.slice(at + length));
    fc.assert(fc.property(text, places), { seed: 20261123, numRuns: 2000 });
  });

  it('never throws for JSON of another form', () => {
    const entry = fc.oneof(fc.jsonValue(), fc.record({ id: fc.jsonValue(), visualization: fc.jsonValue(), layout: fc.jsonValue(), query: fc.jsonValue() })); // prettier-ignore
    const value = fc.record({ version: fc.constant(1), id: fc.jsonValue(), title: fc.jsonValue(), timeRange: fc.jsonValue(), variables: fc.oneof(fc.jsonValue(), fc.array(entry)), panels: fc.oneof(fc.jsonValue(), fc.array(entry)) }); // prettier-ignore
    fc.assert(
      fc.property(value, (one) => places(JSON.stringify(one))),
      { seed: 20261123, numRuns: 1000 },
    );
  });

  it('stands any depth', () => {
    assert.equal(problemsOf('['.repeat(500_000))[0]?.message, 'Objects and lists nest too deeply here.');
  });
});
