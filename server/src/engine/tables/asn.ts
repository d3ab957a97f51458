/** `asn://default`: networks of IP addresses. */
import type { KeyedTable } from '../plan/tables.ts';
import type { IpDatabase, NetworkRecord } from './ipDatabase.ts';

/** Makes the table of a database that names autonomous systems. */
export function asnTable(database: IpDatabase): KeyedTable {
  return {
    kind: 'keyed',
    key: 'ip',
    columns: [
      { name: 'asn', type: 'long' },
      { name: 'organization', type: 'text' },
      { name: 'registering_organization', type: 'text' },
      { name: 'carrier_organization', type: 'text' },
    ],
    usual: ['asn', 'organization'],
    find: (key) => {
      const record = database.find(key);
      if (record === undefined) return undefined;
      // Free databases know one organization; who registered and who carries is not told apart.
      return [systemNumber(record), organization(record), null, null];
    },
    credit: undefined,
  };
}

function systemNumber(record: NetworkRecord): number | null {
  const value = record['autonomous_system_number'] ?? record['asn'];
  const number = Number(String(value ?? '').replace(/^AS/i, ''));
  return value === undefined || value === '' || !Number.isSafeInteger(number) ? null : number;
}

function organization(record: NetworkRecord): string | null {
  const value = record['autonomous_system_organization'] ?? record['as_name'] ?? record['name'];
  return typeof value === 'string' && value !== '' ? value : null;
}
