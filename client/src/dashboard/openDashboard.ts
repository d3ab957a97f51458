import type * as vscode from 'vscode';
import type { Dashboard, DashboardSource, DashboardView } from '../../../server/src/protocol/dashboard.ts';
import type { DashboardChoices, ToDashboardView } from '../../../server/src/protocol/dashboardView.ts';
import type { DashboardRuns } from './dashboardRuns.ts';
import type { DashboardServices } from './services.ts';
import type { DashboardScope } from './target.ts';

/** What a dashboard on screen asks of the other parts of the extension. */
export interface SessionActions {
  copyToWorkspace(title: string, source: vscode.Uri): Promise<void>;
  openDashboard(id: string, variables: Readonly<Record<string, readonly string[]>>): Promise<void>;
  closed(): void;
}

/** What the engine is asked about a dashboard: its text, and what is chosen above its panels. */
export interface DashboardQuestion {
  readonly dashboard: Dashboard;
  readonly source: DashboardSource;
  readonly choices: DashboardChoices;
  readonly view: DashboardView;
}

/** A dashboard on screen as the messages of its view see it. */
export interface OpenDashboard {
  readonly scope: DashboardScope;
  readonly services: DashboardServices;
  readonly actions: SessionActions;
  readonly runs: DashboardRuns;
  /** Undefined while its file cannot be shown. */
  readonly question: DashboardQuestion | undefined;
  post(message: ToDashboardView): void;
  /** Tells a view that has just begun everything it must know. */
  begin(): void;
  /** Shows the dashboard as its file says, with the answers there are. */
  showDashboard(): void;
  choose(choices: DashboardChoices): Promise<void>;
  /** Runs every panel again. */
  refresh(): Promise<void>;
  showedOrHid(isVisible: boolean): void;
}
