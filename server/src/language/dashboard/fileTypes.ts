import type {
  DashboardPanel,
  DashboardRefresh,
  PanelLayout,
  Visualization,
  VisualizationKind,
} from '../../protocol/dashboard.ts';
import type { TimeRangeChoice } from '../../protocol/engine.ts';

/** A query as one text or as lines. */
export type FileQuery = string | readonly string[];
/** A time range as people write it, or its two ends. */
export type FileTimeRange = string | TimeRangeChoice;

interface FileVariableBase {
  readonly name: string;
  readonly label?: string;
  readonly default?: string;
  readonly multi?: boolean;
}

/** A variable as written in a file. */
export type FileVariable = FileVariableBase &
  (
    | { readonly kind: 'text' }
    | { readonly kind: 'list'; readonly values: readonly string[] }
    | { readonly kind: 'query'; readonly query: FileQuery; readonly column?: string }
  );

/** A panel as written in a file. */
export interface FilePanel extends Pick<
  DashboardPanel,
  'id' | 'title' | 'description' | 'queryFile' | 'drillDown' | 'emptyText' | 'notes'
> {
  readonly query?: FileQuery;
  readonly visualization: VisualizationKind | Visualization;
  readonly layout?: PanelLayout;
  readonly timeRange?: FileTimeRange;
}

/** A dashboard file that fits the schema. */
export interface DashboardFile {
  readonly $schema?: string;
  readonly version: 1;
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly timeRange?: FileTimeRange;
  readonly refresh?: DashboardRefresh;
  readonly variables?: readonly FileVariable[];
  readonly panels: readonly FilePanel[];
}
