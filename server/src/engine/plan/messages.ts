/** The rows that a pipeline begins with: the messages of its scope and time range with their system fields. */
import { wrapperFields } from '../../language/index.ts';
import type { ScopeNode } from '../../language/index.ts';
import { foldField } from '../../language/syntax/fieldNames.ts';
import { Fields } from './fields.ts';
import type { Field } from './fields.ts';
import type { ScanColumn, ScanNode } from './nodes.ts';
import type { Planner, RowSet } from './planner.ts';
import { planScope } from './scope.ts';
import { systemFields } from './systemFields.ts';

/** Plans a scope; without one, all messages of the range of the planner's context. */
export function planMessages(scope: ScopeNode | undefined, planner: Planner): RowSet {
  const columns = systemFields.map(({ name, attribute, type }) => ({ id: planner.newColumn(), name, attribute, type }));
  const isJson = planner.newColumn();
  const custom = customColumns(planner);
  const raw = columns.find(({ attribute }) => attribute === 'raw')?.id ?? '';
  // Asked for by name, fields of settings are shown.
  const fields = new Fields([
    ...columns.map(({ id, name, type }): Field => ({ id, name, type, origin: 'system' })),
    ...custom.map(({ id, name, type }): Field => ({ id, name, type, origin: 'hidden' })),
  ]);
  const scan: ScanNode = {
    kind: 'scan',
    range: planner.context.isWholeRange ? undefined : planner.context.range,
    ...(planner.context.paths === undefined ? {} : { paths: planner.context.paths }),
    ...(planner.context.withoutDuplicates === true ? { withoutDuplicates: true } : {}),
    columns: [
      ...columns.map(({ id, attribute, type }) => ({ id, attribute, type })),
      { id: isJson, attribute: 'isJson', type: 'boolean' },
      ...custom,
    ],
  };
  const condition = scope === undefined ? undefined : planScope(scope, { raw, isJson, fields }, planner);
  const isEverything = condition === undefined || (condition.kind === 'constant' && condition.value === true);
  return {
    node: isEverything ? scan : { kind: 'filter', input: scan, condition },
    fields,
    shape: 'messages',
    matched: new Map(),
    slicing: undefined,
    message: { raw, isJson },
    transposed: false,
  };
}

/** Wrappers have many fields: those that the query does not name would only be carried along. */
const ofWrappers = new Set(wrapperFields.map(({ name }) => foldField(name)));

/** One column for each name, whatever its case. */
function customColumns(planner: Planner): readonly Extract<ScanColumn, { readonly attribute: 'custom' }>[] {
  const names = new Map((planner.context.customFields ?? []).map((name) => [foldField(name), name]));
  const text = foldField(planner.context.text);
  const read = [...names].flatMap(([folded, name]) => (ofWrappers.has(folded) && !text.includes(folded) ? [] : [name]));
  return read.map((name) => ({ id: planner.newColumn(), attribute: 'custom', name, type: 'text' }));
}
