import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { groupDigits, isNumeric } from '../format.ts';
import { cellText } from './describe.ts';
import type { ChartData } from './model.ts';

/** Rows of the table beside a chart. */
const tableRows = 1000;

/** The rows of a chart as a table, its first thousand; `pick` is called for a cell that is clicked. */
export function chartTable(
  { columns, rows }: ChartData,
  label: string,
  formatTime: (epoch: number) => string,
  pick: (column: number, row: number) => void,
): TemplateResult {
  const isCut = rows.length > tableRows;
  return html`<table>
    <caption>
      ${label === '' ? 'Values of the chart' : label}${isCut ? `, the first ${groupDigits(String(tableRows))} of ${groupDigits(String(rows.length))} rows` : nothing}
    </caption>
    <thead>
      <tr>
        ${columns.map(({ name, type }) => html`<th scope="col" class=${isNumeric(type) ? 'number' : ''} .textContent=${name}></th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.slice(0, tableRows).map(
        (row, index) =>
          html`<tr>
            ${columns.map(({ type }, column) => {
              const value = row[column] ?? null;
              const kind = value === null ? 'null' : isNumeric(type) ? 'number' : '';
              return html`<td
                class=${kind}
                .textContent=${cellText(value, type, formatTime)}
                @click=${() => pick(column, index)}
              ></td>`;
            })}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
