/** What stands in place of the panels. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DashboardState, FromDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import { icon } from './icons.ts';

/** The page of a dashboard without logs: how to begin. */
export function startPage(
  { title, message }: DashboardState & { readonly kind: 'start' },
  send: (message: FromDashboardView) => void,
): TemplateResult {
  return html`<main class="page">
    <h1 .textContent=${title}></h1>
    <p .textContent=${message}></p>
    <div class="buttons">
      <button class="primary" data-action="samples" @click=${() => send({ type: 'openSamples' })}>
        Open the Samples
      </button>
      <button class="secondary" data-action="folder" @click=${() => send({ type: 'chooseFolder' })}>
        Choose a Folder
      </button>
    </div>
    <p>
      <button class="link" data-action="categories" @click=${() => send({ type: 'chooseDataSources' })}>
        Choose log categories
      </button>
      <button class="link" data-action="sources" @click=${() => send({ type: 'showSources' })}>Show log sources</button>
      <button class="link" data-action="refresh" @click=${() => send({ type: 'refresh' })}>Look again</button>
    </p>
  </main>`;
}

/** The page of a file that cannot be shown: every problem, with a way to its place. */
export function invalidPage(
  { title, problems }: DashboardState & { readonly kind: 'invalid' },
  send: (message: FromDashboardView) => void,
): TemplateResult {
  return html`<main class="page">
    <h1 .textContent=${title}></h1>
    <p>This dashboard cannot be shown.</p>
    ${problemList(problems, send)}
    <p>
      <button class="link" data-action="file" @click=${() => send({ type: 'openFile' })}>Open the file</button>
      <button class="link" data-action="refresh" @click=${() => send({ type: 'refresh' })}>Try again</button>
    </p>
  </main>`;
}

/** Problems of a file; a click goes to the place. */
export function problemList(
  problems: (DashboardState & { readonly kind: 'invalid' })['problems'],
  send: (message: FromDashboardView) => void,
): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<ul class="problems">
    ${problems.map(
      ({ severity, message, start, end }) =>
        html`<li>
          <button data-start=${start} @click=${() => send({ type: 'goTo', start, end })}>
            ${icon(severity)}<span .textContent=${message}></span>
          </button>
        </li>`,
    )}
  </ul>`;
}
