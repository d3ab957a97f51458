/**
 * What the client and the engine process say to each other (JSON-RPC over the IPC channel).
 * Requests are methods of `EngineRequests`; every one can be cancelled. Types only.
 */
import type { DashboardNotifications, DashboardRequests } from './dashboard.ts';
import type { SourceList } from './sources.ts';

/** What "now" is for relative ranges: the clock, the newest record, or an instant in epoch milliseconds. */
export type NowChoice = 'data' | 'clock' | number;

export interface EngineSettings {
  /** Files, folders and globs to read, absolute paths. */
  readonly logs: readonly string[];
  /** Source categories for files, first match wins; the rest are detected by content. */
  readonly categories: readonly CategoryRule[];
  /** What the settings say about log files; the first source that takes a file wins. */
  readonly sources?: readonly SourceList[];
  /** Files in the form of `SourcesFile`, absolute paths; one that does not exist says nothing. They come after `sources`. */
  readonly sourcesFiles?: readonly string[];
  /** Most bytes that the store's file may take; the files loaded first are dropped first. No limit when undefined or 0. */
  readonly storeLimit?: number;
  /** Most bytes that one compressed file may unpack to; a default holds when undefined. */
  readonly inflateLimit?: number;
  /** True to leave out of answers what says the same as an earlier record. Files of sources may say so too. */
  readonly deduplicate?: boolean;
  /** True to keep what can be read of a record before a mistake as a record. Sources may say otherwise. */
  readonly lenient?: boolean;
  /** Memory the database may use, in DuckDB notation such as `1GB`; empty for 448 MB. */
  readonly memoryLimit: string;
  /** Worker threads, 0 for the engine's default. */
  readonly threads: number;
  /** Folder for the store that survives a restart, or undefined to keep everything in memory. */
  readonly cacheFolder: string | undefined;
  /** Milliseconds after which a query is given up; no limit when undefined or 0. Reading files does not count. */
  readonly queryTimeout?: number;
  /** True when one query will be asked and nothing is kept: what only pays off later is left out. */
  readonly oneShot?: boolean;
  /** Tables for `lookup` and its relatives. */
  readonly lookups?: LookupSettings;
}

/** Where lookup tables are; absolute paths. What is left out is not there. */
export interface LookupSettings {
  /** Folders with CSV and JSON files, searched in this order. */
  readonly folders?: readonly string[];
  /** A `.mmdb` file with places of IP addresses, or a folder with such files; else the installed one is used. */
  readonly geoDatabase?: string;
  /** A `.mmdb` file with networks of IP addresses, or a folder with such files. */
  readonly asnDatabase?: string;
  /** A CSV or JSON file of threats. */
  readonly threatTable?: string;
  /** The one folder that `save` may write to; it is searched before the others. */
  readonly saveFolder?: string;
}

export interface CategoryRule {
  readonly category: string;
  /** A glob on the absolute path, or on its end when it does not start with `/`. */
  readonly glob: string;
}

export interface TimeRangeChoice {
  /** Start, inclusive, as typed by the user: an instant, a date or a relative time; undefined for the oldest record. */
  readonly from?: string;
  /** End, exclusive; undefined for the newest record (inclusive). */
  readonly to?: string;
}

export interface RunQueryParams {
  readonly query: string;
  readonly timeRange: TimeRangeChoice;
  readonly now: NowChoice;
  /** IANA zone for slices and dates. */
  readonly timezone: string;
  /** Values for `{{name}}`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Echoed in progress notifications so that the sender can tell its operations apart. */
  readonly operation: string;
  /** Only messages of these files, or of files below these folders; absolute paths. All files when left out. */
  readonly paths?: readonly string[];
}

export type ColumnType = 'text' | 'long' | 'double' | 'boolean' | 'time';

/** One column of a result. Values of `time` columns are epoch milliseconds. */
export interface ResultColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A cell: text, number, boolean or null. Longs beyond 2^53 come as text so that no digit is lost. */
export type ResultValue = string | number | boolean | null;

export interface QueryStats {
  /** Messages that the scope and the time range let through. */
  readonly messagesMatched: number | undefined;
  /** Messages in all the files; undefined when they were asked without being counted, which only `oneShot` allows. */
  readonly messagesTotal: number | undefined;
  readonly rows: number;
  /** Milliseconds from the start of the request to the last row. */
  readonly elapsed: number;
  /** Milliseconds of that spent reading files into the store. */
  readonly loading: number;
  /** The range that was used, epoch milliseconds, end exclusive; undefined when there was no data. */
  readonly range: { readonly from: number; readonly to: number } | undefined;
  readonly now: number | undefined;
}

