import { resolve } from 'node:path';

/** The project's folder; also the folder of the extension under test. */
export const projectFolder = resolve(import.meta.dirname, '../..');

/** Where the bundled extension host tests go. */
export const bundleFolder = resolve(projectFolder, 'out/e2e');

/** Where every suite's counts go, one JSON file each. */
export const resultsFolder = resolve(projectFolder, 'out/results');

/** Where screen tests leave their pictures. */
export const screenshotFolder = resolve(projectFolder, 'out/screenshots');
