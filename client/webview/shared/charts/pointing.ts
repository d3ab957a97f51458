import { pickAt, placeCount } from './describe.ts';
import type { Picked, Reading } from './describe.ts';
import type { ChartModel } from './model.ts';
import type { Picture } from './picture.ts';
import { evenStep } from './timeTicks.ts';
import { tipContent } from './tip.ts';

/** Pixels from which on a press on the plot is a drag. */
const dragFrom = 4;

/** The chart that is pointed at, as far as pointing needs it. */
export interface PointedChart {
  /** An element of the chart by its selector. */
  part(selector: string): HTMLElement | undefined;
  picture(): Picture | undefined;
  model(): ChartModel;
  read(place: number): Reading | undefined;
  /** Whether a click and a drag do nothing. */
  isFixed(): boolean;
  pick(picked: Picked): void;
  zoom(from: number, to: number): void;
  announce(sentence: string): void;
}

/** What pointer, wheel and keys do on the plot of a chart: read values, pick them, choose a range of time. */
export class Pointing {
  readonly #chart: PointedChart;
  /** Where the arrow keys are. */
  #place: number | undefined;
  #series = 0;
  /** The other end of a range chosen with Shift and arrows. */
  #anchor: number | undefined;

  constructor(chart: PointedChart) {
    this.#chart = chart;
  }

  /** Forgets where it was, for other rows. */
  reset(): void {
    this.#place = this.#anchor = undefined;
    this.#series = 0;
  }

  // Reading values

