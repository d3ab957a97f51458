import { init } from './echarts.ts';
import type { EChartsCoreOption, EChartsType } from './echarts.ts';
import type { ChartModel } from './model.ts';
import { evenStep } from './timeTicks.ts';

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Target {
  readonly componentType?: string;
  readonly componentSubType?: string;
  readonly seriesIndex?: number;
  readonly dataIndex?: number;
  readonly name?: string;
}

/** What is under the pointer. */
export interface Pointed {
  readonly place: number;
  readonly series: number;
}

/** A drawn chart: what is where in it. Pixels are those of its element. */
export class Picture {
  readonly #chart: EChartsType;
  #model: ChartModel | undefined;
  #hovered: Target | undefined;
  #zoom = 1;
  #highlighted: number | undefined;

  constructor(element: HTMLElement) {
    this.#chart = init(element, null, { renderer: 'canvas' });
    this.#chart.on('mouseover', (target) => {
      this.#hovered = target as Target;
    });
    this.#chart.on('mouseout', () => {
      this.#hovered = undefined;
    });
    this.#chart.on('globalout', () => {
      this.#hovered = undefined;
    });
  }

  draw(model: ChartModel, option: EChartsCoreOption): void {
    this.#model = model;
    this.#zoom = 1;
    this.#highlighted = undefined;
    this.#chart.setOption(option, { notMerge: true, lazyUpdate: false });
  }

  /** Whether it is drawn in the size that its element has now. */
  get fits(): boolean {
    const { clientWidth, clientHeight } = this.#chart.getDom();
    return this.#chart.getWidth() === clientWidth && this.#chart.getHeight() === clientHeight;
  }

  /** Takes the size that its element has now. */
  resize(): void {
    if (!this.fits) this.#chart.resize();
  }

  dispose(): void {
    this.#chart.dispose();
  }

  get isDisposed(): boolean {
    return this.#chart.isDisposed();
  }

  /** Where the values are drawn; undefined for charts without axes. */
  get grid(): Rect | undefined {
    if (this.#model?.kind !== 'axis' && this.#model?.kind !== 'outlier') return undefined;
    const inside = this.#chart as unknown as {
      getModel(): { getComponent(name: string): { readonly coordinateSystem?: { getRect(): Rect } } | undefined };
    };
    return inside.getModel().getComponent('grid')?.coordinateSystem?.getRect();
  }

  /** What is at a point; undefined beside the chart. */
  pointed(x: number, y: number): Pointed | undefined {
    const model = this.#model;
    if (model?.kind === 'pie') {
      const place = this.#hovered?.dataIndex;
      return place === undefined ? undefined : { place, series: 0 };
    }
    if (model?.kind === 'map') return this.#pointedOnMap(model);
    const { grid } = this;
    if (grid === undefined || (model?.kind !== 'axis' && model?.kind !== 'outlier')) return undefined;
    const isHorizontal = model.kind === 'axis' && model.isHorizontal;
    // Labels beside bars belong to them.
    const isInside = isHorizontal
      ? y >= grid.y && y <= grid.y + grid.height
      : x >= grid.x - 8 && x <= grid.x + grid.width + 8 && y <= grid.y + grid.height + 4;
    if (!isInside) return undefined;
    const at = this.valueAt(isHorizontal ? y : x);
    if (at === undefined) return undefined;
    const place = model.axis.kind === 'time' ? nearest(model.axis.times, at) : Math.round(at);
    const count = model.axis.kind === 'time' ? model.axis.times.length : model.axis.labels.length;
    if (place < 0 || place >= count) return undefined;
    return { place, series: this.#seriesAt(place, y) };
  }

  /** The instant or the position of the category at a distance along the axis. */
  valueAt(pixel: number): number | undefined {
    const finder = this.#isHorizontal ? { yAxisIndex: 0 } : { xAxisIndex: 0 };
    const value: unknown = this.#chart.convertFromPixel(finder, pixel as never);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  /** The band or the line to mark for a place. */
  band(place: number): Rect | undefined {
    const model = this.#model;
    const { grid } = this;
    if (grid === undefined || (model?.kind !== 'axis' && model?.kind !== 'outlier')) return undefined;
    const { axis } = model;
    const value = axis.kind === 'time' ? axis.times[place] : place;
    if (value === undefined) return undefined;
    const finder = this.#isHorizontal ? { yAxisIndex: 0 } : { xAxisIndex: 0 };
    const pixelOf = (at: number): number => Number(this.#chart.convertToPixel(finder, at as never));
    const middle = pixelOf(value);
    const isBand = model.kind === 'axis' && model.series.some(({ mark }) => mark === 'column');
    let size = 1;
    if (isBand && axis.kind === 'category') size = (this.#isHorizontal ? grid.height : grid.width) / axis.labels.length;
    else if (isBand && axis.kind === 'time') {
      const step = evenStep(axis.times) ?? 0;
      size = Math.max(1, step === 0 ? 24 : Math.abs(pixelOf(value + step) - middle));
    }
    if (this.#isHorizontal) return { x: 0, y: middle - size / 2, width: grid.x + grid.width, height: size };
    const left = Math.max(grid.x, middle - size / 2);
    return {
      x: left,
      y: grid.y,
      width: Math.max(1, Math.min(grid.x + grid.width, middle + size / 2) - left),
      height: grid.height,
    };
  }

  /** Where a tooltip for a place belongs when no pointer says so. */
  anchor(place: number): { readonly x: number; readonly y: number } | undefined {
    const band = this.band(place);
    if (band !== undefined) return { x: band.x + band.width / 2, y: band.y + Math.min(40, band.height / 2) };
    const model = this.#model;
    if (model?.kind === 'map') {
      const point = model.points[place - model.countries.length] ?? this.#pointIn(model, place);
      if (point === undefined) return { x: this.#chart.getWidth() / 2, y: 20 };
      const pixel: unknown = this.#chart.convertToPixel({ geoIndex: 0 }, [point.longitude, point.latitude]);
      return Array.isArray(pixel) ? { x: Number(pixel[0]), y: Number(pixel[1]) } : undefined;
    }
    return { x: this.#chart.getWidth() / 2, y: this.#chart.getHeight() / 2 };
  }

  /** Lifts a slice, a country or a point out; undefined for none. */
  highlight(place: number | undefined): void {
    const model = this.#model;
    if (this.#highlighted === place || (model?.kind !== 'pie' && model?.kind !== 'map')) return;
    for (const [type, which] of [
      ['downplay', this.#highlighted],
      ['highlight', place],
    ] as const) {
      if (which === undefined) continue;
      const country = model.kind === 'map' ? model.countries[which] : undefined;
      if (country !== undefined) this.#chart.dispatchAction({ type, geoIndex: 0, name: country.id });
      else {
        const dataIndex = model.kind === 'map' ? which - model.countries.length : which;
        this.#chart.dispatchAction({ type, seriesIndex: 0, dataIndex });
      }
    }
    this.#highlighted = place;
  }

  /** Brings the map nearer by a factor around a point, or shows all of it again. */
  zoomMap(factor: number | undefined, x = this.#chart.getWidth() / 2, y = this.#chart.getHeight() / 2): void {
    if (factor === undefined) {
      this.#zoom = 1;
      this.#chart.setOption({ geo: { zoom: 1, center: null } });
      return;
    }
    const zoom = Math.min(40, Math.max(1, this.#zoom * factor));
    const change = zoom / this.#zoom;
    this.#zoom = zoom;
    if (zoom === 1) return this.zoomMap(undefined);
    this.#chart.dispatchAction({
      type: 'geoRoam',
      componentType: 'geo',
      geoIndex: 0,
      zoom: change,
      originX: x,
      originY: y,
    });
  }

  /** Moves the map by pixels. */
  moveMap(dx: number, dy: number): void {
    this.#chart.dispatchAction({ type: 'geoRoam', componentType: 'geo', geoIndex: 0, dx, dy });
  }

  get #isHorizontal(): boolean {
    return this.#model?.kind === 'axis' && this.#model.isHorizontal;
  }

  #pointedOnMap(model: Extract<ChartModel, { readonly kind: 'map' }>): Pointed | undefined {
    const target = this.#hovered;
    if (target?.componentType === 'series' && target.dataIndex !== undefined) {
      return { place: model.countries.length + target.dataIndex, series: 0 };
    }
    const place = model.countries.findIndex(({ id }) => id === target?.name);
    return place === -1 ? undefined : { place, series: 0 };
  }

  #pointIn(
    model: Extract<ChartModel, { readonly kind: 'map' }>,
    place: number,
  ): { longitude: number; latitude: number } | undefined {
    const country = model.countries[place];
    return country === undefined ? undefined : model.points.find(({ label }) => label.endsWith(country.name));
  }

  /** The column under the pointer, or the line nearest to it. */
  #seriesAt(place: number, y: number): number {
    const model = this.#model;
    if (model?.kind !== 'axis') return 0;
    if (this.#hovered?.componentType === 'series' && this.#hovered.seriesIndex !== undefined)
      return this.#hovered.seriesIndex;
    if (model.isHorizontal) return 0;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    let base = 0;
    model.series.forEach(({ values, isStacked }, index) => {
      const value = values[place] ?? null;
      if (value === null) return;
      if (isStacked) base += value;
      const pixel = Number(this.#chart.convertToPixel({ yAxisIndex: 0 }, (isStacked ? base : value) as never));
      const distance = Math.abs(pixel - y);
      if (distance < least) [best, least] = [index, distance];
    });
    return best;
  }
}

/** The position of the value that is nearest in an ascending list; -1 in an empty one. */
export function nearest(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < value) low = middle;
    else high = middle;
  }
  if (high < 0) return -1;
  return Math.abs((values[low] ?? 0) - value) <= Math.abs((values[high] ?? 0) - value) ? low : high;
}