/** Something the user should know about an answer that is otherwise good. */
export interface ResultNotice {
  readonly code: string;
  readonly message: string;
}

export interface QueryDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** UTF-16 offsets into the query text. */
  readonly start: number;
  readonly end: number;
}

/** Aggregate results are rows that a stage computed; message results are the messages themselves. */
export type ResultShape = 'aggregates' | 'messages';

export type RunQueryResult =
  | {
      readonly kind: 'rows';
      /** Handle for `results/page`; valid until `results/release`. */
      readonly resultId: string;
      readonly shape: ResultShape;
      readonly columns: readonly ResultColumn[];
      readonly stats: QueryStats;
      readonly notices: readonly ResultNotice[];
      readonly diagnostics: readonly QueryDiagnostic[];
    }
  /** The query or its input is wrong; nothing ran. */
  | { readonly kind: 'invalid'; readonly message: string; readonly diagnostics: readonly QueryDiagnostic[] }
  /** The engine could not finish; the message is meant for the user. */
  | { readonly kind: 'failed'; readonly message: string };

export interface ResultSort {
  readonly column: number;
  readonly descending: boolean;
}

export interface ResultPageParams {
  readonly resultId: string;
  readonly offset: number;
  readonly limit: number;
  readonly sort: ResultSort | undefined;
}

export interface ResultPage {
  readonly offset: number;
  /** All rows of the result. */
  readonly total: number;
  readonly rows: readonly (readonly ResultValue[])[];
}

export interface RejectedRecord {
  /** One-based line and column (UTF-16) in the decoded text of the file. */
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** How one file was read. */
export interface SourceFile {
  readonly path: string;
  readonly category: string;
  /** For example `ndjson`, `json`, `array`, `cloudtrail`, with `+gzip` when compressed. */
  readonly format: string;
  /** Messages kept, the rejected ones included (they stay searchable as text). */
  readonly records: number;
  /** Messages by record kind, for example `ses.notification`. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Oldest and newest message time, epoch milliseconds. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly bytes: number;
  readonly rejected: readonly RejectedRecord[];
  /** How many there are, when `rejected` lists only the first of them. */
  readonly rejectedCount?: number;
  /** So many of its records say what an earlier one says and are left out of answers; undefined when none are left out. */
  readonly duplicates?: number;
  readonly notes: readonly string[];
}

/** The store on disk. */
export interface StoreReport {
  /** Absolute path of its file, undefined for memory. */
  readonly file: string | undefined;
  /** Bytes it takes on disk, 0 for memory. */
  readonly bytes: number;
  /** Bytes of the log files in it when they are unpacked. */
  readonly textBytes: number;
  readonly limit: number;
}

export interface SourcesReport {
  readonly store: StoreReport;
  readonly files: readonly SourceFile[];
  readonly totals: {
    readonly files: number;
    readonly records: number;
    readonly rejected: number;
    readonly bytes: number;
    /** Undefined when duplicates are not left out. */
    readonly duplicates?: number;
  };
  /** How many duplicates there are while they are not left out; undefined when that takes long to find out. */
  readonly repeated?: number;
}

/** Every request the engine answers. */
export interface EngineRequests extends DashboardRequests {
  'engine/configure': { readonly params: EngineSettings; readonly result: null };
  'sources/list': { readonly params: { readonly operation: string }; readonly result: SourcesReport };
  /** Forgets everything that was read and gives the disk space back; the next request reads the files again. */
  'store/clear': { readonly params: null; readonly result: null };
  'query/run': { readonly params: RunQueryParams; readonly result: RunQueryResult };
  'results/page': { readonly params: ResultPageParams; readonly result: ResultPage };
  'results/release': { readonly params: { readonly resultId: string }; readonly result: null };
}

export interface EngineProgress {
  readonly operation: string;
  readonly phase: 'scanning' | 'loading' | 'running';
  /** 0 to 1, or undefined when it cannot be told. */
  readonly fraction: number | undefined;
  readonly bytes: number;
  readonly records: number;
}

/** Every notification the engine sends. */
export interface EngineNotifications extends DashboardNotifications {
  'engine/progress': EngineProgress;
}
