/** What the view knows of its panels and how messages of the host change it. Pure. */
import type { PanelResult, VariableValuesResult } from '../../../server/src/protocol/dashboard.ts';
import type { DashboardState, ToDashboardView } from '../../../server/src/protocol/dashboardView.ts';

/** One panel: its last answer stays, dimmed, while the next one is computed. */
export interface PanelState {
  readonly isLoading: boolean;
  readonly result: PanelResult | undefined;
}

/** The last run, running or not. */
export interface RunState {
  readonly number: number;
  readonly isRunning: boolean;
  readonly fraction: number | undefined;
  readonly phase: string;
  readonly message: string | undefined;
  readonly now: number | undefined;
  readonly range: { readonly from: number; readonly to: number } | undefined;
  readonly elapsed: number;
  readonly finishedAt: number | undefined;
}

/** All that the view knows. */
export interface ViewModel {
  readonly state: DashboardState;
  readonly run: RunState;
  readonly panels: ReadonlyMap<string, PanelState>;
  readonly values: ReadonlyMap<string, VariableValuesResult>;
  /** A sentence for screen readers about what just happened; empty for none. */
  readonly announcement: string;
}

/** Before the host has said anything. */
export const emptyModel: ViewModel = {
  state: { kind: 'loading' },
  run: {
    number: 0,
    isRunning: false,
    fraction: undefined,
    phase: '',
    message: undefined,
    now: undefined,
    range: undefined,
    elapsed: 0,
    finishedAt: undefined,
  },
  panels: new Map(),
  values: new Map(),
  announcement: '',
};

type ModelMessage = Exclude<ToDashboardView, { readonly type: 'page' | 'pageFailed' | 'keep' }>;

const idle: PanelState = { isLoading: false, result: undefined };

/** The model after a message. Messages of a run that was followed by another change nothing. */
export function received(model: ViewModel, message: ModelMessage): ViewModel {
  switch (message.type) {
    case 'state':
      return withState(model, message.state);
    case 'running': {
      const started = new Set(message.panels);
      const panels = new Map(model.panels);
      for (const id of started) panels.set(id, { ...(panels.get(id) ?? idle), isLoading: true });
      const { now, range } = model.run;
      const run = { ...emptyModel.run, number: message.run, isRunning: true, now, range };
      return { ...model, panels, run, announcement: '' };
    }
    case 'progress':
      if (message.run !== model.run.number) return model;
      return { ...model, run: { ...model.run, fraction: message.fraction ?? undefined, phase: message.phase } };
    case 'panel': {
      if (message.run !== model.run.number) return model;
      const panels = new Map(model.panels).set(message.panelId, { isLoading: false, result: message.result });
      return { ...model, panels };
    }
    case 'finished': {
      if (message.run !== model.run.number) return model;
      const panels = new Map([...model.panels].map(([id, panel]) => [id, { ...panel, isLoading: false }]));
      const run: RunState = {
        ...model.run,
        isRunning: false,
        fraction: undefined,
        phase: '',
        message: message.message ?? undefined,
        now: message.now ?? undefined,
        range: message.range ?? undefined,
        elapsed: message.elapsed,
        finishedAt: message.at,
      };
      return { ...model, panels, run, announcement: message.message ?? finishedText(panels) };
    }
    case 'values':
      return { ...model, values: new Map(model.values).set(message.variable, message.result) };
  }
}

function withState(model: ViewModel, state: DashboardState): ViewModel {
  if (state.kind !== 'dashboard') return { ...model, state, announcement: announcementOf(state) };
  const panels = new Map(state.dashboard.panels.map(({ id }) => [id, model.panels.get(id) ?? idle]));
  // Which values there are depends on the logs and the range that are chosen.
  const before = model.state.kind === 'dashboard' ? model.state : undefined;
  const sameChoices = before !== undefined && scopeOf(before) === scopeOf(state);
  return { ...model, state, panels, values: sameChoices ? model.values : new Map(), announcement: '' };
}

function scopeOf({ choices, dashboard }: DashboardState & { readonly kind: 'dashboard' }): string {
  const { timeRange, now, timezone, paths } = choices;
  return JSON.stringify([dashboard.id, dashboard.variables, timeRange, now, timezone, paths]);
}

function announcementOf(state: DashboardState): string {
  if (state.kind === 'invalid') return `${state.title} cannot be shown: ${state.problems[0]?.message ?? ''}`;
  return state.kind === 'start' ? state.message : '';
}

function finishedText(panels: ReadonlyMap<string, PanelState>): string {
  const failed = [...panels.values()].filter(({ result }) => result?.kind === 'problem').length;
  const failures = failed === 0 ? '' : `, ${failed} of ${panels.size} panels have a problem`;
  return `Dashboard is up to date${failures}.`;
}
