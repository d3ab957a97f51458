import type { FindPlace } from './places.ts';
import type { LogRecord } from './records.ts';
import type { Table } from './tables.ts';

/** The records that a panel sees. */
export interface Window {
  readonly records: readonly LogRecord[];
  /** Epoch milliseconds, inclusive. */
  readonly from: number;
  /** Epoch milliseconds, exclusive. */
  readonly to: number;
  readonly findPlace: FindPlace;
}

/** What each panel of a dashboard shows, by the panel's id. */
export type Calculations = Readonly<Record<string, (window: Window) => Table>>;

/** The records from exactly `length` milliseconds before the newest one up to that one itself. */
export function lastRecords(records: readonly LogRecord[], length: number, findPlace: FindPlace): Window {
  const newest = records.reduce((latest, { time }) => (time > latest ? time : latest), -Infinity);
  const from = newest - length;
  const to = newest + 1;
  return { records: records.filter(({ time }) => time >= from && time < to), from, to, findPlace };
}
