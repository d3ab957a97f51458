/** What the document of a dashboard report carries for its script. Types only. */
import type { PanelLayout, Visualization } from './dashboard.ts';
import type { ResultColumn, ResultValue } from './engine.ts';

/** Half-open, epoch milliseconds. */
export interface ReportRange {
  readonly from: number;
  readonly to: number;
}

export type ReportAnswer =
  | {
      readonly kind: 'rows';
      readonly columns: readonly ResultColumn[];
      /** The first rows; `total` counts all. */
      readonly rows: readonly (readonly ResultValue[])[];
      readonly total: number;
      readonly notices: readonly string[];
      readonly range: ReportRange | null;
    }
  | { readonly kind: 'problem'; readonly message: string };

export interface ReportPanel {
  readonly title: string;
  readonly description: string | null;
  readonly visualization: Visualization;
  readonly layout: PanelLayout;
  readonly emptyText: string | null;
  readonly notes: string | null;
  /** Whether its range is not that of the dashboard. */
  readonly hasOwnRange: boolean;
  readonly answer: ReportAnswer;
}

export interface ReportData {
  readonly title: string;
  readonly description: string | null;
  /** When the report was made, epoch milliseconds. */
  readonly made: number;
  /** What "now" was; null without data. */
  readonly now: number | null;
  readonly range: ReportRange | null;
  /** IANA name of the zone that times are shown in. */
  readonly timezone: string;
  readonly variables: Readonly<Record<string, readonly string[]>>;
  readonly panels: readonly ReportPanel[];
}
