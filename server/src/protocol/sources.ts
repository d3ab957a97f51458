/**
 * What can be said about log files before they are read, in the terms of the hosted product's sources (its JSON form uses
 * the same names, apart from `paths`). Types only.
 */

/** A pattern for times and, where it is needed, where in the message the time stands. */
export interface DateFormat {
  /** A Java date pattern such as `yyyy-MM-dd HH:mm:ss`, or `epoch`. */
  readonly format: string;
  /** A regular expression whose first group is the text of the time; without one the leftmost text that fits is taken. */
  readonly locator?: string;
}

/** What becomes of a message, or of parts of it, before it is stored. */
export interface ProcessingRule {
  readonly name: string;
  /**
   * `Exclude` drops messages that fit, `Include` drops those that do not; `Mask` replaces what the groups (or the whole
   * expression) matched with `mask`, `Hash` with a hash of it. Dropped messages are counted and reported.
   */
  readonly filterType: 'Include' | 'Exclude' | 'Mask' | 'Hash';
  readonly regexp: string;
  /** The replacement of a `Mask` rule; `#####` without one. */
  readonly mask?: string;
}

/** One source: the files it takes and how they are read. A file belongs to the first source that takes it. */
export interface SourceSettings {
  /** `_source` of its messages. */
  readonly name?: string;
  /** Globs on the path, relative to the folder of the workspace or of the file that holds the settings. */
  readonly paths: readonly string[];
  /** Globs of files that it leaves to other sources. */
  readonly denylist?: readonly string[];
  /** `_sourceCategory`; found by content when it is left out. */
  readonly category?: string;
  /** `_sourceHost`. */
  readonly hostName?: string;
  /** `_collector`. */
  readonly collector?: string;
  /** Fields that every message has, by name. */
  readonly fields?: Readonly<Record<string, string>>;
  /** IANA zone of times without one, or of all times with `forceTimeZone`; UTC when it is left out. */
  readonly timeZone?: string;
  readonly forceTimeZone?: boolean;
  /** False: messages have the time of the file's last change. */
  readonly automaticDateParsing?: boolean;
  /** Tried before the automatic detection, in this order. */
  readonly defaultDateFormats?: readonly DateFormat[];
  /** Of plain text; JSON values are always whole messages. False: every line is a message. */
  readonly multilineProcessingEnabled?: boolean;
  /** Lines that begin with a time begin a message. Ignored beside `manualPrefixRegexp`. */
  readonly useAutolineMatching?: boolean;
  /** Lines that fit begin a message. */
  readonly manualPrefixRegexp?: string;
  /** True: the fields before a mistake in a record are kept as a record; the setting for all when left out. */
  readonly lenient?: boolean;
  readonly filters?: readonly ProcessingRule[];
}

/** The shareable form: `.sesq/sources.json` in a workspace folder. */
export interface SourcesFile {
  readonly version: 1;
  /** True: records that say the same as an earlier one are left out of answers. */
  readonly deduplicate?: boolean;
  readonly sources: readonly SourceSettings[];
}

/** Sources together with the folder that their relative globs start from (an absolute path). */
export interface SourceList {
  readonly base: string;
  readonly sources: readonly SourceSettings[];
}
