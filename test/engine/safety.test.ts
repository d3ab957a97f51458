import assert from 'node:assert/strict';
import { StatementType } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { substituteTemplates } from '../../server/src/engine/plan/templates.ts';
import { ask, fillStore, openStore, Refused } from './support.ts';
import type { TestMessage } from './support.ts';

/** Stands in every hostile text, and may stand in no statement. */
const marker = 'zqx';

/** Texts that mean something to SQL, to its strings, names, comments and placeholders, or to programs in between. */
const hostile: readonly (readonly [name: string, text: string])[] = [
  ['a statement', `${marker}'; DROP TABLE messages; --`],
  ['a statement after a name', `${marker}"; DELETE FROM messages; --`],
  ['a placeholder', `$1 ${marker} $$${marker}$$ ?1 :a`],
  ['a double quote', `${marker}"`],
  ['a single quote', `${marker}'`],
  ['a trailing backslash', `${marker}\\`],
  ['backslashes and quotes', `\\"${marker}\\'`],
  ['a null character', `${marker}\u0000'; DROP TABLE messages`],
  ['a long text', `${marker}${'x'.repeat(2_000)}`],
  ['a line comment', `${marker} -- `],
  ['a block comment', `/* ${marker} */`],
  ['a function', `${marker}' || (SELECT max(path) FROM files) || '`],
  ['wildcards', `%${marker}_*?`],
  ['brackets', `((${marker}[{`],
  ['look-alike quotes', `＇${marker}＂ʼ; DROP TABLE messages; --`],
  ['directions and joiners', `\u202e${marker}\u200d\ufeff`],
  ['letters beyond the basic plane', `😀${marker}𝒔`],
  ['a lone surrogate', `${marker}\ud800`],
  ['a template', `{{${marker}}}`],
  ['a line', `${marker}\n; DROP TABLE files`],
];

const inString = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
/** In a regular expression a backslash belongs to the expression. */
const inRegex = (text: string): string => `"${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('"', '\\"')}`;
const asName = (text: string): string => `%"${text.replaceAll('"', '\\"')}"`;
const between = (text: string): string => text.replace(/[^\w*-]/g, '').slice(0, 1_000);

/** Every place of the language where a text of the author's choice may stand. */
const places: Readonly<Record<string, (text: string) => string>> = {
  keyword: (text) => `${between(text)} | count`,
  phrase: (text) => `${inString(text)} | count`,
  'field value of the scope': (text) => `_sourceCategory=${inString(text)} or own=${inString(text)} | count`,
  'field name of the scope': (text) => `${asName(text)}=${inString(text)} | count`,
  'compared literal': (text) => `* | where _raw = ${inString(text)} or _raw > ${inString(text)}`,
  'list of literals': (text) => `* | where _raw in (${inString(text)}, "other")`,
  glob: (text) => `* | where _raw matches ${inString(text)} or _raw matches concat(${inString(text)}, "*")`,
  'regular expression literal': (text) => `* | where _raw matches /${inRegex(text).slice(1).replaceAll('/', '\\/')}/`,
  'contained text': (text) => `* | where _raw contains ${inString(text)}`,
  'computed value': (text) => `* | ${inString(text)} as v | count by v`,
  concat: (text) => `* | concat(${inString(text)}, _raw, 1) as v | toUpperCase(v)`,
  replace: (text) => `* | replace(_raw, ${inString(text)}, ${inString(text)}) as v`,
  'replacement of an expression': (text) => `* | replace(_raw, /k/, ${inString(text)}) as v`,
  'choice of values': (text) => `* | if(_raw = ${inString(text)}, ${inString(text)}, "b") as v | count by v`,
  'date pattern': (text) => `* | formatDate(_messageTime, ${inString(`'${text.replaceAll("'", "''")}'`)}) as v`,
  'time zone': (text) => `* | formatDate(_messageTime, "yyyy", ${inString(text)}) as v`,
  'parsed date': (text) => `* | parseDate(${inString(text)}, ${inString(text)}) as v`,
  format: (text) => `* | format(${inString(text)}, _raw) as v`,
  alias: (text) => `* | 1 as ${asName(text)} | count by ${asName(text)} | sort by ${asName(text)}`,
  'aggregate alias': (text) => `* | count as ${asName(text)}, sum(_size) as b | where ${asName(text)} > 0`,
  'kept and dropped field': (text) => `* | 1 as ${asName(text)} | fields ${asName(text)} | fields - ${asName(text)}`,
  'JSON path': (text) => `* | json ${inString(text)} as v nodrop`,
  'JSON path in brackets': (text) => `* | json ${inString(`['${text.replace(/['\\]/g, '\\$&')}']`)} nodrop`,
  'key of json auto': (text) => `* | json auto keys ${inString(text)} nodrop`,
  anchor: (text) => `* | parse ${inString(`${text.replaceAll('*', '')} *`)} as v nodrop`,
  'regular expression': (text) => `* | parse regex ${inRegex(text)}(?<v>.*)" nodrop`,
  'regular expression with look-around': (text) => `* | parse regex ${inRegex(text)}(?<v>.)(?=x)" multi nodrop`,
  'delimiter of split': (text) => `* | split _raw delim=${inString(text)} extract 1 as v`,
  'key of keyvalue': (text) => `* | keyvalue ${inString(text)} as v nodrop`,
  'expression of keyvalue': (text) => `* | keyvalue regex ${inRegex(text)}=(.*?)," "k" nodrop`,
  xpath: (text) => `* | parse xml ${inString(`/a[@id="${text}"]/text()`)} as v nodrop`,
  'values of fillmissing': (text) =>
    `* | "a" as k | count by k | fillmissing values(${inString(text)}) in k with ${inString(text)} for _count`,
  'promised column of transpose': (text) =>
    `* | "a" as k | count by _raw, k | transpose row _raw column k as ${asName(text)}, *`,
  'column of transpose': (text) => `* | ${inString(text)} as k | count by _raw, k | transpose row _raw column k`,
  'lookup table': (text) => `* | lookup a from path://${inString(text)} on b=_raw`,
  'text between merged values': (text) => `* | merge _raw join with ${inString(text)}`,
  'pattern of transaction': (text) => `* | 1 as id | transaction on id with ${inString(text)} as s`,
  'anchor of sessionize': (text) => `* | sessionize ${inString(`${text.replaceAll('*', '')}*`)} as (a), "$a*" as (b)`,
  'value of a parameter in a string': () => `* | where _raw = "{{p}}" | "{{p}}" as v`,
  'value of a parameter in the scope': () => `"{{p}}" | count`,
  'value of a parameter alone': () => `{{p}} | count`,
};

