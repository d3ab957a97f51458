import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DashboardPanel } from '../../../server/src/protocol/dashboard.ts';
import { inReadingOrder } from './layout.ts';
import type { PlacedPanel } from './layout.ts';
import './panel.ts';
import type { PanelActions } from './panel.ts';
import { panelOf } from './viewContext.ts';
import type { ShownDashboard } from './viewContext.ts';
import type { ViewModel } from './viewModel.ts';

/** How the panels are shown, and what is done with them. */
export interface PanelGrid {
  readonly model: ViewModel;
  readonly layouts: readonly PlacedPanel[];
  /** Ids of the panels shown as tables. */
  readonly tables: ReadonlySet<string>;
  /** The panel that has all the room; one that there is not is none. */
  readonly full: string | undefined;
  readonly isEditing: boolean;
  readonly actions: PanelActions;
  readonly drag: (event: PointerEvent, panel: DashboardPanel, part: 'place' | 'size') => void;
}

/** The panels on their grid, in reading order. */
export function panelGrid({ dashboard, choices }: ShownDashboard, grid: PanelGrid): TemplateResult {
  const { model, tables, isEditing, actions, drag } = grid;
  const full = dashboard.panels.some(({ id }) => id === grid.full) ? grid.full : undefined;
  const layouts = new Map(grid.layouts.map(({ id, layout }) => [id, layout]));
  const ordered = inReadingOrder(
    dashboard.panels.map((panel) => ({ ...panel, layout: layouts.get(panel.id) ?? panel.layout })),
  );
  const classes = ['grid', isEditing && 'editing', full !== undefined && 'full'].filter((name) => name !== false);
  return html`<div class=${classes.join(' ')}>
    ${repeat(
      ordered,
      ({ id }) => id,
      (panel) =>
        html`<sesq-panel
            data-panel=${panel.id}
            role="region"
            aria-label=${panel.title}
            tabindex="0"
            ?full=${panel.id === full}
            .panel=${
              // The same object as long as the file is the same, so that a moved panel is not drawn again.
              panelOf(dashboard, panel.id)
            }
            .state=${model.panels.get(panel.id) ?? { isLoading: false, result: undefined }}
            .timezone=${choices.timezone}
            .showsTable=${tables.has(panel.id)}
            .isFull=${panel.id === full}
            .isEditing=${isEditing}
            .actions=${actions}
            @pointerdown=${isEditing ? (event: PointerEvent) => drag(event, panel, 'place') : nothing}
          ></sesq-panel>
          ${
            isEditing
              ? html`<div
                  class="grip"
                  data-panel=${panel.id}
                  title="Drag to resize; Shift with arrow keys does the same"
                  @pointerdown=${(event: PointerEvent) => drag(event, panel, 'size')}
                ></div>`
              : nothing
          }`,
    )}
  </div>`;
}

/** Tells elements of panels their places: from here because the policy of the page forbids style attributes. */
export function placePanels(root: ParentNode, layouts: readonly PlacedPanel[]): void {
  const byId = new Map(layouts.map(({ id, layout }) => [id, layout]));
  for (const element of root.querySelectorAll<HTMLElement>('[data-panel]')) {
    const layout = byId.get(element.dataset['panel'] ?? '');
    if (layout === undefined) continue;
    for (const name of ['x', 'y', 'width', 'height'] as const)
      element.style.setProperty(`--${name}`, String(layout[name]));
  }
}
