/** Exports of the hosted product as they could be, likely and unlikely ones. */
import fc from 'fast-check';

const text = fc.oneof(
  fc.constantFrom('', ' ', 'a', 'A', 'a-b', 'x y ', 'panel-a', 'panel-A', 'constructor', '__proto__', 'a"b'),
  fc.constant('CloudTrailLogsDataSource'),
  fc.string({ maxLength: 4 }),
);
const number = fc.oneof(fc.integer({ min: -5, max: 30 }), fc.constantFrom(1e9, 0.5, 200, 99_999, '7', null));
const colour = fc.constantFrom('#bf2121', '#123456');
const inText = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<string> => value.map((one) => JSON.stringify(one));

const boundary = fc.oneof(
  fc.record({
    type: fc.constant('RelativeTimeRangeBoundary'),
    relativeTime: fc.constantFrom('-1d', '-1M', '-1d/d', '- 24h', '1h', '-1mon', '', '-3600000'),
  }),
  fc.record({ type: fc.constant('EpochTimeRangeBoundary'), epochMillis: number }),
  fc.record({
    type: fc.constant('Iso8601TimeRangeBoundary'),
    iso8601Time: fc.constantFrom('2018-01-01T00:00:00Z', '2018-01-01T00:00:00.000-0700', '2018-13-01', '2018-W01'),
  }),
  fc.record({ type: fc.constant('LiteralTimeRangeBoundary'), rangeName: fc.constantFrom('now', 'today') }),
);
const timeRange = fc.oneof(
  fc.constant(null),
  fc.record({
    type: fc.constantFrom('BeginBoundedTimeRange', 'CompleteLiteralTimeRange'),
    from: boundary,
    to: fc.oneof(fc.constant(null), boundary),
  }),
);

const visualSettings = fc.record(
  {
    general: fc.record(
      {
        type: fc.oneof(fc.constantFrom('line', 'column', 'pie', 'svp', 'map', 'heatmap'), text),
        displayType: text,
        maxNumOfSlices: number,
        noDataMessage: text,
      },
      { requiredKeys: [] },
    ),
    overrides: fc.array(
      fc.record({
        series: fc.array(text, { maxLength: 2 }),
        properties: fc.record({ type: fc.constantFrom('line', 'column'), color: colour, name: text }, { requiredKeys: [] }), // prettier-ignore
      }),
      { maxLength: 3 },
    ),
    xy: fc.record({
      xDimension: fc.array(fc.oneof(text, number), { maxLength: 2 }),
      yDimension: fc.array(text, { maxLength: 2 }),
    }),
    svp: fc.record({ thresholds: fc.array(fc.record({ from: number, color: colour }), { maxLength: 2 }) }),
    legend: fc.record({ enabled: fc.boolean(), verticalAlign: text }),
    axes: fc.record({ axisY: fc.record({ unit: fc.record({ value: text }), title: text }) }),
  },
  { requiredKeys: [] },
);

const panel = fc.record(
  {
    key: text,
    title: fc.oneof(text, number),
    panelType: fc.constantFrom('SumoSearchPanel', 'TextPanel', 'X'),
    visualSettings: inText(visualSettings),
    queries: fc.array(
      fc.record({
        queryString: fc.oneof(text, fc.constant('* | timeslice 1h | outlier x')),
        queryType: fc.constantFrom('Logs', 'Metrics'),
      }),
      { maxLength: 2 },
    ),
    description: text,
    timeRange,
    text,
  },
  { requiredKeys: [] },
);

const variable = fc.record({
  name: text,
  displayName: text,
  defaultValue: text,
  allowMultiSelect: fc.boolean(),
  sourceDefinition: fc.record({
    variableSourceType: fc.constantFrom('LogQueryVariableSourceDefinition', 'CsvVariableSourceDefinition', 'Other'),
    query: fc.oneof(text, fc.constant('{{a}} | count by b')),
    field: text,
    values: fc.oneof(text, fc.constant('a,"b, c"')),
  }),
});

const place = fc.record({ x: number, y: number, width: number, height: number });

/** One export, in either format. */
export const hostedExport = fc.record(
  {
    type: fc.constantFrom('DashboardV2SyncDefinition', 'DashboardSyncDefinition'),
    name: text,
    title: text,
    description: text,
    refreshInterval: number,
    timeRange,
    layout: fc.record({
      layoutStructures: fc.array(fc.record({ key: text, structure: inText(place) }), { maxLength: 4 }),
    }),
    panels: fc.array(panel, { maxLength: 4 }),
    variables: fc.array(variable, { maxLength: 3 }),
  },
  { requiredKeys: ['type'] },
);
