import assert from 'node:assert/strict';
import { DocumentFormattingRequest, DocumentRangeFormattingRequest } from 'vscode-languageserver/node';
import type { Range, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TestClient } from './support.ts';
import { countingLanguage, startClient, uri } from './support.ts';

const textDocument = { uri };

describe('formatting of the language server', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.dispose());

  async function formatted(text: string, tabSize = 4, range?: Range): Promise<string> {
    await client.open(text);
    const options = { tabSize, insertSpaces: false, trimFinalNewlines: true, insertFinalNewline: true };
    const edits: TextEdit[] | null =
      range === undefined
        ? await client.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options })
        : await client.connection.sendRequest(DocumentRangeFormattingRequest.type, { textDocument, options, range });
    return TextDocument.applyEdits(TextDocument.create(uri, 'sesq', 1, text), edits ?? []);
  }

  it('is announced for documents and ranges', () => {
    const { documentFormattingProvider, documentRangeFormattingProvider } = client.initialized.capabilities;
    assert.deepEqual([documentFormattingProvider, documentRangeFormattingProvider], [true, true]);
  });

  it('lays out a document and leaves its end as it is', async () => {
    assert.equal(await formatted('*|where a=1|count by b'), '*\n| where a = 1\n| count by b');
  });

  it('indents by the size of a tab, with blanks', async () => {
    const long = `"${'x'.repeat(70)}"`;
    assert.equal(
      await formatted(`* | where a = ${long} and b = ${long}`, 3),
      `*\n| where a = ${long}\n   and b = ${long}`,
    );
  });

  it('lays out the stages a selection touches', async () => {
    const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 5 } };
    assert.equal(
      await formatted('*  |  where a=1\n|  count   by b\n|  limit   1', 4, range),
      '*  |  where a=1\n| count by b\n|  limit   1',
    );
  });

  it('answers with no edits for what it does not know or need not change', async () => {
    await client.open('*\n| count\n');
    const options = { tabSize: 4, insertSpaces: true };
    const ask = (asked: string) =>
      client.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: { uri: asked }, options });
    assert.deepEqual(await ask(uri), []);
    assert.deepEqual(await ask('file:///other.sesq'), []);
  });
});

describe('tags of findings', () => {
  it('fade what is unnecessary and strike out what is deprecated', async () => {
    const language = countingLanguage();
    const tagged: typeof language = {
      ...language,
      check: (document, customFields) => {
        const [first, second, third] = language.check(document, customFields);
        assert.ok(first !== undefined && second !== undefined && third !== undefined);
        return [{ ...first, tag: 'unnecessary' }, { ...second, tag: 'deprecated' }, third];
      },
    };
    const client = await startClient({}, tagged);
    await client.open('bad odd bad');
    assert.deepEqual(
      (await client.diagnostics()).map(({ tags }) => tags),
      [[1], [2], undefined],
    );
    client.dispose();
  });
});
