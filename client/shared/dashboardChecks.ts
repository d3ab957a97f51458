/** What the extension host and the dashboard view check alike in messages about dashboards. Pure. */
import type { Tone, VisualizationKind } from '../../server/src/protocol/dashboard.ts';
import {
  anyOf,
  between,
  isBoolean,
  isIndex,
  isNumber,
  oneOf,
  optional,
  recordOf,
  shape,
  type BoundedChecks,
  type Check,
} from './checks.ts';

// As records, so that the compiler misses none.
const kinds: Readonly<Record<VisualizationKind, true>> = {
  table: true,
  bar: true,
  column: true,
  stackedColumn: true,
  line: true,
  lineColumn: true,
  area: true,
  pie: true,
  singleValue: true,
  map: true,
  outlier: true,
};
const tones: Readonly<Record<Tone, true>> = {
  success: true,
  failure: true,
  warning: true,
  information: true,
  neutral: true,
};

/** Every way to draw rows, in the order in which a picker offers them. */
export const visualizationKinds = Object.keys(kinds) as readonly VisualizationKind[];

/** A way to draw rows. */
export const isVisualizationKind: Check = oneOf(...visualizationKinds);

const isTone = oneOf(...Object.keys(tones));

/** Checks of what both ends send to each other. */
export interface DashboardChecks {
  readonly isVisualization: Check;
  readonly isTimeRange: Check;
  /** What is chosen above the panels. */
  readonly isChoices: Check;
}

/** The checks with the bounds of one end. */
export function dashboardChecks({ isText, listOf }: BoundedChecks): DashboardChecks {
  const isTimeRange = shape({ from: optional(isText), to: optional(isText) });
  return {
    isTimeRange,
    isVisualization: shape({
      kind: isVisualizationKind,
      x: optional(isText),
      series: optional(listOf(isText)),
      lines: optional(listOf(isText)),
      unit: optional(isText),
      legend: optional(oneOf('bottom', 'right', 'none')),
      tones: optional(recordOf(isTone)),
      labels: optional(recordOf(isText)),
      thresholds: optional(listOf(shape({ from: isNumber, tone: isTone }))),
      maxCategories: optional(isIndex),
    }),
    isChoices: shape({
      timeRange: optional(isTimeRange),
      now: anyOf(oneOf('data', 'clock'), isNumber),
      timezone: isText,
      variables: recordOf(listOf(isText)),
      // Seconds; a file may name parts of one.
      interval: between(0, Infinity),
      onChange: isBoolean,
      paths: listOf(isText),
    }),
  };
}
