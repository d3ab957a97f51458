import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { rove } from '../roving.ts';
import { secondScale } from './axisOption.ts';
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

/** Where a legend is. */
export type LegendPlace = 'right' | 'bottom' | 'none';

/** Pixels from which on a map, and a pie, has a list beside it. */
const wideFrom = { map: 520, pie: 340 };
/** Pixels that a map must leave below itself for a list. */
const listHeight = 90;

/**
 * Where the legend of a chart of this size is: where the panel asks for it, unless the names would be cut there. Of a map
 * the legend is the list of its countries.
 */
export function legendPlace(
  model: ChartModel,
  asked: LegendPlace | null | undefined,
  width: number,
  height: number,
): LegendPlace {
  const { kind } = model;
  if (kind === 'map') {
    if (asked === 'none') return 'none';
    if (width >= wideFrom.map) return 'right';
    return height - width / 2 >= listHeight ? 'bottom' : 'none';
  }
  if (kind === 'pie' && width < wideFrom.pie && asked !== 'none') return 'bottom';
  return asked ?? (kind === 'pie' ? 'right' : 'bottom');
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
  const shown = model.series.filter(({ name }) => !context.hidden.has(name));
  const second = model.kind === 'axis' ? secondScale(shown) : undefined;
  return model.series.map((series, index) => ({
    name: series.name,
    colour: colours[index] ?? '',
    shape: series.mark === 'line' ? 'line' : 'box',
    // Two scales are no comparison: which one a line is read at must be said.
    detail: model.kind === 'axis' && second?.has(series) === true ? 'right scale' : '',
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
  return html`<ul class="legend" aria-label="Legend" @keydown=${rove}>
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
