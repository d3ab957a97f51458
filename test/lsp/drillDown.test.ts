import assert from 'node:assert/strict';
import { startClient } from './support.ts';
import type { TestClient } from './support.ts';

describe('messages behind a value, asked of the language server', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.dispose());

  it('answers with a query, or with null when there is none', async () => {
    const ask = (query: string): Promise<unknown> =>
      client.connection.sendRequest('sesq/query/messages', { query, column: 'x', value: 'a"b' });
    assert.deepEqual(await ask('a | json "x" as x | count by x'), {
      query: 'a | json "x" as x\n| where x = "a\\"b"',
      narrowed: true,
    });
    assert.equal(await ask(''), null);
  });
});
