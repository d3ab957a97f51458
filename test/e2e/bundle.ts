import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleFolder, projectFolder } from './paths.ts';

/** Bundles the extension host's runner and tests into `out/e2e`, as CommonJS since that is what VS Code loads. Gives the runner's file. */
export async function bundleExtensionHostTests(): Promise<string> {
  rmSync(bundleFolder, { recursive: true, force: true });
  const folder = join(projectFolder, 'test/e2e/extensionHost');
  const tests = globSync('*.test.ts', { cwd: folder });
  await build({
    entryPoints: [
      { in: join(folder, 'index.ts'), out: 'index' },
      ...tests.map((name) => ({ in: join(folder, name), out: `tests/${name.replace(/\.ts$/, '')}` })),
    ],
    outdir: bundleFolder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return join(bundleFolder, 'index.cjs');
}
