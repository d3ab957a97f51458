import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { formatQuantity } from './quantity.ts';
import { seriesColours } from './drawContext.ts';
import type { DrawContext } from './drawContext.ts';
import { share } from './describe.ts';
import type { ChartModel } from './model.ts';

/** A name in the legend with its colour, and the share of a slice. */
export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  readonly shape: 'line' | 'box';
  readonly detail: string;
}

/** The entries of a chart's legend; none where there is nothing to tell apart. */
export function legendEntries(model: ChartModel, context: DrawContext): readonly LegendEntry[] {
  const colours = seriesColours(model, context);
  if (model.kind === 'pie') {
    return model.slices.map(({ name, value }, index) => ({
      name,
      colour: colours[index] ?? '',
      shape: 'box',
      detail: `${formatQuantity(value, context.visualization.unit)} · ${share(value, model.total)}`,
    }));
  }
  if (model.kind !== 'axis' && model.kind !== 'outlier') return [];
  // What a lone series counts is in the title; the lone part of a stack is named nowhere else.
  const isPart = model.series[0]?.pick !== undefined || context.visualization.kind === 'stackedColumn';
  if (model.series.length < 2 && !isPart) return [];
  return model.series.map(({ name, mark }, index) => ({
    name,
    colour: colours[index] ?? '',
    shape: mark === 'line' ? 'line' : 'box',
    detail: '',
  }));
}

/** Names as buttons that switch series on and off. */
export function legend(
  entries: readonly LegendEntry[],
  hidden: ReadonlySet<string>,
  toggle: (name: string, alone: boolean) => void,
  point: (index: number | undefined) => void,
): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing;
  return html`<ul class="legend" aria-label="Legend">
    ${entries.map(
      ({ name, shape, detail }, index) =>
        html`<li>
          <button
            type="button"
            class=${hidden.has(name) ? 'off' : ''}
            aria-pressed=${hidden.has(name) ? 'false' : 'true'}
            title=${`${name}\nClick to hide or show, with Alt to show it alone`}
            data-entry=${index}
            @click=${(event: MouseEvent) => toggle(name, event.altKey)}
            @pointerenter=${() => point(index)}
            @pointerleave=${() => point(undefined)}
          >
            <span class=${`swatch ${shape}`}></span><span class="name" .textContent=${name}></span>
            ${detail === '' ? nothing : html`<span class="detail">${detail}</span>`}
          </button>
        </li>`,
    )}
  </ul>`;
}
