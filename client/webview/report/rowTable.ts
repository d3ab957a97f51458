import type { ResultColumn, ResultValue } from '../../../server/src/protocol/engine.ts';
import { counted, formatValue, isNumeric } from '../shared/format.ts';
import { element } from './elements.ts';

/** Rows of a table on a page; more would make the page slow. */
const shownRows = 1000;

/** Texts up to this many characters stay on one line. */
const shortText = 40;

/** What a table shows. */
export interface TableContent {
  readonly label: string;
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly ResultValue[])[];
  /** All rows of the answer. */
  readonly total: number;
  /** Names of columns as people read them. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A table that can be scrolled by keyboard, and a line about rows that it does not have. */
export function rowTable(
  { label, columns, rows, total, labels }: TableContent,
  formatTime: (epoch: number) => string,
): HTMLElement {
  const head = element('tr', '', ...columns.map((column) => headerCell(column, labels)));
  const body = element('tbody', '');
  for (const row of rows.slice(0, shownRows))
    body.append(
      element('tr', '', ...columns.map(({ type }, index) => valueCell(row[index] ?? null, type, formatTime))),
    );
  const table = element('table', '', element('caption', 'hidden', label), element('thead', '', head), body);
  const scroll = element('div', 'scroll', table);
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', label);
  const whole = element('div', 'rows', scroll);
  const shown = Math.min(rows.length, shownRows);
  if (shown < total)
    whole.append(element('p', 'note', `The first ${counted(shown, 'row')} of ${counted(total, 'row')}.`));
  return whole;
}

function headerCell({ name, type }: ResultColumn, labels: TableContent['labels']): HTMLElement {
  const text = Object.hasOwn(labels, name) ? (labels[name] ?? name) : name === '_timeslice' ? 'Time' : name;
  const cell = element('th', isNumeric(type) ? 'number' : '', text);
  cell.scope = 'col';
  return cell;
}

function valueCell(value: ResultValue, type: ResultColumn['type'], formatTime: (epoch: number) => string): HTMLElement {
  if (value === null) return element('td', '');
  const text = formatValue(value, type, formatTime);
  return element('td', isNumeric(type) ? 'number' : text.length <= shortText ? 'short' : '', text);
}
