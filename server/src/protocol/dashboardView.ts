/** Messages between the extension host and the dashboard view. Both ends check every message before use. Types only. */
import type {
  Dashboard,
  DashboardProblem,
  PanelLayout,
  PanelResult,
  VariableValuesResult,
  Visualization,
} from './dashboard.ts';
import type { NowChoice, ResultPage, ResultSort, TimeRangeChoice } from './engine.ts';

/** What is chosen in the bar above the panels. */
export interface DashboardChoices {
  /** Undefined: the range of the file. */
  readonly timeRange: TimeRangeChoice | undefined;
  readonly now: NowChoice;
  readonly timezone: string;
  readonly variables: Readonly<Record<string, readonly string[]>>;
  /** Seconds between automatic refreshes; 0 for none. */
  readonly interval: number;
  readonly onChange: boolean;
  /** The files or folders that the panels are limited to; empty for all. */
  readonly paths: readonly string[];
}

/** What the view shows besides the panels' answers; each message replaces the one before. */
export type DashboardState =
  | { readonly kind: 'loading' }
  /** The file cannot be shown: why, and where. */
  | { readonly kind: 'invalid'; readonly title: string; readonly problems: readonly DashboardProblem[] }
  /** There are no logs for this dashboard: how to begin. */
  | { readonly kind: 'start'; readonly title: string; readonly message: string }
  | {
      readonly kind: 'dashboard';
      readonly dashboard: Dashboard;
      readonly choices: DashboardChoices;
      /** False for dashboards that come along: they can be copied, not changed. */
      readonly editable: boolean;
      readonly warnings: readonly DashboardProblem[];
    };

/** A change of the file that the view asks for. */
export type DashboardEdit =
  | { readonly kind: 'layout'; readonly panels: readonly { readonly id: string; readonly layout: PanelLayout }[] }
  | { readonly kind: 'visualization'; readonly panelId: string; readonly visualization: Visualization }
  | { readonly kind: 'title'; readonly panelId: string; readonly title: string }
  | { readonly kind: 'duplicate'; readonly panelId: string }
  | { readonly kind: 'delete'; readonly panelId: string };

/** Host to view. */
export type ToDashboardView =
  /** What the view stores for the host: it comes back when the window is restored. */
  | { readonly type: 'keep'; readonly key: string }
  | { readonly type: 'state'; readonly state: DashboardState }
  /** A run has begun: panels show that they are loading, over the picture they have. */
  | { readonly type: 'running'; readonly run: number; readonly panels: readonly string[] }
  | { readonly type: 'progress'; readonly run: number; readonly fraction: number | undefined; readonly phase: string }
  | { readonly type: 'panel'; readonly run: number; readonly panelId: string; readonly result: PanelResult }
  /** All panels are done, or the run was stopped or failed (`message`). */
  | {
      readonly type: 'finished';
      readonly run: number;
      readonly message: string | undefined;
      readonly now: number | undefined;
      readonly range: { readonly from: number; readonly to: number } | undefined;
      readonly elapsed: number;
      /** When it was finished by the clock, epoch milliseconds. */
      readonly at: number;
    }
  | { readonly type: 'values'; readonly variable: string; readonly result: VariableValuesResult }
  | { readonly type: 'page'; readonly requestId: number; readonly resultId: string; readonly page: ResultPage }
  | { readonly type: 'pageFailed'; readonly requestId: number; readonly message: string };

/** View to host. */
export type FromDashboardView =
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  | { readonly type: 'stop' }
  | { readonly type: 'choose'; readonly choices: DashboardChoices }
  | { readonly type: 'values'; readonly variable: string }
  | { readonly type: 'visible'; readonly visible: boolean }
  | { readonly type: 'edit'; readonly edit: DashboardEdit }
  | { readonly type: 'openQuery'; readonly panelId: string }
  /** Shows the messages behind a value that was clicked: the panel's query with `column` = `value`. */
  | {
      readonly type: 'drillDown';
      readonly panelId: string;
      readonly column: string;
      readonly value: string | number | boolean | null;
    }
  /** Opens another dashboard with a variable set, as a panel's drill-down says. */
  | { readonly type: 'openDashboard'; readonly dashboard: string; readonly variable: string; readonly value: string }
  | { readonly type: 'goTo'; readonly start: number; readonly end: number }
  | { readonly type: 'openFile' }
  | { readonly type: 'copyToWorkspace' }
  /** Save under a name that the user is asked for; `data` is text, or Base64 of a PNG. */
  | { readonly type: 'save'; readonly name: string; readonly format: 'png' | 'csv'; readonly data: string }
  /** All rows of a panel, or those of every panel, a file each, when none is named. */
  | { readonly type: 'exportCsv'; readonly panelId: string | undefined }
  | { readonly type: 'exportReport' }
  | { readonly type: 'exportHosted' }
  | { readonly type: 'openSamples' }
  | { readonly type: 'chooseFolder' }
  | { readonly type: 'chooseDataSources' }
  | { readonly type: 'showSources' }
  | {
      readonly type: 'page';
      readonly requestId: number;
      readonly resultId: string;
      readonly offset: number;
      readonly limit: number;
      readonly sort: ResultSort | undefined;
    };
