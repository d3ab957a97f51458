/** Moving and sizing the panels of a view, and writing where they lie. */
import type { DashboardPanel } from '../../../server/src/protocol/dashboard.ts';
import { followDrag, layoutAfterDrag, layoutAfterKey } from './editing.ts';
import { changedPanels, gridColumns, placed } from './layout.ts';
import type { PlacedPanel } from './layout.ts';
import type { ViewContext } from './viewContext.ts';

/** Milliseconds after the last key before a new layout is written to the file. */
const writeDelay = 400;
/** As in the styles of the grid, in pixels. */
const [gap, rowHeight] = [8, 72];

/** What is moved and not yet written; `changed` draws the view again. */
export class LayoutEditing {
  readonly #view: ViewContext;
  readonly #changed: () => void;
  #draft: readonly PlacedPanel[] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: ViewContext, changed: () => void) {
    this.#view = view;
    this.#changed = changed;
  }

  /** Where panels lie now: as they are being moved, else as the file says. */
  get layouts(): readonly PlacedPanel[] {
    return this.#draft ?? this.#ofFile ?? [];
  }

  /** The file was read again. A panel that is being moved stays where it was put: that is written in a moment. */
  fileRead(): void {
    if (this.#timer === undefined) this.#setDraft(undefined);
  }

  /** Moves a panel by a cell, or sizes it with Shift; says where it lies. Other keys do nothing. */
  key(event: KeyboardEvent, id: string): void {
    const layout = this.layouts.find((each) => each.id === id)?.layout;
    const next = layout && layoutAfterKey(event.key, event.shiftKey, layout);
    if (next === undefined) return;
    event.preventDefault();
    this.#setDraft(placed(this.layouts, id, next));
    const { x, y, width, height } = this.layouts.find((each) => each.id === id)?.layout ?? next;
    this.#view.announce(`Column ${x + 1}, row ${y + 1}, ${width} wide, ${height} high`);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#write();
    }, writeDelay);
  }

  /** Follows the pointer that pressed a panel, or the grip at its corner, until it is let go. */
  drag(event: PointerEvent, { id, layout }: DashboardPanel, part: 'place' | 'size', grid: Element | null): void {
    // Buttons of the panel stay buttons.
    const onButton = event.composedPath().some((target) => target instanceof HTMLButtonElement);
    if (event.button !== 0 || onButton || grid === null) return;
    const before = this.layouts;
    const cell = { width: (grid.clientWidth + gap) / gridColumns, height: rowHeight + gap };
    followDrag(
      event,
      (way) => this.#setDraft(placed(before, id, layoutAfterDrag(layout, part, way, cell))),
      () => this.#write(),
    );
  }

  get #ofFile(): readonly PlacedPanel[] | undefined {
    return this.#view.shown?.dashboard.panels.map(({ id, layout }) => ({ id, layout }));
  }

  #setDraft(draft: readonly PlacedPanel[] | undefined): void {
    if (draft === this.#draft) return;
    this.#draft = draft;
    this.#changed();
  }

  #write(): void {
    const [before, after] = [this.#ofFile, this.#draft];
    if (before === undefined || after === undefined) return;
    const panels = changedPanels(before, after);
    if (panels.length > 0) this.#view.send({ type: 'edit', edit: { kind: 'layout', panels } });
  }
}
