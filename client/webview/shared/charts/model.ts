/** What a chart shows, without a word about how it is drawn. Types only. */
import type { Tone } from '../../../../server/src/protocol/dashboard.ts';
import type { ResultColumn, ResultValue } from '../../../../server/src/protocol/engine.ts';

/** The rows a chart is made from: all of them are here, pages are the business of the owner. */
export interface ChartData {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly ResultValue[])[];
  /** What was searched, end exclusive: charts over time show all of it, also where nothing happened. */
  readonly range?: TimeSpan;
}

/** Epoch milliseconds. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A value of the result that was pointed at. */
export interface Pick {
  readonly column: string;
  readonly value: ResultValue;
}

/** Places along the axis: instants in ascending order, or categories in the order of the rows. */
export type ChartAxis =
  | { readonly kind: 'time'; readonly column: string; readonly times: readonly number[]; readonly range?: TimeSpan }
  | {
      readonly kind: 'category';
      readonly column: string;
      readonly labels: readonly string[];
      /** What a click on each stands for; undefined for what is no value of the result, such as "Other (3)". */
      readonly picks: readonly (Pick | undefined)[];
    };

/** Values along the axis, one for each of its places; null where there is none. */
export interface ChartSeries {
  readonly name: string;
  readonly mark: 'line' | 'column' | 'area';
  readonly isStacked: boolean;
  readonly values: readonly (number | null)[];
  /** The row each value comes from, -1 for none. */
  readonly rows: readonly number[];
  /** What a click stands for when the series is a value of the result and not a column. */
  readonly pick: Pick | undefined;
}

/** A part of a pie. */
export interface PieSlice {
  readonly name: string;
  readonly value: number;
  readonly row: number;
  readonly pick: Pick | undefined;
}

/** A series with the band in which its values are expected. */
export interface OutlierSeries extends ChartSeries {
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  readonly violations: readonly boolean[];
}

/** A place on the map with the sum of what was counted there. */
export interface MapPoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly label: string;
  readonly value: number;
  readonly row: number;
  readonly pick: Pick | undefined;
}

/** A country with the sum of what was counted there. */
export interface MapCountry {
  /** Name of the shape on the map: the numeric ISO code. */
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly row: number;
  readonly pick: Pick | undefined;
}

/** A chart that could be made of a result. Notes are sentences to print under it. */
export type ChartModel =
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'table'; readonly notes: readonly string[] }
  | {
      readonly kind: 'axis';
      readonly isHorizontal: boolean;
      readonly axis: ChartAxis;
      readonly series: readonly ChartSeries[];
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'outlier';
      readonly axis: Extract<ChartAxis, { readonly kind: 'time' }>;
      readonly series: readonly OutlierSeries[];
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'pie';
      readonly valueName: string;
      readonly slices: readonly PieSlice[];
      readonly total: number;
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'single';
      readonly name: string;
      readonly value: ResultValue;
      readonly tone: Tone | undefined;
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'map';
      readonly valueName: string;
      readonly points: readonly MapPoint[];
      readonly countries: readonly MapCountry[];
      /** Sum of the values of rows that name no place. */
      readonly unplaced: number;
      readonly notes: readonly string[];
    };
