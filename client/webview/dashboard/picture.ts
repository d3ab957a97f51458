import type { ResultColumn, ResultValue } from '../../../server/src/protocol/engine.ts';
import { formatValue, isNumeric } from '../shared/format.ts';

/** Longest side that canvases of all browsers can have. */
const longestSide = 16_384;
const rowHeight = 18;
const padding = 8;
const titleHeight = 26;

/** One panel of the picture, in pixels from its top left corner. */
export interface PictureTile {
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The chart as a data URL; it brings no title. */
  readonly image?: string;
  readonly table?: { readonly columns: readonly ResultColumn[]; readonly rows: readonly (readonly ResultValue[])[] };
  /** What stands in place of a picture. */
  readonly sentence?: string;
}

/** What a picture of a dashboard shows; sizes in pixels. */
export interface Picture {
  readonly title: string;
  readonly subtitle: string;
  readonly width: number;
  readonly height: number;
  readonly tiles: readonly PictureTile[];
}

/** Colours and fonts as the theme has them. */
export interface PictureTheme {
  readonly background: string;
  readonly foreground: string;
  readonly quiet: string;
  readonly border: string;
  readonly family: string;
}

/** Space above the tiles. */
export const pictureHeader = 44;

/** Draws a dashboard without the interface around it; gives the PNG as Base64. */
export async function drawPicture(
  picture: Picture,
  theme: PictureTheme,
  formatTime: (epoch: number) => string,
): Promise<string> {
  const scale = Math.min(2, longestSide / picture.width, longestSide / picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This window cannot draw pictures.');
  context.scale(scale, scale);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, picture.width, picture.height);
  context.textBaseline = 'middle';
  text(context, picture.title, 12, 16, picture.width - 24, theme.foreground, `600 14px ${theme.family}`);
  text(context, picture.subtitle, 12, 34, picture.width - 24, theme.quiet, `12px ${theme.family}`);
  for (const tile of picture.tiles) await drawTile(context, tile, theme, formatTime);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

async function drawTile(
  context: CanvasRenderingContext2D,
  tile: PictureTile,
  theme: PictureTheme,
  formatTime: (epoch: number) => string,
): Promise<void> {
  const { x, y, width, height } = tile;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = theme.border;
  context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  if (tile.image === undefined)
    text(
      context,
      tile.title,
      x + padding,
      y + titleHeight / 2,
      width - 2 * padding,
      theme.foreground,
      `600 12px ${theme.family}`,
    );
  if (tile.image !== undefined) {
    const image = new Image();
    image.src = tile.image;
    await image.decode();
    const factor = Math.min((width - 2) / image.naturalWidth, (height - 2) / image.naturalHeight);
    const [drawnWidth, drawnHeight] = [image.naturalWidth * factor, image.naturalHeight * factor];
    context.drawImage(image, x + 1, y + 1, drawnWidth, drawnHeight);
  } else if (tile.table !== undefined) {
    drawTable(context, tile, tile.table, theme, formatTime);
  } else if (tile.sentence !== undefined) {
    const middle = y + height / 2;
    text(context, tile.sentence, x + padding, middle, width - 2 * padding, theme.quiet, `12px ${theme.family}`);
  }
  context.restore();
}

function drawTable(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: PictureTile,
  { columns, rows }: NonNullable<PictureTile['table']>,
  theme: PictureTheme,
  formatTime: (epoch: number) => string,
): void {
  const shown = rows.slice(0, Math.max(0, Math.floor((height - titleHeight - rowHeight) / rowHeight)));
  context.font = `12px ${theme.family}`;
  const cell = (value: ResultValue | undefined, index: number): string =>
    value === null || value === undefined ? '' : formatValue(value, columns[index]?.type ?? 'text', formatTime);
  let left = x + padding;
  for (const [index, column] of columns.entries()) {
    const texts = shown.map((row) => cell(row[index], index));
    const widest = Math.max(...[column.name, ...texts.slice(0, 50)].map((each) => context.measureText(each).width));
    const columnWidth = Math.min(280, Math.ceil(widest) + 4);
    const room = Math.min(columnWidth, x + width - padding - left);
    if (room < 20) break;
    const place = (each: string, top: number, colour: string): void => {
      const shift = isNumeric(column.type) ? Math.max(0, room - context.measureText(each).width) : 0;
      text(context, each, left + shift, top, room - shift, colour, context.font);
    };
    place(column.name, y + titleHeight + rowHeight / 2, theme.quiet);
    for (const [row, each] of texts.entries()) place(each, y + titleHeight + rowHeight * (row + 1.5), theme.foreground);
    left += columnWidth + 16;
  }
}

/** One line, cut with an ellipsis where it is too long. */
function text(
  context: CanvasRenderingContext2D,
  content: string,
  x: number,
  y: number,
  room: number,
  colour: string,
  font: string,
): void {
  context.font = font;
  context.fillStyle = colour;
  let shown = content.slice(0, 400);
  while (shown.length > 1 && context.measureText(shown).width > room) shown = `${shown.slice(0, -2).trimEnd()}…`;
  context.fillText(shown, x, y);
}
