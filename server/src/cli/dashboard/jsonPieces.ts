import type { PanelResult } from '../../protocol/dashboard.ts';
import { dashboardJsonWriter, jsonPanel } from '../output/dashboardJson.ts';
import type { Done, Job } from './job.ts';

/** Rows asked from the engine and printed at a time. */
const pageSize = 2048;

/** The document of the contract in pieces; the rows of each panel are asked for when it is its turn, and released. */
export async function* jsonPieces(
  done: Done,
  results: ReadonlyMap<string, PanelResult>,
  job: Job,
): AsyncGenerator<string> {
  const { id, title, panels } = done.dashboard;
  const writer = dashboardJsonWriter();
  yield writer.begin(id, title);
  for (const panel of panels) {
    const result = results.get(panel.id);
    const isRows = result?.kind === 'rows';
    const answer = isRows ? { columns: result.columns } : { error: result?.message ?? 'The panel was not run.' };
    const json = jsonPanel(panel, answer);
    yield writer.panel(json);
    if (isRows) yield* rowPieces(result, writer.rows, job);
    yield writer.endPanel(json);
  }
  yield writer.end();
}

async function* rowPieces(
  { resultId, total }: Extract<PanelResult, { readonly kind: 'rows' }>,
  toText: (rows: Extract<PanelResult, { readonly kind: 'rows' }>['rows']) => string,
  { engine, request, context }: Job,
): AsyncGenerator<string> {
  const end = Math.min(total, request.limit ?? total);
  for (let offset = 0; offset < end;) {
    context.signal.throwIfAborted();
    const { rows } = await engine.page({ resultId, offset, limit: Math.min(pageSize, end - offset), sort: undefined });
    if (rows.length === 0) break;
    yield toText(rows);
    offset += rows.length;
  }
  engine.release(resultId);
}
