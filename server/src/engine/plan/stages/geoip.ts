/** `geoip`: the place of an IP address. */
import type { GeoipStage } from '../../../language/index.ts';
import { toText } from '../coerce.ts';
import { nothing } from '../scalar.ts';
import { columnIndex } from '../tables.ts';
import { lookUpKeyed } from './lookupJoin.ts';
import { extend, readField } from './stagePlanner.ts';
import type { StagePlanner } from './stagePlanner.ts';

const usualColumns = ['latitude', 'longitude', 'country_code', 'country_name', 'city', 'state'];

export const planGeoip: StagePlanner<GeoipStage> = (stage, rows, planner) => {
  const names = [...usualColumns, ...stage.columns.map(({ name }) => name)];
  const table = planner.tables.resolve('geo://location');
  if (table.kind !== 'keyed') {
    if (table.kind === 'missing') planner.notice('lookup.missing', table.reason);
    const added = names.map((name) => ({ name, value: nothing(name.endsWith('tude') ? 'double' : 'text') }));
    return extend(rows, added, planner);
  }
  for (const { name, range } of stage.columns) {
    if (columnIndex(table.columns, name) === undefined)
      planner.invalid('lookup.unknown-column', `"geoip" has no column "${name}".`, range);
  }
  const outputs = names.flatMap((name) => {
    const column = columnIndex(table.columns, name);
    return column === undefined ? [] : [{ column, name }];
  });
  return lookUpKeyed(table, toText(readField(rows, stage.field.name)), outputs, rows, planner);
};
