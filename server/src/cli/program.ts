import { Command, CommanderError, Option } from 'commander';
import type { CheckFlags } from './check.ts';
import { check } from './check.ts';
import type { CommandContext } from './context.ts';
import { dashboard } from './dashboard.ts';
import { dashboardFormats } from './dashboard/request.ts';
import type { DashboardFlags } from './dashboard/request.ts';
import type { FormatFlags } from './format.ts';
import { format } from './format.ts';
import type { ExitCode } from './outcome.ts';
import { exitCodes } from './outcome.ts';
import { reportFormats, rowFormats } from './output/formats.ts';
import { say } from './report.ts';
import { run } from './run.ts';
import type { RunFlags } from './runRequest.ts';
import type { SourcesFlags } from './sources.ts';
import { sources } from './sources.ts';

const closingHelp = `
Data goes to standard output, messages to standard error.
Exit codes: 0 done, 1 the query or the logs are wrong, 2 wrong usage, 3 the engine failed, 130 stopped with Ctrl+C.`;

/** Commander ends a command that only showed help or ran into wrong usage with these codes. */
const helpShown = new Set(['commander.helpDisplayed']);

/**
 * Runs `sesq` with the arguments after the program's name and gives the exit code.
 * A failure nobody foresaw is one line on stderr and the code for a failed engine.
 */
export async function runCommandLine(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const program = createProgram(context, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return helpShown.has(error.code) ? exitCodes.done : exitCodes.wrongUsage;
    if (context.signal.aborted) {
      await say(context, 'stopped.');
      return exitCodes.interrupted;
    }
    throw error;
  }
}

