import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { QueryDiagnostic, ResultNotice } from '../../../server/src/protocol/engine.ts';
import type { ResultsState } from '../../../server/src/protocol/webview.ts';
import { counted, formatDuration, groupDigits, timeFormatter } from '../shared/format.ts';
import { lineAt, placeOf } from './place.ts';

type RowsState = Extract<ResultsState, { readonly kind: 'rows' }>;
type ProblemState = Extract<ResultsState, { readonly kind: 'problem' }>;

const longestExcerpt = 200;

/** The right end of the toolbar: what was matched and how long it took, or what is being done. */
export function summaryText(state: ResultsState): string {
  if (state.kind === 'running') {
    const fraction = state.fraction ?? undefined;
    return fraction === undefined ? state.phase : `${state.phase}, ${Math.floor(fraction * 100)} %`;
  }
  if (state.kind !== 'rows') return '';
  const { messagesMatched, messagesTotal, rows, elapsed } = state.stats;
  const total = groupDigits(String(messagesTotal ?? 0));
  const messages =
    messagesMatched === undefined || messagesMatched === null
      ? `${total} messages`
      : `${groupDigits(String(messagesMatched))} of ${total}`;
  const shown = state.shape === 'aggregates' ? `${counted(rows, 'row')} · ` : '';
  return `${shown}${messages} · ${formatDuration(elapsed)}`;
}

/** The time range that was searched, without seconds' fractions. */
export function rangeText(state: RowsState): string {
  const { range } = state.stats;
  if (range === undefined || range === null) return '';
  const format = timeFormatter(state.header.timezone);
  const short = (epoch: number): string => format(epoch - (epoch % 1000));
  return `${short(range.from)} – ${short(range.to)}`;
}

/** The sentence in place of a table without rows: what was searched and the likeliest reason. */
export function emptyText({ stats }: RowsState): string {
  if (stats.messagesTotal === 0) {
    return 'No log records were found in the workspace. Show Sources says which files were looked at.';
  }
  const searched = counted(stats.messagesTotal ?? 0, 'record');
  if (stats.messagesMatched === 0) {
    return `No record matches: ${searched} searched. Check the words and the source category of the first line, and the time range.`;
  }
  if (stats.messagesMatched === undefined || stats.messagesMatched === null) return `No rows: ${searched} searched.`;
  return `No rows: ${groupDigits(String(stats.messagesMatched))} of ${searched} matched, and a later stage of the query removed them all.`;
}

/** The sentence of a problem and the places it names; a click on a place goes there. */
export function problemView(state: ProblemState, goTo: (start: number, end: number) => void): TemplateResult {
  return html`<section class="problem" role="alert">
    <p><span class="codicon codicon-error" aria-hidden="true"></span>${state.message}</p>
    <ul>
      ${state.diagnostics.map((diagnostic) =>
        problemPlace(state.header.query, diagnostic, diagnostic.message === state.message, goTo),
      )}
    </ul>
  </section>`;
}

function problemPlace(
  query: string,
  { severity, message, start, end }: QueryDiagnostic,
  isSaid: boolean,
  goTo: (start: number, end: number) => void,
): TemplateResult {
  const { line, column } = placeOf(query, start);
  const source = lineAt(query, start);
  const cut = Math.max(0, column - 1 - longestExcerpt / 2);
  const before = source.slice(cut, column - 1);
  const marked = source.slice(column - 1, column - 1 + Math.max(1, end - start));
  const after = source.slice(column - 1 + marked.length, cut + longestExcerpt);
  return html`<li class=${severity}>
    <button data-start=${start} data-end=${end} title="Go to this place in the query" @click=${() => goTo(start, end)}>
      ${isSaid ? nothing : html`<span class="message">${message}</span>`}
      <span class="place">line ${line}, column ${column}</span>
      <code>${before.trimStart()}<mark>${marked}</mark>${after}</code>
    </button>
  </li>`;
}

/** What must be said about a good answer, and about rows that could not be had. */
export function noticesFooter(
  notices: readonly ResultNotice[],
  failure: string | undefined,
  showSources: () => void,
): TemplateResult | typeof nothing {
  if (notices.length === 0 && failure === undefined) return nothing;
  return html`<footer>
    ${failure === undefined ? nothing : html`<p class="failure"><span class="codicon codicon-error" aria-hidden="true"></span>${failure}</p>`}
    ${notices.map(
      ({ code, message }) =>
        html`<p data-notice=${code}>
          <span class="codicon codicon-warning" aria-hidden="true"></span><span>${message}</span>
        </p>`,
    )}
    ${notices.length === 0 ? nothing : html`<button class="link" data-action="sources" @click=${showSources}>Show sources</button>`}
  </footer>`;
}
