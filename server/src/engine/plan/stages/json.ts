/** `json "path" …`: fields from JSON. */
import type { JsonStage } from '../../../language/index.ts';
import { toText } from '../coerce.ts';
import { readJsonPath } from '../jsonPath.ts';
import { jsonValue } from '../jsonValue.ts';
import type { JsonValue } from '../jsonValue.ts';
import { call, column, isNothing, nothing } from '../scalar.ts';
import type { Scalar } from '../scalar.ts';
import { extend, extendHidden, filter, oldValue, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

interface Extraction {
  readonly name: string;
  readonly read: JsonValue;
}

export const planJson: StagePlanner<JsonStage> = (stage, rows, planner) => {
  const source = toText(readField(rows, stage.source?.name ?? '_raw'));
  const isMessage = source.kind === 'column' && source.id === rows.message?.raw;
  const valid: Scalar =
    isMessage && rows.message !== undefined
      ? column(rows.message.isJson, 'boolean')
      : call('jsonValid', 'boolean', source);
  const guard = extendHidden(rows, valid, planner);
  const extractions = stage.paths.flatMap((path, index): Extraction[] => {
    const result = readJsonPath(path.value);
    if (result.kind === 'unsupported') {
      planner.unsupported(`"${result.what}" in a JSON path`, path.range);
      return [];
    }
    const name = stage.aliases[index]?.name ?? path.value;
    if (isNothing(source))
      return [{ name, read: { value: nothing(), exists: { kind: 'constant', value: false, type: 'boolean' } } }];
    return [
      { name, read: jsonValue({ source, isJson: column(guard.id, 'boolean'), path: path.value, steps: result.steps }) },
    ];
  });
  if (extractions.length === 0) return rows;
  const values = extractions.map(({ read }) => ({ id: planner.newColumn(), value: read.value }));
  const read = { ...guard.rows, node: { kind: 'extend' as const, input: guard.rows.node, columns: values } };
  const founds = extractions.map(({ name, read: { exists } }, index) => ({
    name,
    exists,
    value: column(values[index]?.id ?? '', 'text'),
  }));
  if (stage.nodrop) {
    const added = founds.map(({ name, exists, value }) => {
      const old = oldValue(rows, name, toText, 'text');
      return { name, value: isNothing(old) ? value : call('if', 'text', isPresent(value, exists), value, old) };
    });
    return extend(read, added, planner);
  }
  const present = founds
    .map(({ exists, value }) => isPresent(value, exists))
    .reduce((a, b) => call('and', 'boolean', a, b));
  return extend(filter(read, present), founds, planner);
};

/** Most values are not null, and those are there for sure; only a null has to be looked up a second time. */
function isPresent(value: Scalar, exists: Scalar): Scalar {
  return call(
    'isTrue',
    'boolean',
    call('if', 'boolean', call('isNull', 'boolean', value), exists, { kind: 'constant', value: true, type: 'boolean' }),
  );
}
