import type { DuckDBConnection } from '@duckdb/node-api';

import { exponent, hotPresence, hotStructure, hotValues } from './hotFields.ts';
import { MessageWriter } from './messageWriter.ts';
import { INCOMING, MESSAGES } from './schema.ts';

const texts = {
  json: 'json',
  isSound: 'is_sound',
  structure: 'structure',
  hasNull: 'has_null',
  presence: 'presence',
  hasExponent: 'has_exponent',
};

/** Members that are null in most records of CloudTrail, and are no hot fields. */
const usualNulls = '"(?:requestParameters|responseElements)":null';

/** Whether there is another null than these. A pattern takes a third of the time that replacing texts does. */
const hasNull = `CASE WHEN contains(json, 'null') THEN contains(regexp_replace(json, '${usualNulls}', '', 'g'), 'null') ELSE FALSE END`;

/** What queries take for the JSON of a message is also what the hot fields are read from. */
const moveIncoming = `INSERT INTO messages SELECT ${[...Object.values(MESSAGES.columns), ...hotValues(texts)].join(', ')} FROM (
  SELECT *, ${hotPresence(texts)} AS presence FROM (
    SELECT *, ${hasNull} AS has_null, regexp_matches(json, '"\\s*:\\s*${exponent}') AS has_exponent, CASE WHEN is_sound THEN from_json(json, '${JSON.stringify(hotStructure())}') END AS structure
    FROM (SELECT *, json IS NULL OR json_valid(json) AS is_sound
      FROM (SELECT *, CASE WHEN is_json THEN raw WHEN contains(raw, '{') OR contains(raw, '[') THEN sesq_json_within(raw, 'first') END AS json
        FROM (${INCOMING.tables.map((table) => `SELECT * FROM ${table}`).join(' UNION ALL ')})))))`;

/**
 * Runs work that writes messages and, with `hotFields`, reads these from what was written. The caller has a transaction
 * open on the connection, and gives it up when this throws.
 */
export async function writeMessages<T>(
  connection: DuckDBConnection,
  hotFields: boolean,
  work: (writer: MessageWriter) => Promise<T>,
): Promise<T> {
  const makeRoom = async (): Promise<void> => {
    for (const table of INCOMING.tables) await connection.run(INCOMING.create(table));
  };
  if (hotFields) await makeRoom();
  const move = async (): Promise<void> => {
    await connection.run(moveIncoming);
    await makeRoom();
  };
  const writer = new MessageWriter(connection, {
    tables: hotFields ? INCOMING.tables : [MESSAGES.table],
    move: hotFields ? move : undefined,
  });
  let result: T;
  try {
    result = await work(writer);
    await writer.finish();
  } finally {
    // One that is left open would write what it still holds whenever it is collected, into the next file's rows.
    writer.close();
  }
  if (hotFields) for (const table of INCOMING.tables) await connection.run(`DROP TABLE ${table}`);
  return result;
}
