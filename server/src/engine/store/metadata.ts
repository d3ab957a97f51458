import { hostname } from 'node:os';

import { detectCategory } from '../sources/classify.ts';
import type { RecordKind } from '../sources/classify.ts';
import type { DiscoveredFile } from '../sources/discover.ts';
import type { ResolvedSource } from '../sources/settings/types.ts';

/** What is said about a file beside its content: columns of the table of files by name. */
export interface FileMetadata {
  readonly category: string;
  /** Each message has the category of its own kind, see `messageTable.ts`. */
  readonly mixed: boolean;
  readonly host: string;
  readonly collector: string;
  readonly source: string;
  /** JSON. */
  readonly fields: string;
}

/** What the content of a file says about its category. */
export interface ContentCategory {
  readonly detectedCategory: string;
  /** Whether its messages are of kinds that belong to different categories. */
  readonly manyCategories: boolean;
}

/** The collector of files for which no source names another: this machine's disk. */
export const COLLECTOR = 'Local';

/** What is said about a file: the settings' word first, then what its content and name say. */
export function metadataOf(content: ContentCategory, file: DiscoveredFile, source: ResolvedSource): FileMetadata {
  return {
    category: source.category ?? content.detectedCategory,
    mixed: source.category === undefined && content.manyCategories,
    host: source.host ?? hostname(),
    collector: source.collector ?? COLLECTOR,
    source: source.name ?? file.source,
    fields: JSON.stringify(source.fields),
  };
}

/** Whether messages of these kinds belong to different categories. Texts belong to the records around them. */
export function hasManyCategories(kinds: Readonly<Partial<Record<RecordKind, number>>>): boolean {
  const categories = (Object.keys(kinds) as RecordKind[]).flatMap((kind) =>
    kind !== 'text' && (kinds[kind] ?? 0) > 0 ? [detectCategory({ [kind]: 1 })] : [],
  );
  return new Set(categories).size > 1;
}
