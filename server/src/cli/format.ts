import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defaultFormatOptions, formatText, parseDocument } from '../language/index.ts';
import type { FormatOptions } from '../language/index.ts';
import { parseCount } from './args/count.ts';
import type { CommandContext } from './context.ts';
import type { QueryText } from './input/queryText.ts';
import { readQueryFile, readSource } from './input/queryText.ts';
import type { ExitCode, Outcome } from './outcome.ts';
import { exitCodes, inputProblem, ok, usageProblem } from './outcome.ts';
import { counted } from './output/statistics.ts';
import { report, say } from './report.ts';

/** The options of `sesq format` as commander hands them over. */
export interface FormatFlags {
  readonly check?: boolean;
  readonly indent?: string;
  readonly width?: string;
}

/** Beyond this a line is all indentation. */
const largestIndent = 16;

/**
 * `sesq format`: lays query files out in place and prints the paths of those that changed; `-` alone goes from
 * standard input to standard output. With `--check` nothing is written and a file that would change gives code 1.
 */
export async function format(files: readonly string[], flags: FormatFlags, context: CommandContext): Promise<ExitCode> {
  const options = readOptions(flags);
  if (options.kind === 'problem') return report(context, options);
  if (files.includes('-')) {
    if (files.length > 1) return report(context, usageProblem('- for standard input stands alone, without files.'));
    return formatStdin(options.value, flags, context);
  }
  let exitCode: ExitCode = exitCodes.done;
  for (const file of files) {
    const source = await readQueryFile(file, context.cwd);
    if (source.kind === 'problem') {
      exitCode = await report(context, source);
      continue;
    }
    const changed = await changedText(source.value, options.value, context);
    if (changed === undefined) continue;
    const written = flags.check === true ? ok(undefined) : await replaceText(file, source.value.text, changed, context);
    if (written.kind === 'problem') {
      exitCode = await report(context, written);
      continue;
    }
    await context.out.write(`${file}\n`);
    if (flags.check === true) exitCode = exitCodes.wrongInput;
  }
  return exitCode;
}

async function formatStdin(options: FormatOptions, flags: FormatFlags, context: CommandContext): Promise<ExitCode> {
  const source = await readSource({ kind: 'stdin' }, context);
  if (source.kind === 'problem') return report(context, source);
  const changed = await changedText(source.value, options, context);
  if (flags.check !== true) {
    await context.out.write(changed ?? source.value.text);
    return exitCodes.done;
  }
  if (changed === undefined) return exitCodes.done;
  await context.out.write(`${source.value.name}\n`);
  return exitCodes.wrongInput;
}

function readOptions(flags: FormatFlags): Outcome<FormatOptions> {
  const indent = parseCount(flags.indent, '--indent', 0);
  if (indent.kind === 'problem') return indent;
  const width = parseCount(flags.width, '--width', 0);
  if (width.kind === 'problem') return width;
  if ((indent.value ?? 0) > largestIndent)
    return usageProblem(`--indent takes at most ${String(largestIndent)} blanks, not ${String(indent.value)}.`);
  return ok({
    indent: indent.value ?? defaultFormatOptions.indent,
    width: width.value ?? defaultFormatOptions.width,
  });
}

/** The text in its new layout, or undefined when it has it already. Stages that were left alone are told of. */
async function changedText(
  { name, text }: QueryText,
  options: FormatOptions,
  context: CommandContext,
): Promise<string | undefined> {
  const errors = parseDocument(text).diagnostics.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) {
    const found = counted(errors, 'syntax error');
    await say(context, `${name} has ${found}; stages with errors keep their layout. \`sesq check\` shows the errors.`);
  }
  const formatted = formatText(text, options);
  return formatted === text ? undefined : formatted;
}

/**
 * Writes the new text over the old one, with the byte order mark the file had. Left alone is a file that is not
 * UTF-8, since its other characters would be lost, and one that is no longer what was read.
 */
async function replaceText(
  file: string,
  before: string,
  after: string,
  { cwd }: CommandContext,
): Promise<Outcome<undefined>> {
  const path = resolve(cwd, file);
  try {
    const bytes = await readFile(path);
    const mark = bytes.subarray(0, 3).equals(byteOrderMark) ? byteOrderMark : Buffer.alloc(0);
    if (!bytes.equals(Buffer.concat([mark, Buffer.from(before)])))
      return inputProblem(`"${file}" was left as it is: it is not UTF-8 text, or it changed meanwhile.`);
    await writeFile(path, Buffer.concat([mark, Buffer.from(after)]));
    return ok(undefined);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const denied = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
    return inputProblem(`"${file}" cannot be written: ${denied ? 'permission denied' : code}.`);
  }
}

const byteOrderMark = Buffer.from('\uFEFF');
