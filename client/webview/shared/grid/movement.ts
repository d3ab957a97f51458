/** How keys move through a grid. Pure. */

/** A cell of the grid; row -1 is the header. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** How large the grid is, and how many rows a page key moves. */
export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

type Move = (from: CellPosition, extent: GridExtent) => CellPosition;

const moves: Readonly<Record<string, Move>> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageUp: ({ row, column }, { page }) => ({ row: row === -1 ? -1 : Math.max(0, row - page), column }),
  PageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
  'Control+Home': () => ({ row: 0, column: 0 }),
  'Control+End': (_from, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
  'Control+ArrowUp': ({ column }) => ({ row: 0, column }),
  'Control+ArrowDown': ({ column }, { rows }) => ({ row: rows - 1, column }),
};

/** The cell a key leads to, kept inside the grid; undefined when the key does not move. */
export function moveBy(
  key: string,
  withControl: boolean,
  from: CellPosition,
  extent: GridExtent,
): CellPosition | undefined {
  const move = moves[withControl ? `Control+${key}` : key];
  if (move === undefined) return undefined;
  const { row, column } = move(from, extent);
  return {
    row: Math.min(Math.max(row, -1), extent.rows - 1),
    column: Math.min(Math.max(column, 0), extent.columns - 1),
  };
}

/** A rectangle of body cells, all edges inclusive. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The rectangle between two cells; the header is left out. */
export function rangeBetween(anchor: CellPosition, active: CellPosition): CellRange {
  return {
    top: Math.max(0, Math.min(anchor.row, active.row)),
    bottom: Math.max(0, anchor.row, active.row),
    left: Math.min(anchor.column, active.column),
    right: Math.max(anchor.column, active.column),
  };
}

/** True when the body cell lies in the rectangle. */
export function rangeHolds(range: CellRange, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}
