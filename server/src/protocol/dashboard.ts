/** Dashboards: what a file says, and what the engine is asked about one. Types only. */
import type {
  NowChoice,
  QueryDiagnostic,
  QueryStats,
  ResultColumn,
  ResultNotice,
  ResultShape,
  ResultValue,
  TimeRangeChoice,
} from './engine.ts';

/** How the rows of a panel are drawn. `outlier` draws a line, its band and the points outside of it. */
export type VisualizationKind =
  | 'table'
  | 'bar'
  | 'column'
  | 'stackedColumn'
  | 'line'
  | 'lineColumn'
  | 'area'
  | 'pie'
  | 'singleValue'
  | 'map'
  | 'outlier';

/** What a colour stands for; the view takes it from the theme. */
export type Tone = 'success' | 'failure' | 'warning' | 'information' | 'neutral';

export interface Threshold {
  /** Values from here on have the tone. */
  readonly from: number;
  readonly tone: Tone;
}

/** How to draw; everything has a default that follows from the columns of the result. */
export interface Visualization {
  readonly kind: VisualizationKind;
  /** Column of the axis or of the categories; else the first time column, else the first text column. */
  readonly x?: string;
  /** Columns of the values; else every numeric one (latitude and longitude aside). */
  readonly series?: readonly string[];
  /** Of a `lineColumn`: the series drawn as lines; the others are columns. */
  readonly lines?: readonly string[];
  /** Unit written behind values, such as `ms`. */
  readonly unit?: string;
  readonly legend?: 'bottom' | 'right' | 'none';
  /** Tones of series or categories by name. */
  readonly tones?: Readonly<Record<string, Tone>>;
  /** Names of columns as people read them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Of a `singleValue`. */
  readonly thresholds?: readonly Threshold[];
  /** Pies and bars: what is beyond this many categories is drawn as one named "Other". */
  readonly maxCategories?: number;
}

