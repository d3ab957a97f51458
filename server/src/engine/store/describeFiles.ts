import type { DuckDBConnection } from '@duckdb/node-api';

import type { DiscoveredFile } from '../sources/discover.ts';
import type { SourceResolver } from '../sources/settings/types.ts';
import type { StoredFile } from './fileRows.ts';
import { metadataOf } from './metadata.ts';
import type { FileMetadata } from './metadata.ts';

const texts = ['category', 'host', 'collector', 'source', 'fields'].map((name) => `"${name}":"VARCHAR"`).join(',');

// One statement for all: there may be thousands of files.
const UPDATE = `UPDATE files SET category = n.category, mixed = n.mixed, host = n.host, collector = n.collector, source = n.source, fields = n.fields
  FROM (SELECT unnest(from_json($1, '[{"fileId":"INTEGER","mixed":"BOOLEAN",${texts}}]'), recursive := true)) AS n WHERE files.file_id = n.fileId`;

/** Writes the metadata of files that have others than before; they may change without the files. False when none has. */
export async function describeFiles(
  connection: DuckDBConnection,
  rows: readonly StoredFile[],
  files: readonly DiscoveredFile[],
  sourceOf: SourceResolver,
): Promise<boolean> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const changed = rows.flatMap((row) => {
    const file = byPath.get(row.path);
    if (file === undefined) return [];
    const metadata = metadataOf(row, file, sourceOf(row.path));
    const isSame = (Object.keys(metadata) as (keyof FileMetadata)[]).every((key) => metadata[key] === row[key]);
    return isSame ? [] : [{ fileId: row.fileId, ...metadata }];
  });
  if (changed.length === 0) return false;
  await connection.run(UPDATE, [JSON.stringify(changed)]);
  return true;
}
