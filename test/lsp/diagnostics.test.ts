import assert from 'node:assert/strict';
import type { Diagnostic } from '../../server/src/language/index.ts';
import { capped, maxDiagnostics } from '../../server/src/lsp/diagnostics.ts';
import { countingLanguage, startClient } from './support.ts';

function findings(count: number, severity: Diagnostic['severity'], from = 0): Diagnostic[] {
  return Array.from({ length: count }, (_, i) => {
    const range = { start: from + i, end: from + i + 1 };
    return { code: `test.${severity}`, severity, message: 'Test.', range, fixes: [] };
  });
}

describe('diagnostics of the language server', () => {
  it('are announced as pulled per document', async () => {
    const client = await startClient({}, countingLanguage());
    assert.deepEqual(client.initialized.capabilities.diagnosticProvider, {
      identifier: 'sesq',
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
    client.dispose();
  });

  it('carry place, severity, code, source and message', async () => {
    const client = await startClient({}, countingLanguage());
    await client.open('fine\nan odd one, bad\n');
    assert.deepEqual(await client.diagnostics(), [
      {
        range: { start: { line: 1, character: 3 }, end: { line: 1, character: 6 } },
        severity: 2,
        code: 'test.odd',
        source: 'sesq',
        message: 'Odd word.',
      },
      {
        range: { start: { line: 1, character: 12 }, end: { line: 1, character: 15 } },
        severity: 1,
        code: 'test.bad',
        source: 'sesq',
        message: 'Bad word.',
      },
    ]);
    client.dispose();
  });

  it('count an emoji as two characters and a combining mark as one', async () => {
    const client = await startClient({}, countingLanguage());
    await client.open('😀 e\u0301 bad');
    const [finding] = await client.diagnostics();
    assert.deepEqual(finding?.range, { start: { line: 0, character: 6 }, end: { line: 0, character: 9 } });
    client.dispose();
  });

  it('stay complete up to the limit', () => {
    const all = findings(maxDiagnostics, 'warning');
    assert.equal(capped(all), all);
  });

  it('stop at the limit with a last one that counts the rest', () => {
    const shown = capped(findings(maxDiagnostics + 20, 'warning'));
    assert.equal(shown.length, maxDiagnostics);
    assert.deepEqual(shown.at(-1), {
      code: 'document.too-many-problems',
      severity: 'information',
      message: '21 more problems are not shown. Fix some of the others first.',
      range: { start: 99, end: 100 },
      fixes: [],
    });
  });

  it('keep an error that comes after a flood of hints, in its place', () => {
    const all = [...findings(200, 'hint'), ...findings(1, 'error', 500), ...findings(5, 'hint', 600)];
    const shown = capped(all);
    assert.equal(shown[98]?.code, 'test.error');
    assert.equal(shown[97]?.range.start, 97);
  });
});
