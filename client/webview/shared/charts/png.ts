import { cellText } from './describe.ts';
import { init } from './echarts.ts';
import type { EChartsCoreOption } from './echarts.ts';
import type { LegendEntry } from './legend.ts';
import type { ChartData } from './model.ts';
import type { ChartTheme } from './palette.ts';

const pixelRatio = 2;
const padding = 12;
const lineHeight = 18;
const tableLines = 25;
/** The legend may be as long as one of the most series that are drawn. */
const legendLinesMost = 24;
/** However long the legend of an image of a given height is, this much stays for the picture. */
const leastBody = 120;

/** What goes into an image besides the picture itself. */
export interface ImageParts {
  readonly title: string;
  readonly theme: ChartTheme;
  readonly width: number;
  /** Height of the picture; with `fits` that of the whole image. */
  readonly height: number;
  readonly fits: boolean;
  /** The picture for the size that is left for it; undefined when there is none. */
  readonly option: ((width: number, height: number) => EChartsCoreOption | undefined) | undefined;
  readonly legend: readonly LegendEntry[];
  /** One large text in place of a picture. */
  readonly text: { readonly value: string; readonly name: string; readonly colour: string } | undefined;
  readonly table: ChartData | undefined;
  readonly notes: readonly string[];
  readonly formatTime: (epoch: number) => string;
}

/** Title, picture, legend and notes as a PNG on the background of the theme; gives a data URL. */
export function chartImage(parts: ImageParts): string {
  const { theme, width, title } = parts;
  const font = (size: number, weight = 400): string => `${weight} ${size}px ${theme.fontFamily}`;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (pen === null) return '';
  pen.font = font(12);
  const legendLines = flow(parts.legend, width - 2 * padding, (text) => pen.measureText(text).width);
  const rows = parts.table?.rows.slice(0, tableLines) ?? [];
  const titleHeight = title === '' ? 0 : 26;
  const around = padding * 2 + titleHeight + (legendLines.length + parts.notes.length) * lineHeight;
  const pictureHeight = parts.fits ? Math.max(leastBody, parts.height - around) : parts.height;
  const bodyHeight = parts.table === undefined ? pictureHeight : (rows.length + 1) * lineHeight;
  const height = around + bodyHeight;
  canvas.width = width * pixelRatio;
  canvas.height = height * pixelRatio;
  pen.scale(pixelRatio, pixelRatio);
  pen.fillStyle = theme.background;
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = 'middle';
  pen.fillStyle = theme.foreground;
  let y = padding;
  if (title !== '') {
    pen.font = font(13, 600);
    pen.fillText(title, padding, y + 8, width - 2 * padding);
    y += titleHeight;
  }
  const option = parts.option?.(width - 2 * padding, bodyHeight);
  if (option !== undefined)
    pen.drawImage(drawn(option, width - 2 * padding, bodyHeight), padding, y, width - 2 * padding, bodyHeight);
  if (parts.text !== undefined) {
    pen.textAlign = 'center';
    pen.fillStyle = parts.text.colour;
    pen.font = font(Math.min(64, bodyHeight / 2.5), 300);
    pen.fillText(parts.text.value, width / 2, y + bodyHeight / 2 - 8, width - 2 * padding);
    pen.fillStyle = theme.quiet;
    pen.font = font(13);
    pen.fillText(parts.text.name, width / 2, y + bodyHeight - 14, width - 2 * padding);
    pen.textAlign = 'left';
  }
  if (parts.table !== undefined)
    drawTable(pen, parts.table, rows, { y, width, theme, font, formatTime: parts.formatTime });
  y += bodyHeight;
  pen.font = font(12);
  for (const line of legendLines) {
    for (const { entry, x } of line) {
      pen.fillStyle = entry.colour;
      pen.fillRect(padding + x, y + (entry.shape === 'line' ? 8 : 4), 10, entry.shape === 'line' ? 3 : 10);
      pen.fillStyle = theme.foreground;
      pen.fillText(legendText(entry), padding + x + 15, y + 9.5, width - 2 * padding - x - 15);
    }
    y += lineHeight;
  }
  pen.fillStyle = theme.quiet;
  for (const note of parts.notes) {
    pen.fillText(note, padding, y + 9.5, width - 2 * padding);
    y += lineHeight;
  }
  return canvas.toDataURL('image/png');
}

/** The picture drawn once more beside the page, without its pointer and cursor. */
function drawn(option: EChartsCoreOption, width: number, height: number): HTMLCanvasElement {
  const chart = init(document.createElement('div'), null, {
    renderer: 'canvas',
    width,
    height,
    devicePixelRatio: pixelRatio,
  });
  try {
    chart.setOption({ ...option, animation: false });
    return chart.renderToCanvas({ pixelRatio });
  } finally {
    chart.dispose();
  }
}

const legendText = ({ name, detail }: LegendEntry): string => (detail === '' ? name : `${name}  ${detail}`);

function flow(
  entries: readonly LegendEntry[],
  width: number,
  measure: (text: string) => number,
): readonly (readonly { readonly entry: LegendEntry; readonly x: number }[])[] {
  const lines: { entry: LegendEntry; x: number }[][] = [];
  let x = 0;
  for (const entry of entries) {
    const size = measure(legendText(entry)) + 30;
    if (lines.length === 0 || x + size > width) {
      if (lines.length === legendLinesMost) break;
      lines.push([]);
      x = 0;
    }
    lines.at(-1)?.push({ entry, x });
    x += size;
  }
  return lines;
}

function drawTable(
  pen: CanvasRenderingContext2D,
  { columns }: ChartData,
  rows: ChartData['rows'],
  place: {
    readonly y: number;
    readonly width: number;
    readonly theme: ChartTheme;
    readonly font: (size: number, weight?: number) => string;
    readonly formatTime: (epoch: number) => string;
  },
): void {
  const { theme, font, formatTime } = place;
  const step = (place.width - 2 * padding) / Math.max(1, columns.length);
  const write = (text: string, column: number, y: number): void => {
    pen.save();
    pen.beginPath();
    pen.rect(padding + column * step, y, step - 8, lineHeight);
    pen.clip();
    pen.fillText(text.slice(0, 300), padding + column * step, y + 9.5);
    pen.restore();
  };
  pen.font = font(12, 600);
  pen.fillStyle = theme.quiet;
  columns.forEach(({ name }, column) => write(name, column, place.y));
  pen.font = font(12);
  pen.fillStyle = theme.foreground;
  rows.forEach((row, index) =>
    columns.forEach(({ type }, column) =>
      write(cellText(row[column] ?? null, type, formatTime), column, place.y + (index + 1) * lineHeight),
    ),
  );
}
