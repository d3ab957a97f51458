import type { ResultValue } from '../../../../server/src/protocol/engine.ts';
import { counted, formatValue, groupDigits } from '../format.ts';
import { categoryColours, seriesColours } from './drawContext.ts';
import type { DrawContext } from './drawContext.ts';
import type { ChartModel, Pick } from './model.ts';
import { formatQuantity } from './quantity.ts';

/** A line of a tooltip: what, how much, and in which colour it is drawn. */
export interface ReadingLine {
  readonly name: string;
  readonly text: string;
  /** The number behind the text; the longest tooltips show the largest. */
  readonly value?: number | null;
  readonly colour: string | undefined;
  readonly series: number;
}

/** What stands at one place of a chart. */
export interface Reading {
  readonly title: string;
  readonly lines: readonly ReadingLine[];
}

/** How many places the arrow keys step through: instants, categories, slices, or countries and points of a map. */
export function placeCount(model: ChartModel): number {
  switch (model.kind) {
    case 'axis':
      return model.axis.kind === 'time' ? model.axis.times.length : model.axis.labels.length;
    case 'outlier':
      return model.axis.times.length;
    case 'pie':
      return model.slices.length;
    case 'map':
      return model.countries.length + model.points.length;
    default:
      return 0;
  }
}

/** What is to be read at a place; undefined beyond the last. */
export function readPlace(
  model: ChartModel,
  place: number,
  context: DrawContext,
  formatTime: (epoch: number) => string,
): Reading | undefined {
  if (place < 0 || place >= placeCount(model)) return undefined;
  const { unit } = context.visualization;
  const text = (value: number | null): string => (value === null ? '–' : formatQuantity(value, unit));
  switch (model.kind) {
    case 'axis': {
      const colours = seriesColours(model, context);
      const single = categoryColours(model, context);
      const { axis } = model;
      return {
        title: axis.kind === 'time' ? formatTime(axis.times[place] ?? 0) : (axis.labels[place] ?? ''),
        lines: model.series.flatMap(({ name, values }, series) =>
          context.hidden.has(name)
            ? []
            : [
                {
                  name,
                  text: text(values[place] ?? null),
                  value: values[place] ?? null,
                  colour: single?.[place] ?? colours[series],
                  series,
                },
              ],
        ),
      };
    }
    case 'outlier': {
      const colours = seriesColours(model, context);
      return {
        title: formatTime(model.axis.times[place] ?? 0),
        lines: model.series.flatMap((each, series) => {
          if (context.hidden.has(each.name)) return [];
          const [low, high] = [each.lower[place] ?? null, each.upper[place] ?? null];
          const isOut = each.violations[place] === true;
          return [
            { name: each.name, text: text(each.values[place] ?? null), colour: colours[series], series },
            ...(low === null || high === null
              ? []
              : [{ name: 'expected', text: `${text(low)} – ${text(high)}`, colour: undefined, series }]),
            ...(isOut ? [{ name: 'outlier', text: '▲', colour: context.theme.tones.failure, series }] : []),
          ];
        }),
      };
    }
    case 'pie': {
      const slice = model.slices[place];
      if (slice === undefined) return undefined;
      const colour = seriesColours(model, context)[place];
      return {
        title: slice.name,
        lines: [
          {
            name: model.valueName,
            text: `${text(slice.value)} · ${share(slice.value, model.total)}`,
            colour,
            series: 0,
          },
        ],
      };
    }
    case 'map': {
      const item = mapPlace(model, place);
      if (item === undefined) return undefined;
      return {
        title: 'label' in item ? item.label : item.name,
        lines: [
          {
            name: model.valueName,
            text: text(item.value),
            colour: context.theme.categories['label' in item ? 1 : 0],
            series: 0,
          },
        ],
      };
    }
    default:
      return undefined;
  }
}

/** A part of a whole in percent with one digit, so that parts below each other line up; all of it is `100 %`. */
export function share(value: number, total: number): string {
  const percent = total === 0 ? 0 : (value / total) * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  return `${percent < 0.05 ? '<0.1' : percent.toFixed(1)} %`;
}

