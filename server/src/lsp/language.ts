import type { Completion, Diagnostic, SesqDocument } from '../language/index.ts';
import { checkDocument, complete, parseDocument } from '../language/index.ts';

/** What the server asks of the query language; tests put a faulty one in its place. */
export interface Language {
  /** Reads a text; never throws. */
  readonly parse: (text: string) => SesqDocument;
  /** Every finding of a text, ordered by position. `customFields` are fields that settings give to messages. */
  readonly check: (document: SesqDocument, customFields: readonly string[]) => readonly Diagnostic[];
  /** Proposals for a UTF-16 offset. */
  readonly complete: (document: SesqDocument, offset: number, customFields: readonly string[]) => readonly Completion[];
}

/** The `.sesq` query language. */
export const sesqLanguage: Language = { parse: parseDocument, check: checkDocument, complete };
