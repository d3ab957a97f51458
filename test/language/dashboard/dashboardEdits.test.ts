import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from 'jsonc-parser';
import type { DashboardEdit } from '../../../server/src/protocol/dashboardView.ts';
import type { DashboardEditResult } from '../../../server/src/protocol/languageServer.ts';
import {
  addPanel,
  editDashboard,
  newDashboard,
  readDashboardText,
  writeDashboard,
} from '../../../server/src/language/index.ts';
import { dashboardOf, fileText, panel } from './support.ts';

const file = `{
    // Why this dashboard is there.
    "version": 1, "id": "d", "title": "D",
    "panels": [
        {
            "id": "a", // the first
            "title": "A",
            "query": ["*", "| count"],
            "visualization": { "kind": "bar", /* few */ "maxCategories": 5 },
            "layout": { "x": 0, "y": 0, "width": 6, "height": 4 }
        },
        { "id": "b", "title": "B", "query": "*", "visualization": "pie" },
    ]
}
`;

/** The text after the edits of a result. */
function applied(text: string, result: DashboardEditResult): string {
  assert.ok(result.kind === 'edits', JSON.stringify(result));
  return applyEdits(text, [...result.edits]);
}

const edited = (edit: DashboardEdit): string => applied(file, editDashboard(file, edit));

/** Lines of the one text that are not in the other. */
const changedLines = (from: string, to: string): readonly string[] => {
  const known = new Set(from.split('\n'));
  return to.split('\n').filter((line) => !known.has(line));
};

