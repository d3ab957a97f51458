import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readChart } from '../../client/src/query/directives.ts';
import { buildChartModel } from '../../client/webview/shared/charts/chartModel.ts';
import type { ChartData, ChartModel } from '../../client/webview/shared/charts/model.ts';
import { fittingKinds } from '../../client/webview/shared/charts/suggest.ts';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'dist/sesq.cjs');
const queries = join(root, 'samples/queries');

/** What each sample with a chart shows: its places, then its series or the kind of picture. */
const expected: Readonly<Record<string, string>> = {
  'bounce-types-over-time.sesq': 'time _timeslice: Permanent, Transient, Undetermined',
  'bounced-recipients-per-day.sesq': 'time _timeslice: addresses, bounces',
  'cloudtrail-event-status.sesq': 'pie: Failure, Success',
  'complaints-by-user-agent.sesq':
    'category userAgent: abuse, (not given), fraud, not-spam, auth-failure, other, virus',
  'deliveries-by-reporting-mta.sesq': 'category reportingMta: deliveries',
  'delivery-processing-time.sesq': 'time _timeslice: averageMillis, slowestMillis, deliveries',
  'identity-events-trend.sesq': 'time _timeslice: 15 series',
  'mail-sources.sesq': 'category address: records',
  'notification-types.sesq': 'pie: 13 slices',
  'top-bounced-domains.sesq': 'category domain: eventCount',
  'top-error-codes.sesq': 'category errorCode: eventCount',
};

/** Names as far as they can be taken in. */
function listed(all: readonly { readonly name: string }[], noun: string): string {
  return all.length > 10 ? `${all.length} ${noun}` : all.map(({ name }) => name).join(', ');
}

function said(model: ChartModel): string {
  switch (model.kind) {
    case 'axis':
      return `${model.axis.kind} ${model.axis.column}: ${listed(model.series, 'series')}`;
    case 'pie':
      return `pie: ${listed(model.slices, 'slices')}`;
    default:
      return model.kind;
  }
}

describe('charts of the sample queries', () => {
  let cache = '';
  before(() => {
    assert.ok(existsSync(program), 'dist/sesq.cjs is missing: run "npm run build" first');
    cache = mkdtempSync(join(tmpdir(), 'sesq-charts-'));
  });
  after(() => rmSync(cache, { recursive: true, force: true }));

  for (const file of readdirSync(queries)) {
    const kind = readChart(readFileSync(join(queries, file), 'utf8'));
    if (kind === undefined || kind === 'table') continue;
    it(`${file} can be drawn as it asks`, function () {
      this.timeout(60_000);
      const options = ['--logs', 'samples/logs', '--timezone', 'UTC', '--cache', cache, '--format', 'json'];
      const output = execFileSync(process.execPath, [program, 'run', join(queries, file), ...options], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const data = JSON.parse(output) as ChartData;
      assert.equal(said(buildChartModel(data, { kind }, { timezone: 'UTC' })), expected[file]);
      assert.ok(fittingKinds(data).includes(kind));
    });
  }
});
