/** `keyvalue`: fields from pairs such as `status=200`. */
import type { KeyvalueStage } from '../../../language/index.ts';
import type { Planner, RowSet } from '../planner.ts';
import { readRegex } from '../regexPattern.ts';
import { column, isNothing, nothing } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { listValue, readTexts } from '../textReaders.ts';
import type { KeyValueSettings } from '../textReaders.ts';
import { addFound, addOptional, namedList } from './namedValues.ts';
import type { NamedValue } from './namedValues.ts';
import { addOpenFields } from './openFields.ts';
import { textSource } from './sources.ts';
import { extend, extendHidden, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planKeyvalue: StagePlanner<KeyvalueStage> = (stage, rows, planner) => {
  const pattern = stage.mode === 'regex' ? pairPattern(stage, planner) : undefined;
  if (stage.mode === 'regex' && pattern === undefined) return rows;
  const source = textSource(stage.source?.name, rows);
  const settings = (keys: readonly string[]): KeyValueSettings => ({
    mode: stage.mode,
    pattern,
    separator: stage.delimiter?.value,
    keys,
  });
  if (stage.keys.length > 0) return addKeys(stage, source, settings, rows, planner);
  if (stage.mode !== 'auto') {
    planner.invalid('keyvalue.no-keys', 'Name the keys to look for in quotes.', stage.keywordRange);
    return rows;
  }
  if (isNothing(source)) return rows;
  return addOpenFields(
    rows,
    {
      operator: 'keyvalue auto',
      values: (names, before) => {
        const list = extendHidden(before, readTexts('keyValues', source, settings(names)), planner);
        return { rows: list.rows, values: names.map((_, index) => listValue(column(list.id, 'text'), index)) };
      },
      names: readTexts('keyNames', source, settings([])),
      refOnly: stage.refOnly,
    },
    planner,
  );
};

function addKeys(
  stage: KeyvalueStage,
  source: Scalar,
  settings: (keys: readonly string[]) => KeyValueSettings,
  rows: RowSet,
  planner: Planner,
): RowSet {
  const keys = stage.keys.map(({ value }) => value);
  const names = keys.map((key, index) => stage.aliases[index]?.name ?? key.replace(/[^A-Za-z0-9_]/g, '_'));
  const add = stage.nodrop ? addOptional : addFound;
  if (isNothing(source))
    return add(
      rows,
      names.map((name): NamedValue => ({ name, value: nothing() })),
      planner,
    );
  const list = extendHidden(rows, readTexts('keyValues', source, settings(keys)), planner);
  const added = add(list.rows, namedList(column(list.id, 'text'), names), planner);
  return stage.aliases.length > 0 ? added : withKeySpellings(keys, names, added, planner);
}

/** A field without an alias answers to its key too, unseen (language.md 3.1). */
function withKeySpellings(keys: readonly string[], names: readonly string[], rows: RowSet, planner: Planner): RowSet {
  const spelled = keys.flatMap((key, index) => {
    const name = names[index] ?? key;
    const isTaken = name === key || rows.fields.find(key) !== undefined;
    return isTaken ? [] : [{ name: key, value: readField(rows, name), origin: 'hidden' as const }];
  });
  return extend(rows, spelled, planner);
}

function pairPattern(stage: KeyvalueStage, planner: Planner): string | undefined {
  const written = stage.pattern?.written ?? '';
  const range = stage.pattern?.range ?? stage.range;
  const result = readRegex(written);
  if (result.kind === 'invalid') {
    planner.invalid('regex.invalid', `The regular expression cannot be read: ${result.reason}.`, range);
    return undefined;
  }
  if (result.pattern.groupCount === 1 || result.pattern.groupCount === 2) return result.pattern.source;
  planner.invalid(
    'keyvalue.groups',
    `The regular expression needs one group for the value, or two for the key and the value; it has ${String(result.pattern.groupCount)}.`,
    range,
  );
  return undefined;
}
