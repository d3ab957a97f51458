// Takes the pictures of the README: `node test/e2e/screenshots.ts` writes media/screenshots/ID.png for every dashboard that
// comes along, as VS Code shows it on the sample logs. Needs a build.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './paths.ts';
import { smallerPng } from './png.ts';
import { openShipped, panelOf } from './screen/dashboardSteps.ts';
import { openWorkbench } from './screen/workbench.ts';
import { sampleWorkspace } from './workspace.ts';

const folder = join(projectFolder, 'media/screenshots');

/** `last` is the panel below which the picture ends. */
const pictures = [
  {
    theme: 'Default Dark Modern',
    dashboards: [
      { id: 'cloudtrail-overview', last: 'failed-event-details' },
      { id: 'notification-overview', last: 'notification-type-trend' },
      { id: 'bounced', last: 'undetermined-bounce-sub-type-trend' },
    ],
  },
  {
    theme: 'Default Light Modern',
    dashboards: [
      { id: 'cloudtrail-by-event-name', last: 'get-send-event-details' },
      { id: 'delivered', last: 'delivery-processing-time-outlier' },
      { id: 'complaint', last: 'sending-identity' },
    ],
  },
] as const;

mkdirSync(folder, { recursive: true });
for (const { theme, dashboards } of pictures) {
  const workbench = await openWorkbench({
    workspace: sampleWorkspace,
    size: { width: 1500, height: 1500 },
    settings: { 'workbench.colorTheme': theme },
  });
  try {
    const { page, runCommand } = workbench;
    // The window may still restore its side bar.
    while (await page.locator('.part.sidebar').isVisible()) {
      await runCommand('View: Toggle Primary Side Bar Visibility');
      await page.waitForTimeout(500);
    }
    for (const { id, last } of dashboards) {
      const file = join(projectFolder, `media/dashboards/${id}.sesdash.json`);
      const { title } = JSON.parse(readFileSync(file, 'utf8')) as { readonly title: string };
      await openShipped(workbench, title);
      await page.mouse.move(0, 0);
      // Charts grow to their size in a moment.
      await page.waitForTimeout(1_500);
      const editor = await page.locator('.editor-group-container.active .editor-container').boundingBox();
      const panel = await panelOf(workbench, last).boundingBox();
      if (editor === null || panel === null) throw new Error(`${id} is not on the screen.`);
      const clip = { ...editor, height: Math.min(editor.height, panel.y + panel.height + 6 - editor.y) };
      const picture = smallerPng(await page.screenshot({ clip }));
      writeFileSync(join(folder, `${id}.png`), picture);
      console.log(`${id}.png: ${clip.width} x ${clip.height}, ${Math.round(picture.length / 1024)} kB`);
      await runCommand('View: Close All Editors');
    }
  } finally {
    await workbench.close();
  }
}