type MapModel = Extract<ChartModel, { readonly kind: 'map' }>;

/** Countries come first, largest first, then points. */
function mapPlace(
  model: MapModel,
  place: number,
): MapModel['countries'][number] | MapModel['points'][number] | undefined {
  return model.countries[place] ?? model.points[place - model.countries.length];
}

/** What a click means: a value of the result and the row it is in. */
export interface Picked {
  readonly column: string;
  readonly value: ResultValue;
  readonly row: number;
}

/** The value behind a place (and series); undefined where no single value of the result stands for it. */
export function pickAt(model: ChartModel, place: number, series: number): Picked | undefined {
  const picked = (pick: Pick | undefined, row: number): Picked | undefined =>
    pick === undefined ? undefined : { ...pick, row: Math.max(0, row) };
  switch (model.kind) {
    case 'axis':
    case 'outlier': {
      const { axis } = model;
      const each = model.series[series];
      const row = each?.rows[place] ?? -1;
      const time = axis.kind === 'time' ? axis.times[place] : undefined;
      if (axis.kind === 'time') {
        if (time === undefined) return undefined;
        const anyRow =
          row === -1 ? (model.series.find(({ rows }) => (rows[place] ?? -1) !== -1)?.rows[place] ?? -1) : row;
        return picked(each?.pick ?? { column: axis.column, value: time }, anyRow);
      }
      return picked(axis.picks[place], row);
    }
    case 'pie': {
      const slice = model.slices[place];
      return slice === undefined ? undefined : picked(slice.pick, slice.row);
    }
    case 'map': {
      const item = mapPlace(model, place);
      return item === undefined ? undefined : picked(item.pick, item.row);
    }
    default:
      return undefined;
  }
}

/** One sentence on what a chart shows, for those who do not see it. */
export function describeChart(model: ChartModel, label: string, formatTime: (epoch: number) => string): string {
  const name = label === '' ? '' : `${label}. `;
  switch (model.kind) {
    case 'none':
      return name + model.reason;
    case 'table':
      return `${name}Table.`;
    case 'single':
      return `${name}${model.name}: ${model.value === null ? 'no value' : typeof model.value === 'number' ? formatQuantity(model.value) : String(model.value)}.`;
    case 'axis':
    case 'outlier': {
      const { axis, series } = model;
      const named = series.slice(0, 5).map((each) => each.name);
      const rest = series.length - named.length;
      const list = named.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
      const where =
        axis.kind === 'time'
          ? `${counted(axis.times.length, 'point')} in time from ${formatTime(axis.times[0] ?? 0)} to ${formatTime(axis.times.at(-1) ?? 0)}`
          : axis.labels.length === 1
            ? '1 category'
            : `${groupDigits(String(axis.labels.length))} categories`;
      const out =
        model.kind === 'outlier'
          ? `, ${counted(
              model.series.reduce((sum, each) => sum + each.violations.filter(Boolean).length, 0),
              'outlier',
            )}`
          : '';
      return `${name}Chart of ${list} at ${where}${out}.`;
    }
    case 'pie': {
      const largest = [...model.slices].sort((a, b) => b.value - a.value)[0];
      return `${name}Pie of ${counted(model.slices.length, 'slice')}; the largest is ${largest?.name ?? ''} with ${share(largest?.value ?? 0, model.total)}.`;
    }
    case 'map': {
      const [first] = model.countries;
      const most = first === undefined ? '' : `; most in ${first.name}, ${formatQuantity(first.value)}`;
      const countries = model.countries.length === 1 ? '1 country' : `${model.countries.length} countries`;
      return `${name}World map of ${countries} and ${counted(model.points.length, 'place')}${most}.`;
    }
  }
}

/** A cell of the table beside a chart. */
export function cellText(
  value: ResultValue,
  type: Parameters<typeof formatValue>[1],
  formatTime: (epoch: number) => string,
): string {
  return value === null ? 'null' : formatValue(value, type, formatTime);
}
