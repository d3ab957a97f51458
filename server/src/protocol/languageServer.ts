/** What is said to the language server beside the protocol that all editors speak. Types only. */
import type { Visualization } from './dashboard.ts';
import type { DashboardEdit } from './dashboardView.ts';
import type { TimeRangeChoice } from './engine.ts';

/** Replaces `length` UTF-16 units from `offset` on; the offsets of all edits are those of the text before any. */
export interface OffsetEdit {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/** A panel to add to a dashboard. */
export interface NewPanel {
  readonly title: string;
  readonly query: string;
  readonly visualization: Visualization;
  readonly timeRange?: TimeRangeChoice;
}

export type DashboardEditResult =
  /** In order of position, not overlapping. `panelId` is the panel that was added. */
  | { readonly kind: 'edits'; readonly edits: readonly OffsetEdit[]; readonly panelId?: string }
  /** The text cannot be edited: why, in a sentence. */
  | { readonly kind: 'invalid'; readonly message: string };

/** Custom requests by their method. */
export interface LanguageServerRequests {
  /** The edits of a dashboard file that carry out what the view asks for. */
  'sesq/dashboard/edit': {
    readonly params: { readonly text: string; readonly edit: DashboardEdit };
    readonly result: DashboardEditResult;
  };
  /** The edits that add a panel at the first free place. */
  'sesq/dashboard/addPanel': {
    readonly params: { readonly text: string; readonly panel: NewPanel };
    readonly result: DashboardEditResult;
  };
  /** The text of a new dashboard file. */
  'sesq/dashboard/new': {
    readonly params: { readonly title: string; readonly panels: readonly NewPanel[] };
    readonly result: { readonly id: string; readonly text: string };
  };
}

/** Custom requests about queries. */
export interface QueryToolRequests {
  /** The query for the messages behind a value of a result; undefined (null on the way) when there is no query. */
  'sesq/query/messages': {
    readonly params: {
      readonly query: string;
      readonly column: string;
      readonly value: string | number | boolean | null;
    };
    readonly result: { readonly query: string; readonly narrowed: boolean } | null;
  };
}

/** Custom notifications to the language server. */
export interface LanguageServerNotifications {
  /** The fields that settings give to messages; they replace those told before. Without it there are none. */
  'sesq/customFields': { readonly names: readonly string[] };
}