/** Cells of a grid of twelve columns. */
export interface PanelLayout {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a click on a value does beside showing the messages behind it. */
export interface DrillDown {
  /** Column whose value is taken; else the category that was clicked. */
  readonly column?: string;
  /** The variable that gets the value. */
  readonly variable?: string;
  /** A dashboard to open with that variable, by its id; else this one. */
  readonly dashboard?: string;
}

export interface DashboardPanel {
  /** Unique in the dashboard. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** The text of the query, read from `queryFile` when the panel names one. */
  readonly query: string;
  /** As written in the file, relative to it. */
  readonly queryFile?: string;
  readonly visualization: Visualization;
  readonly layout: PanelLayout;
  /** Instead of the time range of the dashboard. */
  readonly timeRange?: TimeRangeChoice;
  readonly drillDown?: DrillDown;
  /** What an answer without rows means, such as "No permanent bounces in this range". */
  readonly emptyText?: string;
  readonly notes?: string;
}

interface VariableBase {
  /** As in `{{name}}`. */
  readonly name: string;
  readonly label?: string;
  /** `*` when it is left out: everything. */
  readonly default?: string;
  /** Whether several values can be chosen. */
  readonly multi?: boolean;
}

export type DashboardVariable = VariableBase &
  (
    | { readonly kind: 'text' }
    | { readonly kind: 'list'; readonly values: readonly string[] }
    /** Values are the first column of the query's answer, or `column`. */
    | { readonly kind: 'query'; readonly query: string; readonly column?: string }
  );

export interface DashboardRefresh {
  /** Seconds between automatic refreshes; none when it is left out. */
  readonly interval?: number;
  /** Whether changed log files cause one. */
  readonly onChange?: boolean;
}

/** A dashboard file, read and checked. */
export interface Dashboard {
  readonly version: 1;
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly timeRange: TimeRangeChoice;
  readonly refresh: DashboardRefresh;
  readonly variables: readonly DashboardVariable[];
  readonly panels: readonly DashboardPanel[];
}

/** Something wrong in a dashboard file; offsets in UTF-16 units of its text. */
export interface DashboardProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export type ReadDashboardResult =
  | { readonly kind: 'dashboard'; readonly dashboard: Dashboard; readonly warnings: readonly DashboardProblem[] }
  | { readonly kind: 'invalid'; readonly problems: readonly DashboardProblem[] };

/** Which dashboard is meant: one that comes along, or the text of a file (saved or not) and where the file is. */
export type DashboardSource =
  | { readonly kind: 'shipped'; readonly id: string }
  | { readonly kind: 'text'; readonly text: string; readonly path: string };

/**
 * The scopes that find the two kinds of logs, as written in a query: `_sourceCategory=AWS/CloudTrail`. They are the values
 * of `{{CloudTrailLogsDataSource}}` and `{{SESNotificationsDataSource}}`. Empty: every category that holds such records.
 */
export interface DataSources {
  readonly cloudTrail: string;
  readonly sesNotifications: string;
}

/** What all panels of one look at a dashboard have in common. */
export interface DashboardView {
  /** Instead of the time range of the file; panels with a range of their own keep it. */
  readonly timeRange?: TimeRangeChoice;
  readonly now: NowChoice;
  readonly timezone: string;
  /** Chosen values by name of the variable; those left out have their default. */
  readonly variables: Readonly<Record<string, readonly string[]>>;
  readonly dataSources: DataSources;
  /** Only messages of these files, or of files below these folders; absolute paths. All files when left out. */
  readonly paths?: readonly string[];
}

export interface RunDashboardParams {
  readonly operation: string;
  readonly source: DashboardSource;
  readonly view: DashboardView;
  /** Ids of the panels to run; all when left out. */
  readonly panels?: readonly string[];
}

export type PanelResult =
  | {
      readonly kind: 'rows';
      /** For more rows by `results/page`; valid until `results/release`. */
      readonly resultId: string;
      readonly shape: ResultShape;
      readonly columns: readonly ResultColumn[];
      /** The first rows, at most `panelRows`. */
      readonly rows: readonly (readonly ResultValue[])[];
      readonly total: number;
      readonly stats: QueryStats;
      readonly notices: readonly ResultNotice[];
      /** The query with the values of the variables in it, which can be run by itself. */
      readonly query: string;
    }
  | { readonly kind: 'problem'; readonly message: string; readonly diagnostics: readonly QueryDiagnostic[] };

/** Sent as soon as a panel is done. */
export interface PanelFinished {
  readonly operation: string;
  readonly panelId: string;
  readonly result: PanelResult;
}

export type RunDashboardResult =
  | {
      readonly kind: 'done';
      readonly dashboard: Dashboard;
      /** What "now" was, epoch milliseconds; undefined without data. */
      readonly now: number | undefined;
      /** The range of the dashboard, epoch milliseconds, end exclusive; undefined without data. */
      readonly range: { readonly from: number; readonly to: number } | undefined;
      /** Messages of each of the two kinds of logs that the panels could see. */
      readonly records: { readonly cloudTrail: number; readonly sesNotifications: number; readonly other: number };
      /** Values of the variables that were used. */
      readonly variables: Readonly<Record<string, readonly string[]>>;
      readonly dataSources: DataSources;
      readonly elapsed: number;
    }
  | { readonly kind: 'invalid'; readonly problems: readonly DashboardProblem[]; readonly message: string };

/** The values that a variable can have, most frequent first where its query says so. */
export type VariableValuesResult =
  | { readonly kind: 'values'; readonly values: readonly string[]; readonly truncated: boolean }
  | { readonly kind: 'problem'; readonly message: string };

/** One document that needs nothing else: rows, charts and the time they were made. */
export type DashboardReportResult =
  { readonly kind: 'html'; readonly html: string } | { readonly kind: 'invalid'; readonly message: string };

/** A dashboard in another form, and what could not be carried over, in sentences. */
export type ConvertedDashboard =
  | { readonly kind: 'converted'; readonly text: string; readonly notes: readonly string[] }
  | { readonly kind: 'invalid'; readonly message: string };

/** Requests of dashboards; they are part of `EngineRequests`. */
export interface DashboardRequests {
  'dashboard/read': { readonly params: { readonly source: DashboardSource }; readonly result: ReadDashboardResult };
  /** Answers when all panels are done; `dashboard/panel` tells of each before. Rejects when cancelled. */
  'dashboard/run': { readonly params: RunDashboardParams; readonly result: RunDashboardResult };
  'dashboard/values': {
    readonly params: {
      readonly operation: string;
      readonly source: DashboardSource;
      readonly variable: string;
      readonly view: DashboardView;
    };
    readonly result: VariableValuesResult;
  };
  'dashboard/report': { readonly params: RunDashboardParams; readonly result: DashboardReportResult };
  /** From the hosted product's JSON. */
  'dashboard/import': { readonly params: { readonly text: string }; readonly result: ConvertedDashboard };
  /** To the hosted product's JSON. */
  'dashboard/export': { readonly params: { readonly source: DashboardSource }; readonly result: ConvertedDashboard };
}

/** Notifications of dashboards; they are part of `EngineNotifications`. */
export interface DashboardNotifications {
  'dashboard/panel': PanelFinished;
}
