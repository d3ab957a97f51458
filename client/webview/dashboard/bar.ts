import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DashboardChoices, DashboardState } from '../../../server/src/protocol/dashboardView.ts';
import { formatDuration } from '../shared/format.ts';
import { icon } from './icons.ts';
import { minuteText, nowLabel, rangeLabel } from './timeRanges.ts';
import { choiceText, everything } from './values.ts';
import type { RunState } from './viewModel.ts';

type Shown = Extract<DashboardState, { readonly kind: 'dashboard' }>;

/** What the bar asks of the dashboard; `anchor` is the button a popup opens below. */
export interface BarActions {
  chooseRange(anchor: Element): void;
  chooseNow(anchor: Element): void;
  chooseZone(anchor: Element): void;
  chooseVariable(name: string, anchor: Element): void;
  removePaths(): void;
  refresh(): void;
  stop(): void;
  chooseInterval(anchor: Element): void;
  openMenu(anchor: Element): void;
  doneEditing(): void;
}

/** A button that opens something below it. */
function opener(
  name: string,
  text: string,
  title: string,
  open: (anchor: Element) => void,
  isSet = false,
): TemplateResult {
  return html`<button
    class="opener ${isSet ? 'set' : ''}"
    data-choice=${name}
    aria-haspopup="true"
    title=${title}
    @click=${(event: Event) => open(event.currentTarget as Element)}
  >
    <span class="text" .textContent=${text}></span>${icon('chevron-down')}
  </button>`;
}

/** The bar above the panels: what all of them have in common. */
export function dashboardBar(
  { dashboard, choices }: Shown,
  run: RunState,
  isEditing: boolean,
  actions: BarActions,
): TemplateResult {
  const { timezone } = choices;
  const range = choices.timeRange ?? dashboard.timeRange;
  const searched =
    run.range === undefined
      ? 'Time range'
      : `Time range: ${minuteText(run.range.from, timezone)} – ${minuteText(run.range.to, timezone)} ${timezone}`;
  return html`<header class="bar" role="toolbar" aria-label="Dashboard">
    <div class="choices">
      <h1 title=${dashboard.description ?? dashboard.title} .textContent=${dashboard.title}></h1>
      ${opener('range', rangeLabel(range), searched, (anchor) => actions.chooseRange(anchor), hasOwnRange(choices))}
      ${opener('now', nowLabel(choices.now, run.now, timezone), 'What "now" is in relative times', (anchor) =>
        actions.chooseNow(anchor),
      )}
      ${opener('zone', timezone, 'Time zone', (anchor) => actions.chooseZone(anchor))}
      ${dashboard.variables.map(({ name, label }) => {
        const chosen = choices.variables[name] ?? [];
        const isSet = chosen.some((value) => value !== everything);
        const shown = chosen.length === 0 ? [defaultOf(dashboard, name)] : chosen;
        return opener(
          `variable-${name}`,
          `${label ?? name}: ${choiceText(shown)}`,
          isSet ? chosen.join(', ') : `Values of ${label ?? name}`,
          (anchor) => actions.chooseVariable(name, anchor),
          isSet,
        );
      })}
      ${choices.paths.map(
        (path) =>
          html`<span class="scope" title=${`Only ${path}`}>
            ${icon('filter')}<span class="text" .textContent=${lastPart(path)}></span>
          </span>`,
      )}
      ${
        choices.paths.length === 0
          ? nothing
          : html`<button
              class="icon"
              data-action="all-logs"
              aria-label="Show all logs"
              title="Show all logs"
              @click=${() => actions.removePaths()}
            >
              ${icon('close')}
            </button>`
      }
    </div>
    <div class="tools">
      <span class="status" title=${statusTitle(run, timezone)}>${statusText(run, timezone)}</span>
      ${
        isEditing
          ? html`<button class="primary" data-action="done" @click=${() => actions.doneEditing()}>Done</button>`
          : nothing
      }
      ${
        run.isRunning
          ? html`<button class="icon" data-action="stop" aria-label="Stop" title="Stop" @click=${() => actions.stop()}>
              ${icon('stop')}
            </button>`
          : html`<button
              class="icon"
              data-action="refresh"
              aria-label="Refresh"
              title="Refresh"
              @click=${() => actions.refresh()}
            >
              ${icon('refresh')}
            </button>`
      }
      ${opener('interval', intervalText(choices), 'Automatic refresh', (anchor) => actions.chooseInterval(anchor))}
      <button
        class="icon"
        data-action="menu"
        aria-haspopup="menu"
        aria-label="More actions"
        title="More actions"
        @click=${(event: Event) => actions.openMenu(event.currentTarget as Element)}
      >
        ${icon('ellipsis')}
      </button>
    </div>
  </header>`;
}

/** The intervals of the automatic refresh, in seconds. */
export const refreshIntervals: readonly { readonly seconds: number; readonly label: string; readonly short: string }[] =
  [
    { seconds: 0, label: 'No automatic refresh', short: '' },
    { seconds: 30, label: 'Every 30 seconds', short: '30 s' },
    { seconds: 60, label: 'Every minute', short: '1 min' },
    { seconds: 300, label: 'Every 5 minutes', short: '5 min' },
    { seconds: 900, label: 'Every 15 minutes', short: '15 min' },
    { seconds: 3600, label: 'Every hour', short: '1 h' },
  ];

function intervalText({ interval }: DashboardChoices): string {
  return refreshIntervals.find(({ seconds }) => seconds === interval)?.short ?? `${interval} s`;
}

function hasOwnRange({ timeRange }: DashboardChoices): boolean {
  return timeRange !== undefined && timeRange !== null;
}

function statusText(run: RunState, timezone: string): string {
  if (run.isRunning) {
    const percent = run.fraction === undefined ? '' : `, ${Math.floor(run.fraction * 100)} %`;
    return `${run.phase}${percent}`;
  }
  if (run.message !== undefined) return run.message;
  if (run.finishedAt === undefined) return '';
  return `${minuteText(run.finishedAt, timezone).slice(11)} · ${formatDuration(run.elapsed)}`;
}

function statusTitle(run: RunState, timezone: string): string {
  if (run.message !== undefined) return run.message;
  if (run.isRunning || run.finishedAt === undefined) return '';
  return `Refreshed ${minuteText(run.finishedAt, timezone)} ${timezone} in ${formatDuration(run.elapsed)}`;
}

function defaultOf({ variables }: Shown['dashboard'], name: string): string {
  return variables.find((variable) => variable.name === name)?.default ?? everything;
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