interface Recording {
  readonly prepared: { readonly sql: string; readonly type: StatementType }[];
  readonly ran: string[];
}

/** Notes every text that a connection is asked to prepare or to run. */
function record(connection: DuckDBConnection): Recording {
  const recording: Recording = { prepared: [], ran: [] };
  const [prepare, run] = [connection.prepare.bind(connection), connection.run.bind(connection)];
  connection.prepare = async (sql) => {
    const statement = await prepare(sql);
    recording.prepared.push({ sql, type: statement.statementType });
    return statement;
  };
  connection.run = (sql, ...rest) => {
    recording.ran.push(sql);
    return run(sql, ...rest);
  };
  return recording;
}

/** All that the database holds: its tables, and the rows of the store. */
async function contents(connection: DuckDBConnection): Promise<string> {
  const statements = [
    'SELECT table_name, sql FROM duckdb_tables() ORDER BY ALL',
    'SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL',
    'SELECT * FROM messages ORDER BY ALL',
    'SELECT * FROM files ORDER BY ALL',
    'SELECT * FROM store_version',
  ];
  const texts: string[] = [];
  for (const statement of statements)
    texts.push(JSON.stringify((await connection.runAndReadAll(statement)).getRowsJson()));
  return texts.join('\n');
}

/** Queries are one SELECT each; beside them only tables of steps are made and dropped. */
async function checkStatements(connection: DuckDBConnection, { prepared, ran }: Recording): Promise<void> {
  for (const { sql, type } of prepared) {
    assert.ok(!sql.toLowerCase().includes(marker), sql);
    assert.equal(type, StatementType.SELECT, sql);
    assert.equal((await connection.extractStatements(sql)).count, 1, sql);
  }
  for (const sql of ran) assert.match(sql, /^(CREATE TEMP TABLE|DROP TABLE IF EXISTS) "step_\d+"[^;]*$/);
}

/** Places where none of the texts means anything, so that all of them are refused. */
const refusing = new Set(['time zone', 'delimiter of split']);

describe('hostile text in a query', () => {
  let connection: DuckDBConnection;
  let recording: Recording;

  before(async () => {
    connection = await openStore();
    recording = record(connection);
  });

  /** True when the query ran, false when it was refused. */
  async function tryText(query: string, text: string): Promise<boolean> {
    const input: readonly TestMessage[] = [
      { raw: JSON.stringify({ k: text, own: text }), category: text, path: `/logs/${text}` },
      { raw: text },
    ];
    await fillStore(connection, input);
    const before = await contents(connection);
    for (const list of [recording.prepared, recording.ran]) list.length = 0;
    let isAnswered = true;
    try {
      await ask(connection, input, substituteTemplates(query, { p: text }).text);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      assert.doesNotMatch(error.message, /\n +at /);
      isAnswered = false;
    }
    await checkStatements(connection, { prepared: [...recording.prepared], ran: [...recording.ran] });
    assert.equal(await contents(connection), before);
    return isAnswered;
  }

  for (const [place, query] of Object.entries(places)) {
    it(`never becomes SQL: ${place}`, async () => {
      const answered: string[] = [];
      for (const [name, text] of hostile) {
        try {
          if (await tryText(query(text), text)) answered.push(name);
        } catch (error) {
          throw new Error(`${name}: ${String(error)}`, { cause: error });
        }
      }
      assert.equal(answered.length > 0, !refusing.has(place));
    });
  }

  it('never becomes SQL: delimiter of one character', async () => {
    for (const character of ["'", '"', '\\', ';', '$', '%', '\t', '?', '☃'])
      assert.ok(
        await tryText(`* | split _raw delim='${character}' extract 1 as v | fields v`, `${marker}${character}`),
      );
  });
});
