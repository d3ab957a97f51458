/**
 * What can be asked of log files that are not loaded. Everything else is loaded first, for the reason given; so are files in
 * which, on the way, a line turns out to be something else than a plain record (`sql/duckdb/lineTable.ts`).
 */
import type { EngineSettings, RunQueryParams } from '../../protocol/engine.ts';
import type { Query } from '../../language/index.ts';
import type { MessageAttribute, QueryPlan } from '../plan/nodes.ts';
import type { DiscoveredFile } from '../sources/discover.ts';
import { isPlainReading } from '../sources/settings/reading.ts';
import type { SourceResolution } from '../sources/settings/resolveSources.ts';
import type { ResolvedSource } from '../sources/settings/types.ts';
import { countedAttributes } from '../sql/duckdb/lineTable.ts';
import { largestUnpacked } from '../store/lineForm.ts';
import { isPattern } from '../store/plainRecord.ts';
import type { LineForm } from '../store/plainRecord.ts';
import { canonicalZone } from '../time/zone.ts';
import { orderIsSeen } from './orderIsSeen.ts';

/** Something that has to be true, and why it matters when it is not. */
export interface Condition<Subject> {
  readonly holds: (subject: Subject) => boolean;
  /** A clause that completes "… because". */
  readonly otherwise: string;
}

/** Why the first condition that does not hold matters; undefined when all of them hold. */
export function broken<Subject>(conditions: readonly Condition<Subject>[], subject: Subject): string | undefined {
  return conditions.find(({ holds }) => !holds(subject))?.otherwise;
}

/** What is asked, and under which settings. */
export interface Question {
  readonly settings: EngineSettings;
  readonly params: Pick<RunQueryParams, 'paths' | 'timezone'>;
  readonly query: Query;
}

/** Of every question. */
export const questionConditions: readonly Condition<Question>[] = [
  {
    holds: ({ settings }) => settings.oneShot === true && settings.cacheFolder === undefined,
    otherwise: 'what is loaded is kept for the next question',
  },
  { holds: ({ params }) => params.paths === undefined, otherwise: 'only some of the files are asked' },
  { holds: ({ params }) => canonicalZone(params.timezone) !== undefined, otherwise: 'the time zone is not known' },
  {
    // Files that have to be loaded after all would be asked twice.
    holds: ({ query }) => query.stages.every(({ kind }) => kind !== 'save'),
    otherwise: 'the query saves a table',
  },
];

/** Of what the settings and files of sources say. */
export const sourceConditions: readonly Condition<Extract<SourceResolution, { readonly kind: 'ok' }>>[] = [
  {
    holds: ({ deduplicate }) => !deduplicate,
    otherwise: 'records that occur twice are found by comparing all of them',
  },
];

/** Files that were found, and how many bytes they have at least when unpacked. */
export interface Selection {
  readonly files: number;
  readonly bytes: number;
  /** Fewer bytes than this are loaded in a moment. */
  readonly smallest: number;
}

/** Opening each of them to look at it takes time as well. */
const mostFiles = 1000;

/** Of the files together. */
export const selectionConditions: readonly Condition<Selection>[] = [
  { holds: ({ files }) => files > 0, otherwise: 'there are no files' },
  { holds: ({ files }) => files <= mostFiles, otherwise: `there are more than ${String(mostFiles)} files` },
  { holds: ({ bytes, smallest }) => bytes >= smallest, otherwise: 'the files are small' },
];

/** A file, what settings say about it, and how its lines are written; undefined when it is no file of plain records. */
export interface Candidate {
  readonly file: Pick<DiscoveredFile, 'path'>;
  readonly source: Pick<ResolvedSource, 'reading' | 'fields'>;
  readonly form: LineForm | undefined;
}

/** Of every file. */
export const fileConditions: readonly Condition<Candidate>[] = [
  {
    holds: ({ form }) => form !== undefined,
    otherwise: 'it does not begin with a record of Amazon SES that is a line of its own',
  },
  { holds: ({ file }) => !isPattern(file.path), otherwise: 'there are wildcards in its name' },
  { holds: ({ source }) => isPlainReading(source.reading), otherwise: 'settings say how it is read' },
  {
    holds: ({ source }) => Object.keys(source.fields).length === 0,
    otherwise: 'settings give fields to its messages',
  },
];

/** A plan that was made without knowing anything about the messages. */
export interface FirstPlan {
  readonly plan: QueryPlan;
  /** Whether planning had to know the times of the messages. */
  readonly askedForTimes: boolean;
  readonly attributes: ReadonlySet<MessageAttribute>;
  readonly files: readonly UnpackedFile[];
}

/** A file with its size on disk and the most bytes that it may unpack to. */
export interface UnpackedFile {
  readonly form: LineForm;
  readonly bytes: number;
  readonly inflateLimit: number;
}

/** Of questions that are answered while the lines are looked at for the first time. Others look at all of them twice. */
export const firstLookConditions: readonly Condition<FirstPlan>[] = [
  { holds: ({ askedForTimes }) => !askedForTimes, otherwise: 'the times of the messages have to be known first' },
  { holds: ({ plan }) => plan.shape === 'aggregates', otherwise: 'messages are shown in their order' },
  { holds: ({ plan }) => !orderIsSeen(plan.root), otherwise: 'the order of the messages matters' },
  {
    holds: ({ attributes }) => [...attributes].every((each) => !countedAttributes.has(each)),
    otherwise: 'messages have to be counted first',
  },
  {
    holds: ({ files }) =>
      files.every(({ form, bytes, inflateLimit }) => !form.compressed || largestUnpacked(bytes) <= inflateLimit),
    otherwise: 'a compressed file may be larger than it is allowed to be',
  },
];
