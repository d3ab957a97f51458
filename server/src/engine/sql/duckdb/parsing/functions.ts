/** The readers of texts as scalar functions of a connection. */
import { DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { guarded } from '../guardedFunction.ts';
import type { JsonStep } from '../../../plan/jsonPath.ts';
import type { ColumnSettings, JsonAutoSettings, KeyValueSettings, XmlSettings } from '../../../plan/textReaders.ts';
import { splitColumns } from './columns.ts';
import { flatNames, flatValues, wantNames } from './jsonFlat.ts';
import type { FlatOptions, WantedNames } from './jsonFlat.ts';
import { queryJson } from './jsonQuery.ts';
import { jsonText, parseJson } from './jsonTree.ts';
import { jsonWithin } from './jsonWithin.ts';
import { keyNames, keyValues } from './keyValues.ts';
import { xmlValues } from './xml.ts';

/** Computes a value from a text and a setting, which is the same for all rows of a statement. */
type Reader = (text: string, setting: string) => string | null;

/** A reader whose setting is JSON of a known form, and whose values become a list. */
function lists<S>(read: (text: string, settings: S) => readonly (string | null)[]): Reader {
  return (text, setting) => JSON.stringify(read(text, parsed(setting) as S));
}

const settings = new Map<string, unknown>();

function parsed(setting: string): unknown {
  let known = settings.get(setting);
  if (known === undefined) {
    if (settings.size > 1000) settings.clear();
    known = JSON.parse(setting);
    settings.set(setting, known);
  }
  return known;
}

function flatOptions({ maxDepth = Infinity, extractArrays }: JsonAutoSettings): FlatOptions {
  return { maxDepth, extractArrays };
}

/** The names of settings, prepared once for all rows. */
const wantedNames = new WeakMap<JsonAutoSettings, WantedNames>();

function jsonAutoValues(document: string, options: JsonAutoSettings): readonly (string | null)[] {
  const tree = parseJson(document) ?? null;
  const wanted = wantedNames.get(options) ?? wantNames(options.names);
  wantedNames.set(options, wanted);
  return flatValues(tree, flatOptions(options), wanted).map((value) => jsonText(value ?? null));
}

const readers: Readonly<Record<string, Reader>> = {
  sesq_json_within: (text, which) => jsonWithin(text, which === 'last' ? 'last' : 'first'),
  sesq_json_query(document, steps) {
    const tree = parseJson(document);
    const found = tree === undefined ? [] : queryJson(tree, parsed(steps) as readonly JsonStep[]);
    return found.length === 0 ? null : JSON.stringify(found);
  },
  sesq_json_auto_values: lists(jsonAutoValues),
  sesq_json_auto_names: lists((document, options: JsonAutoSettings) =>
    flatNames(parseJson(document) ?? null, flatOptions(options)),
  ),
  sesq_split: lists((text, options: ColumnSettings) => {
    const columns = splitColumns(text, options);
    return options.positions.map((position) => columns[position - 1] ?? null);
  }),
  sesq_key_values: lists<KeyValueSettings>(keyValues),
  sesq_key_names: lists<KeyValueSettings>(keyNames),
  sesq_xml: lists((text, { paths }: XmlSettings) => xmlValues(text, paths)),
};

/** Makes the functions that read texts known to a connection. Call it once for each connection. */
export function registerParsingFunctions(connection: DuckDBConnection): void {
  for (const [name, read] of Object.entries(readers)) {
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        parameterTypes: [VARCHAR, VARCHAR],
        returnType: VARCHAR,
        mainFunction: guarded((input, output) => {
          const [texts, options] = [input.getColumnVector(0), input.getColumnVector(1)];
          for (let row = 0; row < input.rowCount; row += 1) {
            const [text, option] = [texts.getItem(row), options.getItem(row)];
            output.setItem(row, typeof text === 'string' && typeof option === 'string' ? read(text, option) : null);
          }
        }),
      }),
    );
  }
}
