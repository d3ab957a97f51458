import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A source file with the modules it imports. */
export interface SourceFile {
  /** Path from the root of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Project paths for relative imports, package names otherwise; type-only imports are marked. */
  readonly imports: readonly { readonly module: string; readonly typeOnly: boolean }[];
}

const importStatement =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

/** Every TypeScript file below the folders. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readSource(path.posix.join(folder, name.replaceAll(path.sep, '/')))),
  );
}

function readSource(file: string): SourceFile {
  const text = readFileSync(path.join(root, file), 'utf8');
  const imports = [...text.matchAll(importStatement)].map((match) => {
    const module = match[2] ?? match[3] ?? '';
    return {
      module: module.startsWith('.') ? path.posix.join(path.posix.dirname(file), module) : module,
      typeOnly: match[1] !== undefined,
    };
  });
  return { path: file, text, imports };
}
