import type { ChartData } from '../../client/webview/shared/charts/model.ts';
import type { ResultValue } from '../../server/src/protocol/engine.ts';
import type { ShownChart } from './chartsPage.ts';

const hour = 3_600_000;
const start = Date.UTC(2024, 2, 11);

/** The same wave every time. */
const wave = (index: number, size: number, phase = 0): number =>
  Math.max(0, Math.round(size * (1 + Math.sin(index / 3 + phase)) + ((index * 7919) % 5)));

const slices = (count: number, row: (index: number) => readonly ResultValue[]): readonly (readonly ResultValue[])[] =>
  Array.from({ length: count }, (_, index) => [start + index * hour, ...row(index)]);

const bounceTrend: ChartData = {
  columns: [
    { name: '_timeslice', type: 'time' },
    { name: 'Permanent', type: 'long' },
    { name: 'Transient', type: 'long' },
    { name: 'Undetermined', type: 'long' },
  ],
  rows: slices(48, (index) => [wave(index, 12), wave(index, 7, 2), index % 6 === 0 ? null : wave(index, 2, 4)]),
};

const domains = [
  'customer.example',
  'mail.example.org',
  'corp.example.com',
  'university.example.net',
  'a-very-long-name-of-a-domain.that-goes-on.example.com',
  'shop.example',
];

const top: ChartData = {
  columns: [
    { name: 'n', type: 'long' },
    { name: 'domain', type: 'text' },
  ],
  rows: domains.map((domain, index) => [1400 - index * 220, domain]),
};

const types: ChartData = {
  columns: [
    { name: 'notificationType', type: 'text' },
    { name: '_count', type: 'long' },
  ],
  rows: [
    ['Delivery', 5120],
    ['Bounce', 742],
    ['Complaint', 61],
  ],
};

/** One chart of each kind with the rows of a dashboard. */
export const chartSamples: Readonly<Record<string, ShownChart>> = {
  line: { label: 'Bounces by type', data: bounceTrend, visualization: { kind: 'line' } },
  stackedColumn: { label: 'Bounce type trend', data: bounceTrend, visualization: { kind: 'stackedColumn' } },
  area: { label: 'Bounces', data: bounceTrend, visualization: { kind: 'area' } },
  column: {
    label: 'Event status',
    data: {
      columns: [
        { name: '_timeslice', type: 'time' },
        { name: 'Success', type: 'long' },
        { name: 'Failure', type: 'long' },
      ],
      rows: Array.from({ length: 7 }, (_, day) => [start + day * 24 * hour, wave(day * 4, 40), wave(day * 4, 6)]),
    },
    visualization: { kind: 'column' },
  },
  lineColumn: {
    label: 'Deliveries and processing time',
    data: {
      columns: [
        { name: '_timeslice', type: 'time' },
        { name: 'delivered', type: 'long' },
        { name: 'avg_ms', type: 'double' },
      ],
      rows: slices(24, (index) => [wave(index, 60), 400 + wave(index, 900, 1) + 0.5]),
    },
    visualization: { kind: 'lineColumn', lines: ['avg_ms'] },
  },
  bar: { label: 'Top bounced domains', data: top, visualization: { kind: 'bar' } },
  barTypes: { label: 'Notification types', data: types, visualization: { kind: 'bar' } },
  pie: { label: 'Notification types', data: types, visualization: { kind: 'pie' } },
  singleValue: {
    label: 'Delivered',
    data: { columns: [{ name: 'delivered', type: 'long' }], rows: [[118_244]] },
    visualization: { kind: 'singleValue', thresholds: [{ from: 100, tone: 'success' }] },
  },
  map: {
    label: 'Where calls come from',
    data: {
      columns: [
        { name: 'latitude', type: 'double' },
        { name: 'longitude', type: 'double' },
        { name: 'country_code', type: 'text' },
        { name: 'country_name', type: 'text' },
        { name: 'city', type: 'text' },
        { name: '_count', type: 'long' },
      ],
      rows: [
        [47.6, -122.3, 'US', 'United States', 'Seattle', 812],
        [38.9, -77.0, 'US', 'United States', 'Washington', 311],
        [50.1, 8.7, 'DE', 'Germany', 'Frankfurt', 140],
        [53.3, -6.3, 'IE', 'Ireland', 'Dublin', 402],
        [19.1, 72.9, 'IN', 'India', 'Mumbai', 77],
        [-23.5, -46.6, 'BR', 'Brazil', 'São Paulo', 31],
        [35.7, 139.7, 'JP', 'Japan', 'Tokyo', 52],
        [-33.9, 151.2, 'AU', 'Australia', 'Sydney', 9],
        [null, null, null, null, null, 12],
      ],
    },
    visualization: { kind: 'map' },
  },
  outlier: {
    label: 'Complaints outside of the usual',
    data: {
      columns: [
        { name: '_timeslice', type: 'time' },
        { name: '_count', type: 'long' },
        { name: '_count_error', type: 'double' },
        { name: '_count_lower', type: 'double' },
        { name: '_count_upper', type: 'double' },
        { name: '_count_indicator', type: 'long' },
        { name: '_count_violation', type: 'long' },
      ],
      rows: slices(48, (index) => {
        const value = index === 30 ? 48 : wave(index, 6);
        const [lower, upper] = index < 10 ? [null, null] : [2 + (index % 4), 20 + (index % 5)];
        return [value, index < 10 ? null : value - 10, lower, upper, index === 30 ? 1 : 0, index === 30 ? 1 : 0];
      }),
    },
    visualization: { kind: 'outlier' },
  },
  table: { label: 'Types', data: types, visualization: { kind: 'table' } },
};
