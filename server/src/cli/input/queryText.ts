import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandContext } from '../context.ts';
import type { Outcome } from '../outcome.ts';
import { inputProblem, ok, usageProblem } from '../outcome.ts';

/** A text with queries and the name it goes by in messages. */
export interface QueryText {
  readonly name: string;
  readonly text: string;
}

/** Where a query comes from. */
export type QuerySource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'stdin' };

/** Exactly one of a file (`-` for standard input) and a text must be given. */
export function chooseSource(file: string | undefined, text: string | undefined): Outcome<QuerySource> {
  if (file !== undefined && text !== undefined) {
    return usageProblem(`Two queries were given: "${file}" and -q. Give one of them.`);
  }
  if (text !== undefined) return ok({ kind: 'text', text });
  if (file === undefined)
    return usageProblem('No query was given. Name a .sesq file, use -q TEXT, or - for standard input.');
  return ok(file === '-' ? { kind: 'stdin' } : { kind: 'file', path: file });
}

/** The text of a source. */
export async function readSource(source: QuerySource, context: CommandContext): Promise<Outcome<QueryText>> {
  switch (source.kind) {
    case 'text':
      return ok({ name: '<query>', text: source.text });
    case 'stdin':
      return ok({ name: '<stdin>', text: withoutByteOrderMark(await context.readStdin()) });
    case 'file':
      return readQueryFile(source.path, context.cwd);
  }
}

const reasons: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `There is no file "${path}".`,
  ENOTDIR: (path) => `There is no file "${path}".`,
  EISDIR: (path) => `"${path}" is a folder. Name a .sesq file in it.`,
  EACCES: (path) => `"${path}" cannot be read: permission denied.`,
  EPERM: (path) => `"${path}" cannot be read: permission denied.`,
};

/** Reads a query file; the name in messages is the path as the user gave it. */
export async function readQueryFile(path: string, cwd: string): Promise<Outcome<QueryText>> {
  try {
    return ok({ name: path, text: withoutByteOrderMark(await readFile(resolve(cwd, path), 'utf8')) });
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return inputProblem(reasons[code]?.(path) ?? `"${path}" cannot be read: ${code}.`);
  }
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
