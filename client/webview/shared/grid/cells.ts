import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ColumnType, ResultColumn, ResultValue } from '../../../../server/src/protocol/engine.ts';
import { formatValue, isNumeric } from '../format.ts';
import type { CellPosition } from './movement.ts';

/** Texts longer than this are likely cut off and get a tooltip. */
const shortText = 24;

/** How a cell stands in the grid. */
export interface CellMarks {
  readonly isActive: boolean;
  readonly isSelected: boolean;
}

/** What a header does when it is clicked and when its edge is dragged. */
export interface HeaderActions {
  sort(): void;
  startResize(event: PointerEvent): void;
}

/** The id of a cell's element, for `aria-activedescendant`. */
export function cellId({ row, column }: CellPosition): string {
  return `cell-${row}-${column}`;
}

/** The header of a column. */
export function headerCell(
  { name, type }: ResultColumn,
  index: number,
  sorted: 'none' | 'ascending' | 'descending',
  isActive: boolean,
  actions: HeaderActions,
): TemplateResult {
  return html`<div
    id=${cellId({ row: -1, column: index })}
    class=${classes('columnheader', alignment(type), isActive && 'active')}
    role="columnheader"
    aria-colindex=${index + 1}
    aria-sort=${sorted}
    data-column=${name}
    data-type=${type}
    title=${name}
    @click=${() => actions.sort()}
  >
    <span class="name" .textContent=${name}></span><span class="mark"></span>
    <span
      class="grip"
      @pointerdown=${(event: PointerEvent) => actions.startResize(event)}
      @click=${(event: Event) => event.stopPropagation()}
    ></span>
  </div>`;
}

/** A body cell; `value` is undefined while its row has not come. Text goes in as text, whatever it holds. */
export function bodyCell(
  value: ResultValue | undefined,
  { name, type }: ResultColumn,
  position: CellPosition,
  { isActive, isSelected }: CellMarks,
  formatTime: (epoch: number) => string,
): TemplateResult {
  const isNull = value === null;
  const text = isNull ? 'null' : value === undefined ? '' : formatValue(value, type, formatTime);
  return html`<div
    id=${cellId(position)}
    class=${classes('cell', alignment(type), isNull && 'null', isSelected && 'selected', isActive && 'active')}
    role="gridcell"
    aria-colindex=${position.column + 1}
    aria-selected=${isSelected}
    data-row=${position.row}
    data-column=${name}
    data-null=${isNull ? '' : nothing}
    data-value=${typeof value === 'number' ? value : nothing}
    title=${text.length > shortText ? text : nothing}
    .textContent=${text}
  ></div>`;
}

/** The body cell an event happened in. */
export function cellOfEvent(event: Event): CellPosition | undefined {
  const cell = event
    .composedPath()
    .find((target): target is HTMLElement => target instanceof HTMLElement && target.role === 'gridcell');
  if (cell === undefined) return undefined;
  return { row: Number(cell.dataset['row']), column: Number(cell.getAttribute('aria-colindex')) - 1 };
}

function alignment(type: ColumnType): string {
  return isNumeric(type) ? 'number' : type;
}

function classes(...names: readonly (string | false)[]): string {
  return names.filter((name) => name !== false).join(' ');
}
