/** Messages between the extension host and the results view. Both ends check every message before use. Types only. */
import type { Visualization, VisualizationKind } from './dashboard.ts';
import type {
  QueryDiagnostic,
  QueryStats,
  ResultColumn,
  ResultNotice,
  ResultPage,
  ResultShape,
  ResultSort,
} from './engine.ts';

export interface ResultsHeader {
  readonly title: string;
  readonly query: string;
  readonly timezone: string;
}

/** What the view shows; each message replaces the state before it. */
export type ResultsState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly header: ResultsHeader;
      readonly phase: string;
      readonly fraction: number | undefined;
    }
  | {
      readonly kind: 'rows';
      readonly header: ResultsHeader;
      /** Identifies the result in page requests; a page of another result is ignored. */
      readonly resultId: string;
      readonly shape: ResultShape;
      readonly columns: readonly ResultColumn[];
      readonly stats: QueryStats;
      readonly notices: readonly ResultNotice[];
      /** How the query asks to be drawn; a table when it does not say. */
      readonly visualization?: Visualization;
    }
  | {
      readonly kind: 'problem';
      readonly header: ResultsHeader;
      readonly message: string;
      readonly diagnostics: readonly QueryDiagnostic[];
    }
  | { readonly kind: 'cancelled'; readonly header: ResultsHeader };

/** Host to view. */
export type ToResultsView =
  | { readonly type: 'state'; readonly state: ResultsState }
  | { readonly type: 'page'; readonly requestId: number; readonly resultId: string; readonly page: ResultPage }
  | { readonly type: 'pageFailed'; readonly requestId: number; readonly message: string };

/** View to host. */
export type FromResultsView =
  | { readonly type: 'ready' }
  | { readonly type: 'run' }
  | { readonly type: 'cancel' }
  | {
      readonly type: 'page';
      readonly requestId: number;
      readonly resultId: string;
      readonly offset: number;
      readonly limit: number;
      readonly sort: ResultSort | undefined;
    }
  | { readonly type: 'goTo'; readonly start: number; readonly end: number }
  | { readonly type: 'showSources' }
  /** How the rows are shown now: a panel that is made from them shows them likewise. */
  | { readonly type: 'drawn'; readonly kind: VisualizationKind }
  /** Save under a name that the user is asked for; `data` is Base64. */
  | { readonly type: 'save'; readonly name: string; readonly format: 'png'; readonly data: string };
