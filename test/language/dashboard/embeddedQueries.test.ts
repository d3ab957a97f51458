import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkDashboardText, completeInDashboard } from '../../../server/src/language/index.ts';
import { embeddedQueries } from '../../../server/src/language/dashboard/embeddedQueries.ts';
import { fileText, panel } from './support.ts';

describe('queries in a dashboard file', () => {
  it('are those of panels and of variables', () => {
    const variables = [
      { name: 'v', kind: 'query', query: '* | count by a' },
      { name: 't', kind: 'text' },
    ];
    const text = fileText({ variables, panels: [panel({ query: ['*', '| count'] })] });
    assert.deepEqual(
      embeddedQueries(text).map(({ path, text: query }) => [path.join('/'), query]),
      [
        ['panels/0/query', '*\n| count'],
        ['variables/0/query', '* | count by a'],
      ],
    );
  });

  it('have the value JSON gives them, and every letter its place', () => {
    const escape = (letter: string): string =>
      '"\\\u0008\f\n\r\t'.includes(letter) ? JSON.stringify(letter).slice(1, -1) : letter;
    const letter = fc.oneof(
      fc.constantFrom('"', '\\', '\n', '\t', 'a', ' ', '|', '/').map((one) => [one, escape(one)] as const),
      fc.constantFrom('é', '😀', 'a').map((one) => [one, [...one].map((part) => part.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')).join('')] as const), // prettier-ignore
    );
    const line = fc.array(letter, { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const written = lines.map((parts) => `"${parts.map(([, source]) => source).join('')}"`);
        const text = `{ "panels": [{ "query": [\n${written.join(',\n')}\n] }] }`;
        const [query] = embeddedQueries(text);
        assert.ok(query);
        assert.equal(query.text, lines.map((parts) => parts.map(([value]) => value).join('')).join('\n'));
        for (let offset = 0; offset <= query.text.length; offset += 1)
          assert.equal(query.fromOffset(query.toOffset(offset)), offset);
        let offset = 0;
        for (const parts of lines) {
          for (const [value, source] of parts) {
            assert.ok(text.startsWith(source, query.toOffset(offset)));
            offset += value.length;
          }
          assert.equal(text[query.toOffset(offset)], '"');
          offset += 1;
        }
      }),
      { seed: 20261123, numRuns: 500 },
    );
  });

  it('are checked, with findings where they stand', () => {
    const text = fileText({ panels: [panel({ query: ['"a\\"b"', '| cuont by x'] })] });
    assert.deepEqual(
      checkDashboardText(text).map(({ code, range, fixes }) => [
        code,
        text.slice(range.start, range.end),
        fixes.map(({ edits }) => edits.map(({ newText }) => newText)),
      ]),
      [['syntax.unknown-operator', 'cuont', [['count']]]],
    );
  });

  it('are the last one written when there are two', () => {
    const text = '{ "panels": [{ "query": "* | cuont", "query": "* | count" }] }';
    assert.deepEqual(
      embeddedQueries(text).map((query) => query.text),
      ['* | count'],
    );
  });

  it('are told of stages that the hosted dashboards do not take', () => {
    const text = fileText({ panels: [panel({ query: '* | logreduce' })] });
    assert.deepEqual(
      checkDashboardText(text).map(({ code, severity, range }) => [code, severity, text.slice(range.start, range.end)]),
      [['restriction.dashboard', 'hint', 'logreduce']],
    );
  });

  it('have fixes of the file itself beside them', () => {
    const text = fileText({ panels: [panel({ visualization: 'lien' })] });
    const [found] = checkDashboardText(text);
    const [edit] = found?.fixes[0]?.edits ?? [];
    assert.equal(edit && text.slice(edit.range.start, edit.range.end), '"lien"');
    assert.equal(edit?.newText, '"line"');
  });

  it('are completed in a file that is not finished, with quotes escaped', () => {
    const text = '{ "panels": [{ "query": ["*", "| cou';
    const found = completeInDashboard(text, text.length).find(({ label }) => label === 'count');
    assert.ok(found);
    assert.deepEqual(found.range, { start: text.length - 3, end: text.length });
    const parse = '{ "panels": [{ "query": "* | parse" }] }';
    for (const { insertText } of completeInDashboard(parse, parse.indexOf('parse') + 5))
      assert.doesNotMatch(insertText, /(?<!\\)"/, insertText);
    assert.deepEqual(completeInDashboard(parse, 3), []);
  });

  it('are silent about any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.nat(200), (query, at) => {
        const text = fileText({ panels: [panel({ query })] });
        for (const { range } of checkDashboardText(text))
          assert.ok(range.start <= range.end && range.end <= text.length);
        for (const { range } of completeInDashboard(text, at)) assert.ok(range.start <= at && at <= range.end);
      }),
      { seed: 20261123, numRuns: 300 },
    );
  });
});
