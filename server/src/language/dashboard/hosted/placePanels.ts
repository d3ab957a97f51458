import type { DashboardPanel, PanelLayout } from '../../../protocol/dashboard.ts';
import { defaultSize, overlaps, placeAll } from '../layout.ts';

/** A panel that may have no place yet. */
export type PanelDraft = Omit<DashboardPanel, 'layout'> & Partial<Pick<DashboardPanel, 'layout'>>;

/** Panels in reading order, which is what a screen reader and a narrow window go by; none covers another one. */
export function placed(panels: readonly PanelDraft[]): readonly DashboardPanel[] {
  const layouts = placeAll(panels.map(({ layout }) => layout));
  const ordered = panels
    .map((panel, index) => ({ ...panel, layout: layouts[index] ?? { x: 0, y: 0, ...defaultSize } }))
    .sort((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x);
  const settled: DashboardPanel[] = [];
  for (const panel of ordered) settled.push({ ...panel, layout: below(panel.layout, settled) });
  return settled;
}

/** Moves a place down until it covers none of the others; exports have such, since the hosted product does the same. */
function below(layout: PanelLayout, others: readonly DashboardPanel[]): PanelLayout {
  let place = layout;
  for (;;) {
    const covered = others.find((other) => overlaps(place, other.layout))?.layout;
    if (covered === undefined) return place;
    place = { ...place, y: covered.y + covered.height };
  }
}
