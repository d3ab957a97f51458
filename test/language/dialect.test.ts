import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { checkDocument, parseDocument } from '../../server/src/language/index.ts';

/** Queries about many products, each in spellings that are unusual and allowed. */
const folder = new URL('dialect/', import.meta.url);

describe('the dialect', () => {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const document = parseDocument(text);
    const errors = checkDocument(document).filter(({ severity }) => severity === 'error');
    for (const { title, range } of document.cells) {
      it(`is read without errors: ${name.replace('.sesq', '')}, ${title ?? ''}`, () => {
        const here = errors.filter((error) => range.start <= error.range.start && error.range.start < range.end);
        assert.deepEqual(
          here.map((error) => `${error.message} «${text.slice(error.range.start, error.range.end)}»`),
          [],
        );
      });
    }
  }
});
