import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './sourceFiles.ts';

const notices = readFileSync(path.join(root, 'THIRD_PARTY_NOTICES.md'), 'utf8');

describe('third-party notices', () => {
  it('are up to date with what is bundled', function () {
    // All bundles are put together for it.
    this.timeout(60_000);
    const { status, stderr } = spawnSync(process.execPath, ['notices.mjs', '--check'], { cwd: root, encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });

  it('hold what licences ask for: a notice file, a credit for data, the licences of copied code', () => {
    assert.match(notices, /Apache ECharts\nCopyright [\d-]+ The Apache Software Foundation/);
    assert.match(notices, /IP Geolocation by DB-IP/);
    assert.match(notices, /Stichting DuckDB Foundation/);
    assert.match(notices, /Michael Bostock/i);
  });

  it('name no place that the packages were read from', () => {
    assert.doesNotMatch(notices, /registry\.|node_modules|\/(home|root|work|tmp)\//);
  });
});
