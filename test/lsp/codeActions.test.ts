import assert from 'node:assert/strict';
import type { TestClient } from './support.ts';
import { countingLanguage, startClient, uri } from './support.ts';

const place = { start: { line: 0, character: 2 }, end: { line: 0, character: 5 } };

describe('quick fixes of the language server', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await startClient({}, countingLanguage());
    await client.open('a bad odd bad');
  });
  afterEach(() => client.dispose());

  it('offer the fixes of the finding asked about, the first one preferred', async () => {
    const [bad] = await client.diagnostics();
    assert.ok(bad);
    assert.deepEqual(await client.codeActions(place, { diagnostics: [bad] }), [
      {
        title: 'Write good',
        kind: 'quickfix',
        diagnostics: [bad],
        isPreferred: true,
        edit: { changes: { [uri]: [{ range: place, newText: 'good' }] } },
      },
      {
        title: 'Write better',
        kind: 'quickfix',
        diagnostics: [bad],
        isPreferred: false,
        edit: { changes: { [uri]: [{ range: place, newText: 'better' }] } },
      },
    ]);
  });

  it('name the document version for a client that checks it', async () => {
    const careful = await startClient({ workspace: { workspaceEdit: { documentChanges: true } } }, countingLanguage());
    await careful.open('a bad', 7);
    const diagnostics = [...(await careful.diagnostics())];
    const [action] = await careful.codeActions(place, { diagnostics });
    assert.deepEqual(action?.edit, {
      documentChanges: [{ textDocument: { uri, version: 7 }, edits: [{ range: place, newText: 'good' }] }],
    });
    careful.dispose();
  });

  it('offer nothing for a finding that has moved away', async () => {
    const [bad] = await client.diagnostics();
    assert.ok(bad);
    await client.change(2, { text: 'now a bad' });
    assert.deepEqual(await client.codeActions(place, { diagnostics: [bad] }), []);
  });

  it('offer nothing for a finding without fixes or of somebody else', async () => {
    const [bad, odd] = await client.diagnostics();
    assert.ok(bad !== undefined && odd !== undefined);
    assert.deepEqual(await client.codeActions(place, { diagnostics: [odd, { ...bad, code: 'other' }] }), []);
  });

  it('offer nothing when another kind of action is asked for', async () => {
    const diagnostics = [...(await client.diagnostics())];
    assert.deepEqual(await client.codeActions(place, { diagnostics, only: ['refactor'] }), []);
    assert.equal((await client.codeActions(place, { diagnostics, only: ['quickfix'] })).length, 4);
  });
});