  #show(place: number, series: number, at: { readonly x: number; readonly y: number } | undefined): void {
    const picture = this.#chart.picture();
    const reading = this.#chart.read(place);
    const plot = this.#chart.part('.plot');
    const tip = this.#chart.part('.tip');
    const cursor = this.#chart.part('.cursor');
    if (
      picture === undefined ||
      reading === undefined ||
      plot === undefined ||
      tip === undefined ||
      cursor === undefined
    )
      return;
    const band = picture.band(place);
    cursor.style.display = band === undefined ? 'none' : 'block';
    if (band !== undefined) {
      cursor.classList.toggle('line', band.width <= 1);
      setBox(cursor, band);
    }
    plot.style.cursor = this.#pickAt(place, series) === undefined ? 'default' : 'pointer';
    picture.highlight(place);
    tipContent(tip, reading, series);
    if (!tip.matches(':popover-open')) tip.showPopover();
    const box = plot.getBoundingClientRect();
    const anchor = at ?? picture.anchor(place) ?? { x: 0, y: 0 };
    const [width, height] = [tip.offsetWidth, tip.offsetHeight];
    const right = box.left + anchor.x + 14;
    const left = right + width > window.innerWidth - 4 ? box.left + anchor.x - width - 14 : right;
    const top = Math.min(box.top + anchor.y + 10, window.innerHeight - height - 4);
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${Math.max(4, top)}px`;
  }

  /** Takes tooltip and marks away. */
  hide(): void {
    const tip = this.#chart.part('.tip');
    if (tip?.matches(':popover-open') === true) tip.hidePopover();
    const cursor = this.#chart.part('.cursor');
    if (cursor !== undefined) cursor.style.display = 'none';
    this.#chart.picture()?.highlight(undefined);
  }

  readonly leave = (): void => {
    this.hide();
    this.#anchor = undefined;
    this.#hideZoom();
  };

  /** Of the mouse, because the picture below listens to it and knows first what is under it. */
  readonly move = (event: MouseEvent): void => {
    if (this.#press !== undefined && this.#drag(event)) return;
    const at = this.#localPoint(event);
    const pointed = this.#chart.picture()?.pointed(at.x, at.y);
    if (pointed === undefined) {
      this.hide();
      const plot = this.#chart.part('.plot');
      if (plot !== undefined) plot.style.cursor = 'default';
      return;
    }
    this.#show(pointed.place, pointed.series, at);
  };

  readonly click = (event: MouseEvent): void => {
    if (this.#wasDragged) return;
    const at = this.#localPoint(event);
    const pointed = this.#chart.picture()?.pointed(at.x, at.y);
    if (pointed === undefined) return;
    [this.#place, this.#series] = [pointed.place, pointed.series];
    this.pick(pointed.place, pointed.series);
  };

  #localPoint(event: MouseEvent): { readonly x: number; readonly y: number } {
    const box = this.#chart.part('.plot')?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  }

  #pickAt(place: number, series: number): Picked | undefined {
    return this.#chart.isFixed() ? undefined : pickAt(this.#chart.model(), place, series);
  }

  /** Picks the value behind a place, if there is one and the chart is not fixed. */
  pick(place: number, series: number): void {
    const picked = this.#pickAt(place, series);
    if (picked !== undefined) this.#chart.pick(picked);
  }

  // Dragging along the time

  #press: number | undefined;
  #wasDragged = false;

  get #canZoom(): boolean {
    const model = this.#chart.model();
    return (
      (model.kind === 'axis' || model.kind === 'outlier') &&
      model.axis.kind === 'time' &&
      model.axis.times.length > 1 &&
      !this.#chart.isFixed()
    );
  }

  readonly press = (event: PointerEvent): void => {
    this.#wasDragged = false;
    if (event.button !== 0 || !this.#canZoom) return;
    this.#press = this.#localPoint(event).x;
    const plot = event.currentTarget as HTMLElement;
    plot.setPointerCapture(event.pointerId);
    plot.addEventListener('lostpointercapture', (end) => this.#release(end), { once: true });
  };

  #drag(event: MouseEvent): boolean {
    const from = this.#press ?? 0;
    const { x } = this.#localPoint(event);
    if (!this.#wasDragged && Math.abs(x - from) < dragFrom) return false;
    this.#wasDragged = true;
    this.hide();
    const grid = this.#chart.picture()?.grid;
    const zoom = this.#chart.part('.zoom');
    if (grid === undefined || zoom === undefined) return true;
    const inside = (value: number): number => Math.min(grid.x + grid.width, Math.max(grid.x, value));
    const [left, right] = [inside(Math.min(from, x)), inside(Math.max(from, x))];
    zoom.style.display = 'block';
    setBox(zoom, { x: left, y: grid.y, width: right - left, height: grid.height });
    return true;
  }

  #release(event: PointerEvent): void {
    const from = this.#press;
    this.#press = undefined;
    this.#hideZoom();
    const to = this.#localPoint(event).x;
    if (!this.#wasDragged || from === undefined) return;
    const ends = [
      this.#chart.picture()?.valueAt(Math.min(from, to)),
      this.#chart.picture()?.valueAt(Math.max(from, to)),
    ] as const;
    if (ends[0] !== undefined && ends[1] !== undefined) this.#emitZoom(Math.floor(ends[0]), Math.ceil(ends[1]));
  }

  #emitZoom(from: number, to: number): void {
    if (to <= from) return;
    this.#chart.zoom(from, to);
  }

  #hideZoom(): void {
    const zoom = this.#chart.part('.zoom');
    if (zoom !== undefined) zoom.style.display = 'none';
  }

  /** A map takes the wheel only while it has the focus or with Ctrl, so that the page can be scrolled past it. */
  readonly wheel = (event: WheelEvent): void => {
    if (this.#chart.model().kind !== 'map') return;
    const hasFocus = this.#chart.part('.plot')?.matches(':focus') === true;
    if (!hasFocus && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { x, y } = this.#localPoint(event);
    this.hide();
    this.#chart.picture()?.zoomMap(event.deltaY < 0 ? 1.25 : 0.8, x, y);
  };

  // Keys

  readonly key = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const model = this.#chart.model();
    const count = placeCount(model);
    if (count === 0) return;
    if (model.kind === 'map' && this.#mapKey(event)) return event.preventDefault();
    const place = this.#place;
    const isHorizontal = model.kind === 'axis' && model.isHorizontal;
    const [forward, backward, next, previous] = isHorizontal
      ? ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft']
      : ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'];
    const steps: Readonly<Record<string, number>> = {
      [forward ?? '']: place === undefined ? 0 : place + 1,
      [backward ?? '']: place === undefined ? count - 1 : place - 1,
      PageDown: (place ?? 0) + Math.ceil(count / 10),
      PageUp: (place ?? 0) - Math.ceil(count / 10),
      Home: 0,
      End: count - 1,
    };
    const target = steps[event.key];
    if (target !== undefined) {
      event.preventDefault();
      this.#anchor = event.shiftKey && this.#canZoom ? (this.#anchor ?? place) : undefined;
      this.#goTo(Math.min(count - 1, Math.max(0, target)), this.#series);
    } else if (event.key === next || event.key === previous) {
      event.preventDefault();
      const series = 'series' in model ? model.series.length : 1;
      this.#goTo(place ?? 0, (this.#series + (event.key === next ? 1 : series - 1)) % series);
    } else if (event.key === 'Enter' && place !== undefined) {
      event.preventDefault();
      if (this.#anchor !== undefined && this.#anchor !== place) this.#zoomTo(this.#anchor, place);
      else this.pick(place, this.#series);
    } else if (event.key === 'Escape' && place !== undefined) {
      this.#place = undefined;
      this.leave();
      event.stopPropagation();
    }
  };

  /** Plus, minus and zero zoom, Shift with arrows moves. */
  #mapKey({ key, shiftKey }: KeyboardEvent): boolean {
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [40, 0],
      ArrowRight: [-40, 0],
      ArrowUp: [0, 40],
      ArrowDown: [0, -40],
    };
    const move = shiftKey ? moves[key] : undefined;
    if (key === '+' || key === '=') this.#chart.picture()?.zoomMap(1.6);
    else if (key === '-') this.#chart.picture()?.zoomMap(1 / 1.6);
    else if (key === '0') this.#chart.picture()?.zoomMap(undefined);
    else if (move !== undefined) this.#chart.picture()?.moveMap(...move);
    else return false;
    this.hide();
    return true;
  }

  #goTo(place: number, series: number): void {
    [this.#place, this.#series] = [place, series];
    this.#show(place, series, undefined);
    const reading = this.#chart.read(place);
    if (reading === undefined) return;
    const own = reading.lines.filter((line) => line.series === series);
    const lines = own.length > 0 ? own : reading.lines.slice(0, 1);
    const range = this.#anchor === undefined || this.#anchor === place ? '' : ' Enter zooms to the chosen range.';
    this.#chart.announce(`${reading.title}: ${lines.map(({ name, text }) => `${name} ${text}`).join(', ')}.${range}`);
    const [anchor, picture] = [this.#anchor, this.#chart.picture()];
    const [one, other] = anchor === undefined ? [] : [picture?.band(anchor), picture?.band(place)];
    const zoom = this.#chart.part('.zoom');
    if (zoom === undefined) return;
    zoom.style.display = one === undefined || other === undefined || anchor === place ? 'none' : 'block';
    if (one !== undefined && other !== undefined) {
      const left = Math.min(one.x, other.x);
      setBox(zoom, { ...one, x: left, width: Math.max(one.x + one.width, other.x + other.width) - left });
    }
  }

  #zoomTo(one: number, other: number): void {
    const model = this.#chart.model();
    if ((model.kind !== 'axis' && model.kind !== 'outlier') || model.axis.kind !== 'time') return;
    const { times } = model.axis;
    const [from, to] = [times[Math.min(one, other)], times[Math.max(one, other)]];
    if (from !== undefined && to !== undefined) this.#emitZoom(from, to + (evenStep(times) ?? 1));
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function setBox(element: HTMLElement, { x, y, width, height }: Box): void {
  element.style.left = `${x}px`;
  element.style.top = `${y}px`;
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
}
