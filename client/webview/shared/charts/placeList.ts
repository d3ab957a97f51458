import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { groupDigits } from '../format.ts';
import { rove } from '../roving.ts';
import type { ChartModel } from './model.ts';
import { formatQuantity } from './quantity.ts';

type MapModel = Extract<ChartModel, { readonly kind: 'map' }>;

/** Lines of the list; the table has all of them. */
const mostLines = 50;

/** What is counted on a map, largest first: countries, or points where no country is known. */
export function placeList(
  model: MapModel,
  unit: string | undefined,
  point: (place: number | undefined) => void,
  pick: (place: number) => void,
): TemplateResult {
  const byCountry = model.countries.length > 0;
  const all = byCountry
    ? model.countries.map(({ name, value }) => ({ name, value }))
    : model.points.map(({ label, value }) => ({ name: label, value }));
  const rest = all.length - mostLines;
  return html`<ul class="legend" aria-label=${byCountry ? 'Countries' : 'Places'} @keydown=${rove}>
    ${all.slice(0, mostLines).map(
      ({ name, value }, place) =>
        html`<li>
          <button
            type="button"
            title=${name}
            @click=${() => pick(place)}
            @focus=${() => point(place)}
            @blur=${() => point(undefined)}
            @pointerenter=${() => point(place)}
            @pointerleave=${() => point(undefined)}
          >
            <span class="name" .textContent=${name}></span><span class="detail">${formatQuantity(value, unit)}</span>
          </button>
        </li>`,
    )}
    ${rest > 0 ? html`<li class="more">and ${groupDigits(String(rest))} more</li>` : nothing}
  </ul>`;
}
