/** `save`: keeps the rows in a lookup table, inside the one folder that is meant for it. */
import type { SaveStage } from '../../../language/index.ts';
import type { StepColumn } from '../steps.ts';
import type { StagePlanner } from './stagePlanner.ts';

export const planSave: StagePlanner<SaveStage> = (stage, rows, planner) => {
  const target = planner.tables.saveTarget(stage.table.uri);
  if (target.kind === 'refused') {
    planner.notice('save.refused', target.reason);
    return rows;
  }
  const shown = rows.fields.all.filter(({ origin }) => origin === 'query');
  if (shown.length === 0) {
    planner.invalid('save.no-fields', 'There is nothing to save: the rows have no fields of the query.', stage.range);
    return rows;
  }
  // A query with mistakes must not leave a table behind.
  if (planner.diagnostics.length > 0) return rows;
  const columns = shown.map(({ id, type }): StepColumn => ({ id, type }));
  planner.compute(rows.node, columns, [{ id: planner.newColumn(), type: 'long' }], async (found, signal, notify) => {
    await target.write({ uri: stage.table.uri, append: stage.append, columns: shown, rows: found }, signal);
    const message = `${String(found.length)} ${found.length === 1 ? 'row was' : 'rows were'} saved in ${target.path}.`;
    notify('save.done', message);
    return [];
  });
  return rows;
};
