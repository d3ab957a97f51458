import { LineIndex, parseDocument } from '../language/index.ts';
import type { SesqDocument, TextRange } from '../language/index.ts';
import type { EngineSettings, RunQueryParams } from '../protocol/engine.ts';
import { parseCount } from './args/count.ts';
import { readLookups } from './args/lookups.ts';
import type { LookupFlags } from './args/lookups.ts';
import { parsePairs } from './args/pairs.ts';
import type { LogFlags } from './args/settings.ts';
import { readSettings } from './args/settings.ts';
import { parseNow, parseTimeRange } from './args/timeRange.ts';
import { parseZone } from './args/zone.ts';
import type { CommandContext } from './context.ts';
import { pickCell } from './input/cells.ts';
import { readCustomFields } from './input/customFields.ts';
import { readDirectives } from './input/directives.ts';
import type { QueryText } from './input/queryText.ts';
import { chooseSource, readSource } from './input/queryText.ts';
import type { Outcome } from './outcome.ts';
import { ok } from './outcome.ts';
import type { RowFormat } from './output/formats.ts';

/** The options of `sesq run` as commander hands them over. */
export interface RunFlags extends LogFlags, LookupFlags {
  readonly query?: string;
  readonly cell?: string;
  readonly from?: string;
  readonly to?: string;
  readonly last?: string;
  readonly now: string;
  readonly param?: readonly string[];
  readonly timezone: string;
  readonly format: RowFormat;
  readonly limit?: string;
  readonly explain?: true;
  readonly stats?: true;
}

/** Everything a run needs, checked. */
export interface RunRequest {
  readonly source: QueryText;
  readonly document: SesqDocument;
  readonly lines: LineIndex;
  /** Where the query to run is in the text; the engine gets that part only. */
  readonly range: TextRange;
  readonly settings: EngineSettings;
  /** Names of the fields that files of sources give to messages. */
  readonly customFields: readonly string[];
  readonly params: RunQueryParams;
  /** Rows to print at most; undefined for all. */
  readonly limit: number | undefined;
}

/** Reads options, query text and directives; options win over directives. The command line is judged before files. */
export async function readRunRequest(
  file: string | undefined,
  flags: RunFlags,
  context: CommandContext,
): Promise<Outcome<RunRequest>> {
  const chosen = chooseSource(file, flags.query);
  if (chosen.kind === 'problem') return chosen;
  const zone = parseZone(flags.timezone);
  if (zone.kind === 'problem') return zone;
  const now = parseNow(flags.now, zone.value);
  if (now.kind === 'problem') return now;
  const timeRange = parseTimeRange(flags);
  if (timeRange.kind === 'problem') return timeRange;
  const parameters = parsePairs(flags.param ?? [], '--param NAME=VALUE');
  if (parameters.kind === 'problem') return parameters;
  const limit = parseCount(flags.limit, '--limit', 0);
  if (limit.kind === 'problem') return limit;
  const cellNumber = parseCount(flags.cell, '--cell', 1);
  if (cellNumber.kind === 'problem') return cellNumber;
  const settings = await readSettings(flags, context);
  if (settings.kind === 'problem') return settings;
  const customFields = await readCustomFields(settings.value.sourcesFiles ?? []);
  if (customFields.kind === 'problem') return customFields;
  const queryFile = chosen.value.kind === 'file' ? chosen.value.path : undefined;
  const lookups = readLookups(flags, queryFile, context.cwd);

  const source = await readSource(chosen.value, context);
  if (source.kind === 'problem') return source;
  const { name, text } = source.value;
  const document = parseDocument(text);
  const lines = new LineIndex(text);
  const cell = pickCell(document, name, cellNumber.value);
  if (cell.kind === 'problem') return cell;
  const written = readDirectives(cell.value, name, lines);
  if (written.kind === 'problem') return written;
  const { range } = cell.value;
  return ok({
    source: source.value,
    document,
    lines,
    range,
    customFields: customFields.value,
    settings: lookups === undefined ? settings.value : { ...settings.value, lookups },
    params: {
      query: text.slice(range.start, range.end),
      timeRange: timeRange.value ?? written.value.timeRange ?? {},
      now: now.value,
      timezone: zone.value,
      parameters: { ...written.value.parameters, ...Object.fromEntries(parameters.value) },
      operation: 'run',
    },
    limit: limit.value,
  });
}
