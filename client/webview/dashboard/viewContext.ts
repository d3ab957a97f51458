import type { Dashboard, DashboardPanel } from '../../../server/src/protocol/dashboard.ts';
import type {
  DashboardChoices,
  DashboardState,
  FromDashboardView,
} from '../../../server/src/protocol/dashboardView.ts';
import type { PageRequests } from '../shared/pageRequests.ts';
import type { SesqPanel } from './panel.ts';
import type { Popups } from './popups.ts';
import type { ViewModel } from './viewModel.ts';

/** A dashboard with its choices, as the host sent it. */
export type ShownDashboard = Extract<DashboardState, { readonly kind: 'dashboard' }>;

/** The dashboard view as what is clicked, dragged and chosen in it sees it. */
export interface ViewContext {
  readonly model: ViewModel;
  /** Undefined while something else stands in place of the panels. */
  readonly shown: ShownDashboard | undefined;
  readonly popups: Popups;
  readonly requests: PageRequests;
  /** The panels on the grid, drawn or not. */
  readonly panels: readonly SesqPanel[];
  /** Ids of the panels shown as tables; `toggleTable` changes them. */
  readonly tables: ReadonlySet<string>;
  /** Id of the panel that has all the room. */
  readonly full: string | undefined;
  isEditing: boolean;
  send(message: FromDashboardView): void;
  /** Changes choices at once, and tells the host. */
  choose(change: Partial<DashboardChoices>): void;
  setVariable(name: string, values: readonly string[]): void;
  toggleTable(panelId: string): void;
  setFull(panelId: string | undefined): void;
  /** Says a sentence to screen readers. */
  announce(sentence: string): void;
}

/** The panel of an id. */
export function panelOf(dashboard: Dashboard, id: string): DashboardPanel | undefined {
  return dashboard.panels.find((panel) => panel.id === id);
}
