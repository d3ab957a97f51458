import assert from 'node:assert/strict';
import { countingLanguage, startClient } from './support.ts';

const rich = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown' as const] } },
  },
};

describe('completion of the language server', () => {
  it('is asked for after the characters that open a place', async () => {
    const client = await startClient({}, countingLanguage());
    assert.deepEqual(client.initialized.capabilities.completionProvider, {
      triggerCharacters: ['|', ' ', '(', ',', '.', '"', '{'],
    });
    client.dispose();
  });

  it('sends a snippet and Markdown to a client that takes them', async () => {
    const client = await startClient(rich, countingLanguage());
    await client.open('*\n| wh');
    assert.deepEqual(await client.complete({ line: 1, character: 4 }), [
      {
        label: 'where',
        kind: 2,
        detail: 'Keeps what fits.',
        documentation: { kind: 'markdown', value: '**where**' },
        sortText: '1',
        insertTextFormat: 2,
        textEdit: {
          range: { start: { line: 1, character: 2 }, end: { line: 1, character: 4 } },
          newText: 'where ${1:condition}$0',
        },
      },
    ]);
    client.dispose();
  });

  it('sends plain text to every other client', async () => {
    const client = await startClient({}, countingLanguage());
    await client.open('| wh');
    const [item] = await client.complete({ line: 0, character: 4 });
    assert.equal(item?.insertTextFormat, 1);
    assert.deepEqual(item.textEdit, {
      range: { start: { line: 0, character: 2 }, end: { line: 0, character: 4 } },
      newText: 'where condition',
    });
    assert.deepEqual(item.documentation, { kind: 'plaintext', value: '**where**' });
    client.dispose();
  });

  it('hands over the offset in UTF-16 units', async () => {
    const offsets: number[] = [];
    const client = await startClient(
      {},
      {
        ...countingLanguage(),
        complete: (_document, offset) => {
          offsets.push(offset);
          return [];
        },
      },
    );
    await client.open('"😀"\n| wh');
    await client.complete({ line: 1, character: 4 });
    assert.deepEqual(offsets, [9]);
    client.dispose();
  });
});
