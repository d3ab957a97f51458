// Writes the generated sample logs. Run it with `npm run samples`; the result is committed.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileBytes, sampleFiles } from './generator/files.ts';

const logs = join(import.meta.dirname, 'logs');
for (const folder of ['ses', 'cloudtrail']) rmSync(join(logs, folder), { recursive: true, force: true });

let total = 0;
const files = sampleFiles();
for (const file of files) {
  const target = join(logs, file.path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, fileBytes(file));
  total += file.text.length;
}
console.log(`${files.length} files, ${(total / 1e6).toFixed(1)} MB of text`);
