import type { DuckDBConnection } from '@duckdb/node-api';

import { exponent, hotStructure, hotValues } from './hotFields.ts';
import { MessageWriter } from './messageWriter.ts';
import { INCOMING, MESSAGES } from './schema.ts';

const incomingValues = hotValues({
  json: 'json',
  isSound: 'is_sound',
  structure: 'structure',
  hasNull: 'has_null',
  hasExponent: 'has_exponent',
});

/** What queries take for the JSON of a message is also what the hot fields are read from. */
const moveIncoming = `INSERT INTO messages SELECT ${[...Object.values(MESSAGES.columns), ...incomingValues].join(', ')} FROM (
  SELECT *, contains(json, 'null') AS has_null, regexp_matches(json, '"\\s*:\\s*${exponent}') AS has_exponent, CASE WHEN is_sound THEN from_json(json, '${JSON.stringify(hotStructure())}') END AS structure
  FROM (SELECT *, json IS NULL OR json_valid(json) AS is_sound
    FROM (SELECT *, CASE WHEN is_json THEN raw WHEN contains(raw, '{') OR contains(raw, '[') THEN sesq_json_within(raw, 'first') END AS json
      FROM ${INCOMING.table})))`;

/**
 * Runs work that writes messages and, with `hotFields`, reads these from what was written. The caller has a transaction
 * open on the connection, and gives it up when this throws.
 */
export async function writeMessages<T>(
  connection: DuckDBConnection,
  hotFields: boolean,
  work: (writer: MessageWriter) => Promise<T>,
): Promise<T> {
  if (hotFields) await connection.run(INCOMING.create);
  const writer = await MessageWriter.create(connection, hotFields ? INCOMING.table : MESSAGES.table);
  let result: T;
  try {
    result = await work(writer);
  } finally {
    // One that is left open would write what it still holds whenever it is collected, into the next file's rows.
    writer.close();
  }
  if (!hotFields) return result;
  await connection.run(moveIncoming);
  await connection.run(`DROP TABLE ${INCOMING.table}`);
  return result;
}
