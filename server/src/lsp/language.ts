import type { Completion, Diagnostic, SesqDocument } from '../language/index.ts';
import { checkDocument, complete, parseDocument } from '../language/index.ts';

/** What the server asks of the query language; tests put a faulty one in its place. */
export interface Language {
  /** Reads a text; never throws. */
  readonly parse: (text: string) => SesqDocument;
  /** Every finding of a text, ordered by position. */
  readonly check: (document: SesqDocument) => readonly Diagnostic[];
  /** Proposals for a UTF-16 offset. */
  readonly complete: (document: SesqDocument, offset: number) => readonly Completion[];
}

/** The `.sesq` query language. */
export const sesqLanguage: Language = { parse: parseDocument, check: checkDocument, complete };