describe('edits of a dashboard file', () => {
  it('change the numbers of a layout that differ and nothing else', () => {
    const layout = { x: 3, y: 0, width: 6, height: 5 };
    assert.deepEqual(editDashboard(file, { kind: 'layout', panels: [{ id: 'a', layout }] }), {
      kind: 'edits',
      edits: [
        { offset: file.indexOf('"x": 0') + 5, length: 1, content: '3' },
        { offset: file.indexOf('"height": 4') + 10, length: 1, content: '5' },
      ],
    });
  });

  it('give a panel without a layout one, beside its other members', () => {
    const text = edited({
      kind: 'layout',
      panels: [
        { id: 'b', layout: { x: 1, y: 2, width: 3, height: 4 } },
        { id: 'a', layout: { x: 0, y: 0, width: 6, height: 4 } },
      ],
    });
    assert.match(text, /"visualization": "pie", "layout": \{ "x": 1, "y": 2, "width": 3, "height": 4 \} \},/);
    assert.deepEqual(dashboardOf(text).panels[1]?.layout, { x: 1, y: 2, width: 3, height: 4 });
  });

  it('change a title', () => {
    const text = edited({ kind: 'title', panelId: 'a', title: 'An "A"' });
    assert.deepEqual(changedLines(file, text), ['            "title": "An \\"A\\"",']);
  });

  it('change the options of a visualization one by one', () => {
    const visualization = { kind: 'pie', maxCategories: 5, legend: 'right' } as const;
    const text = edited({ kind: 'visualization', panelId: 'a', visualization });
    assert.match(text, /\/\* few \*\//);
    assert.deepEqual(dashboardOf(text).panels[0]?.visualization, visualization);
    const plain = edited({ kind: 'visualization', panelId: 'b', visualization: { kind: 'table' } });
    assert.match(plain, /"visualization": "table"/);
  });

  it('leave options that are not known here', () => {
    const text = file.replace('"kind": "bar",', '"kind": "bar", "mine": 1,');
    const result = editDashboard(text, { kind: 'visualization', panelId: 'a', visualization: { kind: 'pie' } });
    assert.match(applied(text, result), /\{ "kind": "pie", "mine": 1 \/\* few \*\/ \}/);
  });

  it('duplicate a panel behind it with its comments, under a name of its own and at a free place', () => {
    const result = editDashboard(file, { kind: 'duplicate', panelId: 'a' });
    const text = applied(file, result);
    assert.equal(result.kind === 'edits' && result.panelId, 'a-copy');
    assert.equal(text.split('// the first').length, 3);
    const [first, copy, last] = dashboardOf(text).panels;
    assert.deepEqual({ ...copy, id: 'a', title: 'A', layout: first?.layout }, first);
    assert.deepEqual([copy?.title, copy?.layout], ['A (copy)', { x: 0, y: 4, width: 6, height: 4 }]);
    assert.equal(last?.id, 'b');
  });

  it('delete a panel', () => {
    const text = edited({ kind: 'delete', panelId: 'b' });
    assert.deepEqual(
      dashboardOf(text).panels.map(({ id }) => id),
      ['a'],
    );
    assert.match(text, /\/\/ the first/);
  });

  it('say why they cannot be made', () => {
    assert.deepEqual(editDashboard(file, { kind: 'delete', panelId: 'x' }), {
      kind: 'invalid',
      message: 'The dashboard file has no panel `x` any more. Refresh the view.',
    });
    assert.deepEqual(editDashboard('{ "version": 1 "x" }', { kind: 'delete', panelId: 'x' }), {
      kind: 'invalid',
      message: 'The dashboard file cannot be changed until it can be read. A comma is missing before this.',
    });
  });

  it('add a panel at the first free place', () => {
    const added = { title: 'Top Bounces!', query: '*\n| count', visualization: { kind: 'bar' } } as const;
    const result = addPanel(file, added);
    const text = applied(file, result);
    assert.equal(result.kind === 'edits' && result.panelId, 'top-bounces');
    assert.deepEqual(dashboardOf(text).panels[2], {
      ...added,
      id: 'top-bounces',
      layout: { x: 0, y: 4, width: 6, height: 4 },
    });
    assert.ok(result.kind === 'edits' && result.edits.length === 1);
    assert.equal(text.replace(result.edits[0]?.content ?? '', ''), file);
    const without = '{ "version": 1, "id": "d", "title": "D" }';
    assert.equal(dashboardOf(applied(without, addPanel(without, added))).panels.length, 1);
  });

  it('keep the line ends and the mark of a file', () => {
    const text = `\uFEFF${file.replaceAll('\n', '\r\n')}`;
    const result = applied(text, addPanel(text, { title: 'T', query: '*', visualization: { kind: 'pie' } }));
    assert.doesNotMatch(result, /[^\r]\n/);
    assert.equal(dashboardOf(result).panels.length, 3);
  });

  describe('leave comments with what they are about', () => {
    const commented = (end: string): string =>
      [
        '{ "version": 1, "id": "d", "title": "D", "panels": [',
        '  // about a',
        '  { "id": "a", "title": "A", "query": "*", "visualization": "pie" }, // of a',
        '  // about b',
        `  { "id": "b", "title": "B", "query": "*", "visualization": "pie" }${end} // of b`,
        '] }',
        '',
      ].join('\n');
    const without = (text: string, ...lines: readonly string[]): string =>
      text
        .split('\n')
        .filter((line) => !lines.some((one) => line.includes(one)))
        .join('\n');

    for (const end of ['', ',']) {
      const text = commented(end);
      const after = (edit: DashboardEdit): string => applied(text, editDashboard(text, edit));
      const style = end === '' ? 'without a last comma' : 'with a last comma';

      it(`when the first panel is deleted, ${style}`, () => {
        assert.equal(after({ kind: 'delete', panelId: 'a' }), without(text, '"id": "a"'));
      });

      it(`when the last panel is deleted, ${style}`, () => {
        const kept = without(text, '"id": "b"');
        const expected = end === '' ? kept.replace('}, // of a', '} // of a') : kept;
        assert.equal(after({ kind: 'delete', panelId: 'b' }), expected);
      });

      it(`when a panel is added or duplicated, ${style}`, () => {
        const panel = { title: 'New', query: '*', visualization: { kind: 'pie' } } as const;
        const added = applied(text, addPanel(text, panel));
        const before = text
          .slice(0, text.lastIndexOf(']'))
          .trimEnd()
          .replace(/},? \/\/ of b/, '}, // of b');
        assert.ok(added.startsWith(`${before}\n  {\n    "id": "new",`), added);
        assert.ok(added.endsWith(`"height": 4 }\n  }${end}\n] }\n`), added);
        const copied = after({ kind: 'duplicate', panelId: 'a' });
        assert.match(copied, /"id": "a", .*}, \/\/ of a\n {2}{ "id": "a-copy", .*},\n {2}\/\/ about b\n/);
      });
    }

    it('when a member is added behind one with a comment', () => {
      const lines = ['{', '  "version": 1, "id": "d", "title": "D",', '  "panels": [{', '    "id": "a", "title": "A", "query": "*",', '    "visualization": "pie" // a circle', '  }]', '}']; // prettier-ignore
      const text = lines.join('\n');
      const layout = { x: 0, y: 0, width: 1, height: 1 };
      assert.deepEqual(
        applied(text, editDashboard(text, { kind: 'layout', panels: [{ id: 'a', layout }] })).split('\n'),
        [
          ...lines.slice(0, 4),
          '    "visualization": "pie", // a circle',
          '    "layout": { "x": 0, "y": 0, "width": 1, "height": 1 }',
          ...lines.slice(5),
        ],
      );
    });

    it('when panels stand on one line', () => {
      const panel = (id: string): string => `{ "id": "${id}", "title": "", "query": "*", "visualization": "pie" }`;
      const file = (...ids: readonly string[]): string =>
        `{ "version": 1, "id": "d", "title": "D", "panels": [ ${ids.map(panel).join(', ')} ] }`;
      const whole = file('a', 'b', 'c');
      const left = (id: string): string => applied(whole, editDashboard(whole, { kind: 'delete', panelId: id }));
      assert.deepEqual(['a', 'b', 'c'].map(left), [file('b', 'c'), file('a', 'c'), file('a', 'b')]);
    });
  });

  it('keep a layout inside the grid', () => {
    const layout = { x: -3, y: 20_000, width: 50, height: 0.2 };
    const text = edited({ kind: 'layout', panels: [{ id: 'a', layout }] });
    assert.deepEqual(dashboardOf(text).panels[0]?.layout, { x: 0, y: 10_000, width: 12, height: 1 });
  });

  it('change the member that counts when one is written twice', () => {
    const text = file.replace('"title": "A",', '"title": "A", "title": "A2",');
    const changed = applied(text, editDashboard(text, { kind: 'title', panelId: 'a', title: 'New' }));
    assert.equal(dashboardOf(changed).panels[0]?.title, 'New');
    assert.match(changed, /"title": "A", "title": "New",/);
  });

  it('leave a file that can be read, whatever is done to it', () => {
    const ids = fc.constantFrom('a', 'b', 'c');
    const layout = fc.record({ x: fc.nat(5), y: fc.nat(9), width: fc.integer({ min: 1, max: 6 }), height: fc.integer({ min: 1, max: 9 }) }); // prettier-ignore
    const kind = fc.constantFrom('bar', 'pie', 'line', 'table');
    const visualization = fc.record({ kind, unit: fc.string(), legend: fc.constantFrom('none', 'right') }, { requiredKeys: ['kind'] }); // prettier-ignore
    const edit = fc.oneof(
      fc.record({ kind: fc.constant('layout'), panels: fc.uniqueArray(fc.record({ id: ids, layout }), { selector: ({ id }) => id }) }), // prettier-ignore
      fc.record({ kind: fc.constant('visualization'), panelId: ids, visualization }),
      fc.record({ kind: fc.constant('title'), panelId: ids, title: fc.string() }),
      fc.record({ kind: fc.constantFrom('duplicate', 'delete'), panelId: ids }),
    ) as fc.Arbitrary<DashboardEdit>;
    const compact = fileText({ panels: [panel({ id: 'a' }), panel({ id: 'b' }), panel({ id: 'c' })] });
    fc.assert(
      fc.property(
        fc.constantFrom(file, compact, file.replace('"pie" },', '"pie" } // the last')),
        fc.array(edit, { maxLength: 8 }),
        (start, edits) => {
          let text = start;
          for (const one of edits) {
            const result = editDashboard(text, one);
            if (result.kind === 'edits') text = applied(text, result);
          }
          const read = readDashboardText(text);
          assert.equal(read.kind, 'dashboard', `${JSON.stringify(read)}\n${text}`);
        },
      ),
      { seed: 20261123, numRuns: 300 },
    );
  });
});

describe('a new dashboard', () => {
  it('has its panels side by side, and reads as it was written', () => {
    const added = { title: 'Ärger', query: '*\n| count', visualization: { kind: 'pie' } } as const;
    const dashboard = newDashboard('Größe & Zahl', [added, added]);
    assert.equal(dashboard.id, 'gro-e-zahl');
    assert.deepEqual(
      dashboard.panels.map(({ id, layout }) => [id, layout.x]),
      [
        ['arger', 0],
        ['arger-2', 6],
      ],
    );
    assert.deepEqual(dashboardOf(writeDashboard(dashboard)), dashboard);
  });

  it('has a name even when its title has no letters', () => {
    assert.equal(newDashboard('日本').id, 'dashboard');
  });
});
