/** Moving and sizing panels by pointer and by key. */
import type { PanelLayout } from '../../../server/src/protocol/dashboard.ts';

/** Size of a cell of the grid with its gap, in pixels. */
export interface CellSize {
  readonly width: number;
  readonly height: number;
}

const keyChanges: Readonly<Record<string, (layout: PanelLayout) => PanelLayout>> = {
  ArrowLeft: (layout) => ({ ...layout, x: layout.x - 1 }),
  ArrowRight: (layout) => ({ ...layout, x: layout.x + 1 }),
  ArrowUp: (layout) => ({ ...layout, y: layout.y - 1 }),
  ArrowDown: (layout) => ({ ...layout, y: layout.y + 1 }),
  'Shift+ArrowLeft': (layout) => ({ ...layout, width: layout.width - 1 }),
  'Shift+ArrowRight': (layout) => ({ ...layout, width: layout.width + 1 }),
  'Shift+ArrowUp': (layout) => ({ ...layout, height: layout.height - 1 }),
  'Shift+ArrowDown': (layout) => ({ ...layout, height: layout.height + 1 }),
};

/** The layout a key leads to: arrows move by a cell, with Shift they change the size. Undefined for other keys. */
export function layoutAfterKey(key: string, withShift: boolean, layout: PanelLayout): PanelLayout | undefined {
  return keyChanges[withShift ? `Shift+${key}` : key]?.(layout);
}

/** The layout after the pointer was moved by so many pixels. */
export function layoutAfterDrag(
  layout: PanelLayout,
  part: 'place' | 'size',
  moved: { readonly x: number; readonly y: number },
  cell: CellSize,
): PanelLayout {
  const [columns, rows] = [Math.round(moved.x / cell.width), Math.round(moved.y / cell.height)];
  return part === 'place'
    ? { ...layout, x: layout.x + columns, y: layout.y + rows }
    : { ...layout, width: layout.width + columns, height: layout.height + rows };
}

/** Follows the pointer from a press until it is let go; `ended` is called once, also when the drag was broken off. */
export function followDrag(
  pressed: PointerEvent,
  moved: (way: { readonly x: number; readonly y: number }) => void,
  ended: () => void,
): void {
  const handle = pressed.currentTarget;
  if (!(handle instanceof HTMLElement)) return;
  pressed.preventDefault();
  handle.setPointerCapture(pressed.pointerId);
  const move = (event: PointerEvent): void =>
    moved({ x: event.clientX - pressed.clientX, y: event.clientY - pressed.clientY });
  handle.addEventListener('pointermove', move);
  handle.addEventListener(
    'lostpointercapture',
    () => {
      handle.removeEventListener('pointermove', move);
      ended();
    },
    { once: true },
  );
}
