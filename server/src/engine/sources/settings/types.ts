/** What the settings of sources come down to for one file. */
import type { ProcessingRule } from '../../../protocol/sources.ts';

/** How the lines of a plain text become messages. JSON values are whole messages whatever this says. */
export type Multiline =
  /** Every line is a message. */
  | { readonly kind: 'off' }
  /** Lines that begin with a time begin a message; without any such line every line is one. */
  | { readonly kind: 'infer' }
  /** Lines in which this expression is found at their start begin a message. */
  | { readonly kind: 'boundary'; readonly regexp: RegExp };

/** A pattern that times are looked for with. */
export interface TimePattern {
  /** A Java date pattern, or `epoch`. */
  readonly format: string;
  /** Its first group (or all of it) is the text of the time. */
  readonly locator: RegExp | undefined;
}

/** How the records of a file are read. */
export interface ReadingOptions {
  /** Zone of times that name none (`fallback`), or of all times (`forced`). */
  readonly timeZone: { readonly zone: string; readonly use: 'fallback' | 'forced' };
  /** `file`: messages have the time of the file's last change. */
  readonly times: { readonly kind: 'detect'; readonly patterns: readonly TimePattern[] } | { readonly kind: 'file' };
  readonly multiline: Multiline;
  /** In the order they apply in. */
  readonly rules: readonly ProcessingRule[];
  /** True: what can be read of a record before a mistake is kept as a record. */
  readonly lenient: boolean;
  /** Most bytes that a compressed file may unpack to. */
  readonly inflateLimit: number;
}

/** Everything that is said about one file. Undefined members were not set: the store has its own values for them. */
export interface ResolvedSource {
  readonly name: string | undefined;
  readonly category: string | undefined;
  readonly host: string | undefined;
  readonly collector: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  readonly reading: ReadingOptions;
  /** Differs when a file has to be read again because of `reading`; empty when everything is as without settings. */
  readonly readingKey: string;
}

/** Gives what is said about a file, by its absolute path. */
export type SourceResolver = (path: string) => ResolvedSource;
