/** `logreduce`: messages grouped by the pattern of their text, by their keys or by values. */
import type { FieldName, LogreduceStage } from '../../../language/index.ts';
import { keyPaths } from '../../analytics/jsonSchema.ts';
import { findSignatures, signatureId } from '../../analytics/signatures.ts';
import type { CountedText } from '../../analytics/signatures.ts';
import { groupValues } from '../../analytics/valuePatterns.ts';
import { toText } from '../coerce.ts';
import type { RowSet } from '../planner.ts';
import { call } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { breathe } from '../steps.ts';
import type { CellValue, Row } from '../steps.ts';
import { computeGroups } from './computed.ts';
import { asScalars, countedGroups } from './countedGroups.ts';
import { displayName, filter, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';
import { maskedText } from './textPattern.ts';

export const planLogreduce: StagePlanner<LogreduceStage> = (stage, rows, planner) =>
  modes[stage.mode](stage, rows, planner);

/** The field that patterns are looked for in. */
function sourceOf(stage: LogreduceStage): string {
  return stage.source?.name ?? '_raw';
}

/** Rows whose value is not null. */
function withValue(rows: RowSet, value: Scalar): RowSet {
  return filter(rows, call('not', 'boolean', call('isNull', 'boolean', value)));
}

const planSignatures: StagePlanner<LogreduceStage> = (stage, rows, planner) => {
  const source = maskedText(readField(rows, sourceOf(stage)));
  const keys = stage.groupBy.map(({ name }) => readField(rows, name));
  const counted = countedGroups(withValue(rows, toText(readField(rows, sourceOf(stage)))), [...keys, source], planner);
  const keyFields = stage.groupBy.map((field: FieldName, index) => ({
    name: displayName(rows, field),
    type: keys[index]?.type ?? ('text' as const),
  }));
  return computeGroups(
    counted.rows,
    asScalars(counted.columns),
    [
      ...keyFields,
      { name: '_signature_id', type: 'text' },
      { name: 'signature', type: 'text' },
      { name: '_count', type: 'long' },
      { name: 'relevance', type: 'double' },
    ],
    async (found, signal) => {
      const total = found.reduce((sum, row) => sum + Number(row.at(-1)), 0);
      const result: Row[] = [];
      for (const { key, texts } of byKeys(found, keys.length)) {
        const signatures = await findSignatures(texts, signal);
        // What is rare is worth more attention than what is everywhere.
        for (const { id, text, counts } of signatures)
          result.push([...key, id, text, counts[0] ?? 0, 1 - (counts[0] ?? 0) / total]);
      }
      return ordered(result, keys.length + 2, stage);
    },
    planner,
  );
};

function byKeys(
  found: readonly Row[],
  keys: number,
): readonly { readonly key: readonly CellValue[]; readonly texts: CountedText[] }[] {
  const groups = new Map<string, { readonly key: readonly CellValue[]; readonly texts: CountedText[] }>();
  for (const row of found) {
    const key = row.slice(0, keys);
    const name = JSON.stringify(key.map((value) => (value === null ? null : String(value))));
    const group = groups.get(name) ?? { key, texts: [] };
    groups.set(name, group);
    group.texts.push({ text: String(row[keys]), counts: [Number(row.at(-1))] });
  }
  return [...groups.values()];
}

/** The most common first unless the author wants the rarest, as many as wanted. */
function ordered(rows: readonly Row[], count: number, { options }: LogreduceStage): readonly Row[] {
  const option = (name: string): LogreduceStage['options'][number]['value'] | undefined =>
    options.find((each) => each.name.toLowerCase() === name)?.value;
  const criteria = option('criteria');
  const isRarest = criteria?.kind === 'field' && criteria.name.toLowerCase() === 'leastcommon';
  const limit = option('limit');
  const sorted = rows.toSorted((a, b) => (Number(b[count]) - Number(a[count])) * (isRarest ? -1 : 1));
  return limit?.kind === 'number' && limit.value >= 0 ? sorted.slice(0, limit.value) : sorted;
}

const planKeys: StagePlanner<LogreduceStage> = (stage, rows, planner) => {
  const source = toText(readField(rows, sourceOf(stage)));
  const valid = filter(rows, call('jsonValid', 'boolean', source));
  const counted = countedGroups(valid, [call('jsonStructure', 'text', source)], planner);
  return computeGroups(
    counted.rows,
    asScalars(counted.columns),
    [
      { name: '_signature_id', type: 'text' },
      { name: '_schema', type: 'text' },
      { name: '_count', type: 'long' },
    ],
    async (found, signal) => {
      const schemas = new Map<string, number>();
      for (const [index, [structure, count]] of found.entries()) {
        if (index % 2000 === 1999) await breathe(signal);
        const schema = keyPaths(JSON.parse(String(structure))).join(', ');
        schemas.set(schema, (schemas.get(schema) ?? 0) + Number(count));
      }
      const result = [...schemas].map(([schema, count]): Row => [signatureId(schema), schema, count]);
      return ordered(result, 2, stage);
    },
    planner,
  );
};

const planValues: StagePlanner<LogreduceStage> = (stage, rows, planner) => {
  const values = stage.fields.map(({ name }) => toText(readField(rows, name)));
  const names = stage.fields.map((field) => displayName(rows, field));
  const counted = countedGroups(rows, values, planner);
  return computeGroups(
    counted.rows,
    asScalars(counted.columns),
    [
      { name: '_cluster_id', type: 'text' },
      { name: '_signature', type: 'text' },
      { name: '_count', type: 'long' },
    ],
    (found) => {
      const cases = found.map((row) => ({ values: row.slice(0, -1), count: Number(row.at(-1)) }));
      const result = groupValues(cases, names.length).map(({ values: kept, count }): Row => {
        const signature = kept
          .map((value, index) => `${names[index] ?? ''}=${value === undefined ? '*' : JSON.stringify(value)}`)
          .join(', ');
        return [signatureId(signature), signature, count];
      });
      return ordered(result, 2, stage);
    },
    planner,
  );
};

const modes: Readonly<Record<LogreduceStage['mode'], StagePlanner<LogreduceStage>>> = {
  signatures: planSignatures,
  keys: planKeys,
  values: planValues,
};