function createProgram(context: CommandContext, finish: (code: ExitCode) => void): Command {
  const program = new Command('sesq')
    .description('Explore Amazon SES and CloudTrail logs with .sesq queries.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void context.out.write(text),
      writeErr: (text) => void context.err.write(text),
      outputError: (text, write) => {
        write(
          `sesq: ${text
            .replace(/^error: /, '')
            .trim()
            .replaceAll('\n', ' ')}\n`,
        );
      },
    })
    .addHelpText('after', closingHelp);

  logOptions(program.command('run'))
    .description('Run one query and print its rows.')
    .argument('[FILE]', 'a .sesq file, or - for standard input')
    .option('-q, --query <TEXT>', 'the query itself')
    .option('--cell <N>', 'which query of a file with several, counted from 1')
    .option('--from <TIME>', 'start of the time range, inclusive')
    .option('--to <TIME>', 'end of the time range, exclusive')
    .option('--last <LENGTH>', 'the time before now, such as 24h')
    .option('--now <TIME>', 'what now is: data (the newest record), clock, or a time', 'data')
    .option('--param <NAME=VALUE>', 'value of {{NAME}} in the query; repeatable', collect)
    .option('--timezone <ZONE>', 'time zone of dates and slices', 'UTC')
    .addOption(new Option('--format <FORMAT>', 'format of the rows').choices(Object.keys(rowFormats)).default('table'))
    .option('--limit <N>', 'print at most N rows')
    .option('--timeout <LENGTH>', 'give the query up after this time, such as 30s')
    .option('--lookups <DIR>', 'folder with lookup tables; save writes to the first one; repeatable', collect)
    .option('--geo <PATH>', '.mmdb file or folder with places of IP addresses')
    .option('--asn <PATH>', '.mmdb file or folder with networks of IP addresses')
    .option('--threats <FILE>', 'CSV or JSON file of threats')
    .option('--explain', 'print how the query would be run instead of its rows')
    .option('--stats', 'print counts and times to standard error')
    .action(async (file: string | undefined, flags: RunFlags) => {
      const given = withFileAfterLogs(file, flags);
      finish(await run(given.file, given.flags, context));
    });

  program
    .command('check')
    .description('Report what is wrong in query files.')
    .argument('<FILE...>', '.sesq files')
    .addOption(sourcesOption())
    .addOption(reportFormat())
    .action(async (files: readonly string[], flags: CheckFlags) => {
      finish(await check(files, flags, context));
    });

  program
    .command('format')
    .description('Lay out query files: one stage a line, long stages wrapped.')
    .argument('<FILE...>', '.sesq files, or - alone for standard input')
    .option('--check', 'write nothing; list files that would change and leave with 1')
    .option('--indent <N>', 'blanks before continuation lines (default: 4)')
    .option('--width <N>', 'longest line, 0 for no limit (default: 120)')
    .action(async (files: readonly string[], flags: FormatFlags) => {
      finish(await format(files, flags, context));
    });

  logOptions(program.command('dashboard'))
    .description('Run the panels of a dashboard: one that comes along, by its id, or a .sesdash.json file.')
    .argument('[ID|FILE]', 'without it, the dashboards that come along are listed')
    .option('--from <TIME>', 'start of the time range, inclusive (default: the range of the dashboard)')
    .option('--to <TIME>', 'end of the time range, exclusive')
    .option('--last <LENGTH>', 'the time before now, such as 24h')
    .option('--now <TIME>', 'what now is: data (the newest record), clock, or a time', 'data')
    .option('--param <NAME=VALUE>', 'value of a variable of the dashboard; repeatable', collect)
    .option('--timezone <ZONE>', 'time zone of dates and slices', 'UTC')
    .addOption(
      new Option('--format <FORMAT>', 'rows as JSON, or one HTML document').choices(dashboardFormats).default('json'),
    )
    .option('--limit <N>', 'print at most N rows of each panel')
    .option('--output <FILE>', 'write to a file instead of standard output')
    .option('--timeout <LENGTH>', 'give a panel up after this time, such as 30s')
    .option('--lookups <DIR>', 'folder with lookup tables; repeatable', collect)
    .option('--geo <PATH>', '.mmdb file or folder with places of IP addresses')
    .option('--asn <PATH>', '.mmdb file or folder with networks of IP addresses')
    .option('--threats <FILE>', 'CSV or JSON file of threats')
    .option('--stats', 'print counts and times to standard error')
    .action(async (target: string | undefined, flags: DashboardFlags) => {
      finish(await dashboard(target, flags, context));
    });

  logOptions(program.command('sources'))
    .description('Report which log files were found and how they were read.')
    .option('--timezone <ZONE>', 'time zone of the times shown', 'UTC')
    .addOption(reportFormat())
    .action(async (flags: SourcesFlags) => {
      finish(await sources(flags, context));
    });
  return program;
}

function logOptions(command: Command): Command {
  return command
    .option('--logs <PATH...>', 'log files, folders and globs; repeatable (default: the current folder)')
    .option('--category <CATEGORY=GLOB>', 'source category of the files a glob fits; repeatable', collect)
    .addOption(sourcesOption())
    .option('--deduplicate', 'leave out records that say the same as an earlier one')
    .option('--lenient', 'of records that cannot be read to their end, keep the fields before the mistake')
    .option('--cache <DIR>', 'keep what was read in a folder, for the next run')
    .option('--no-cache', 'keep nothing (default)');
}

function sourcesOption(): Option {
  return new Option(
    '--sources <FILE>',
    'JSON file that says what is known about log files: source category, host, fields, time zone, rules; repeatable (default: .sesq/sources.json in the current folder)',
  ).argParser(collect);
}

function reportFormat(): Option {
  return new Option('--format <FORMAT>', 'format of the report').choices(reportFormats).default('text');
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** `--logs` takes every path that follows, so `--logs FOLDER query.sesq` needs its query handed back. */
function withFileAfterLogs(
  file: string | undefined,
  flags: RunFlags,
): { readonly file: string | undefined; readonly flags: RunFlags } {
  const last = flags.logs?.at(-1);
  if (file !== undefined || flags.query !== undefined || flags.logs === undefined || last === undefined) {
    return { file, flags };
  }
  const isQuery = last === '-' || last.endsWith('.sesq');
  return isQuery ? { file: last, flags: { ...flags, logs: flags.logs.slice(0, -1) } } : { file, flags };
}
