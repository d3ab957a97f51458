import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { checkDocument, catalog, diagnosticCodes, parseDocument } from '../../server/src/language/index.ts';
import { findingLines, outline } from './outline.ts';

/** Each case is a query, its tree and its findings. `UPDATE_GOLDEN=1` writes the last two anew; read the difference. */
const folder = new URL('../golden/language/', import.meta.url);
const sections = /^--- query\n([^]*?)--- tree\n([^]*?)--- diagnostics\n([^]*)$/;

interface GoldenCase {
  readonly area: string;
  readonly name: string;
  readonly file: URL;
  readonly query: string;
  readonly tree: string;
  readonly diagnostics: string;
}

const cases: readonly GoldenCase[] = readdirSync(folder)
  .toSorted()
  .flatMap((area) =>
    readdirSync(new URL(`${area}/`, folder))
      .filter((file) => file.endsWith('.case'))
      .toSorted()
      .map((name) => {
        const file = new URL(`${area}/${name}`, folder);
        const [, query = '', tree = '', diagnostics = ''] = sections.exec(readFileSync(file, 'utf8')) ?? [];
        return { area, name: name.slice(0, -'.case'.length), file, query: query.slice(0, -1), tree, diagnostics };
      }),
  );

const lines = (text: string): string => (text === '' ? '' : `${text}\n`);

describe('golden cases', () => {
  for (const { area, name, file, query, tree, diagnostics } of cases) {
    it(`${area}: ${name}`, () => {
      assert.notEqual(query, '', 'a case begins with `--- query` and has the three sections');
      const document = parseDocument(query);
      const expected = {
        tree: lines(outline(document)),
        diagnostics: lines(findingLines(query, checkDocument(document))),
      };
      if (process.env['UPDATE_GOLDEN'] === '1')
        writeFileSync(file, `--- query\n${query}\n--- tree\n${expected.tree}--- diagnostics\n${expected.diagnostics}`);
      else assert.deepEqual({ tree, diagnostics }, expected);
    });
  }

  it('show every operator of the catalogue', () => {
    const queries = cases.map(({ query }) => query.toLowerCase().replaceAll(/\s+/g, ' ')).join('\n');
    const missing = catalog.operators.filter(
      ({ names }) => !names.some((name) => new RegExp(`\\| ?${name}\\b`).test(queries)),
    );
    assert.deepEqual(
      missing.map(({ id }) => id),
      [],
    );
  });

  it('show every oddity of the dialect, by the number the language reference gives it', () => {
    const numbers = new Set(cases.map(({ name }) => Number(/^(\d\d)-/.exec(name)?.[1] ?? 0)));
    const missing = Array.from({ length: 67 }, (_, index) => index + 1).filter((number) => !numbers.has(number));
    assert.deepEqual(missing, []);
  });

  for (const code of Object.keys(diagnosticCodes)) {
    it(`show where ${code} is told, and where it nearly is`, () => {
      const told = (name: string): boolean | undefined =>
        cases
          .find((candidate) => candidate.area === 'errors' && candidate.name === `${code}.${name}`)
          ?.diagnostics.includes(` ${code} `);
      assert.equal(told('told'), true, `${code}.told.case`);
      assert.equal(told('near-miss'), false, `${code}.near-miss.case`);
    });
  }
});
