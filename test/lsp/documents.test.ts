import assert from 'node:assert/strict';
import type { TestClient } from './support.ts';
import { countingLanguage, startClient } from './support.ts';

describe('documents of the language server', () => {
  const language = countingLanguage();
  let client: TestClient;
  beforeEach(async () => {
    Object.assign(language.calls, { parse: 0, check: 0, complete: 0 });
    client = await startClient({}, language);
  });
  afterEach(() => client.dispose());

  it('announces incremental changes and UTF-16 positions', () => {
    const { textDocumentSync, positionEncoding } = client.initialized.capabilities;
    assert.deepEqual(textDocumentSync, { openClose: true, change: 2 });
    assert.equal(positionEncoding, 'utf-16');
  });

  it('parses and checks one version once, whatever is asked', async () => {
    await client.open('a bad word');
    await client.diagnostics();
    await client.complete({ line: 0, character: 2 });
    await client.diagnostics();
    assert.deepEqual(language.calls, { parse: 1, check: 1, complete: 1 });
  });

  it('parses again after a change', async () => {
    await client.open('a bad word');
    await client.diagnostics();
    await client.change(2, { text: 'fine' });
    assert.deepEqual(await client.diagnostics(), []);
    assert.equal(language.calls.parse, 2);
  });

  it('does not check for a completion', async () => {
    await client.open('a bad word');
    await client.complete({ line: 0, character: 2 });
    assert.equal(language.calls.check, 0);
  });

  it('applies incremental changes in order', async () => {
    const at = (line: number, character: number) => ({ line, character });
    await client.open('one\ntwo\n');
    await client.change(
      2,
      { range: { start: at(1, 0), end: at(1, 3) }, text: 'bad' },
      { range: { start: at(0, 0), end: at(0, 0) }, text: '😀\n' },
    );
    const [finding] = await client.diagnostics();
    assert.deepEqual(finding?.range, { start: at(2, 0), end: at(2, 3) });
  });

  it('knows nothing of a closed document, and reads it anew when it comes back with the same version', async () => {
    await client.open('bad');
    assert.equal((await client.diagnostics()).length, 1);
    await client.close();
    assert.deepEqual(await client.diagnostics(), []);
    await client.open('bad bad');
    assert.equal((await client.diagnostics()).length, 2);
  });

  it('answers for documents that were never opened', async () => {
    assert.deepEqual(await client.complete({ line: 0, character: 0 }), []);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    assert.deepEqual(await client.codeActions(range, { diagnostics: [] }), []);
  });
});
