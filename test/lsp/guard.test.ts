import assert from 'node:assert/strict';
import { CancellationTokenSource, DocumentDiagnosticRequest, ResponseError } from 'vscode-languageserver/node';
import { guarded } from '../../server/src/lsp/guard.ts';
import { countingLanguage, startClient, uri } from './support.ts';

describe('a guarded handler', () => {
  it('answers a throw with an error, logs it, and the server lives on', async () => {
    const language = countingLanguage();
    let broken = true;
    const client = await startClient(
      {},
      {
        ...language,
        check: (document, customFields) => {
          if (broken) throw new Error('the checker broke');
          return language.check(document, customFields);
        },
      },
    );
    await client.open('bad');
    await assert.rejects(client.diagnostics(), {
      code: -32603,
      message: 'The language server could not answer textDocument/diagnostic. The details are in its log.',
    });
    assert.match(client.log.join('\n'), /textDocument\/diagnostic failed: Error: the checker broke/);
    broken = false;
    assert.equal((await client.diagnostics()).length, 1);
    client.dispose();
  });

  it('answers a cancelled request as cancelled', async () => {
    const client = await startClient({}, countingLanguage());
    await client.open('bad');
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(
      DocumentDiagnosticRequest.type,
      { textDocument: { uri } },
      source.token,
    );
    source.cancel();
    await assert.rejects(answer, { code: -32800 });
    client.dispose();
  });

  it('does no work for a request that is cancelled before it starts', () => {
    const source = new CancellationTokenSource();
    source.cancel();
    let worked = false;
    const handler = guarded({ error: () => undefined }, 'test', () => (worked = true));
    const answer = handler(undefined, source.token);
    assert.ok(answer instanceof ResponseError);
    assert.equal(answer.code, -32800);
    assert.equal(worked, false);
  });

  it('drops an answer that nobody waits for any more', () => {
    const source = new CancellationTokenSource();
    const handler = guarded({ error: () => undefined }, 'test', () => source.cancel());
    const answer = handler(undefined, source.token);
    assert.ok(answer instanceof ResponseError);
  });
});
