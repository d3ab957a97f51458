import type { Dashboard } from '../../../server/src/protocol/dashboard.ts';
import { timeFormatter } from '../shared/format.ts';
import type { SesqPanel } from './panel.ts';
import { emptySentence, labelled } from './panelParts.ts';
import { drawPicture, pictureHeader } from './picture.ts';
import type { PictureTheme, PictureTile } from './picture.ts';
import { minuteText, rangeLabel } from './timeRanges.ts';
import type { ViewModel } from './viewModel.ts';

const margin = 12;

/** The dashboard as it lies on screen, as a PNG in Base64: panels that are scrolled out of view included. */
export async function dashboardPicture(
  dashboard: Dashboard,
  timezone: string,
  model: ViewModel,
  panels: readonly SesqPanel[],
): Promise<string> {
  const boxes = panels.map((panel) => panel.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const tiles: PictureTile[] = [];
  for (const [index, element] of panels.entries()) {
    const box = boxes[index];
    // Of a panel on the whole screen the others have no size.
    if (box === undefined || box.width === 0) continue;
    const { panel, state } = element;
    // The frame is drawn around it.
    const image = await element.toPng({ width: box.width - 2, height: box.height - 2 });
    const result = state.result;
    tiles.push({
      title: panel.title,
      x: box.left - left + margin,
      y: box.top - top + pictureHeader,
      width: box.width,
      height: box.height,
      ...(image === undefined ? {} : { image }),
      ...(image !== undefined || result?.kind !== 'rows' || result.total === 0
        ? {}
        : { table: { columns: labelled(result.columns, panel.visualization.labels), rows: result.rows } }),
      ...(result?.kind === 'problem' ? { sentence: result.message } : {}),
      ...(result?.kind === 'rows' && result.total === 0 ? { sentence: emptySentence(panel, result) } : {}),
    });
  }
  const picture = {
    title: dashboard.title,
    subtitle: subtitleOf(dashboard, timezone, model),
    width: Math.max(...tiles.map(({ x, width }) => x + width)) + margin,
    height: Math.max(...tiles.map(({ y, height }) => y + height)) + margin,
    tiles,
  };
  return drawPicture(picture, themeOf(document.body), timeFormatter(timezone));
}

function subtitleOf(dashboard: Dashboard, timezone: string, { run }: ViewModel): string {
  if (run.range === undefined) return rangeLabel(dashboard.timeRange);
  return `${minuteText(run.range.from, timezone)} – ${minuteText(run.range.to, timezone)} ${timezone}`;
}

function themeOf(element: Element): PictureTheme {
  const style = getComputedStyle(element);
  const colour = (name: string, otherwise: string): string =>
    style.getPropertyValue(`--vscode-${name}`).trim() || otherwise;
  const foreground = colour('foreground', style.color);
  return {
    background: colour('editor-background', style.backgroundColor),
    foreground,
    quiet: colour('descriptionForeground', foreground),
    border: colour('editorGroup-border', colour('contrastBorder', foreground)),
    family: colour('font-family', style.fontFamily),
  };
}
