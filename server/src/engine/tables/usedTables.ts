/** Which lookup tables a query names, so that they can be opened before it is planned. */
import type { Query } from '../../language/index.ts';

/** Stages that need a table without naming it. */
const impliedTables: Readonly<Record<string, string>> = { geoip: 'geo://location', threat: 'sumo://threat/cs' };

/** The names of all tables that the stages and expressions of a query read, as written, each once. */
export function usedTables(query: Query): readonly string[] {
  const found = new Set<string>();
  // An explicit stack, since chains of conditions can be long. The tree is searched as such, so that pipelines inside
  // stages and stages to come need no word here.
  const pending: unknown[] = [query];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node !== 'object' || node === null) continue;
    const uri = tableOf(node as Readonly<Record<string, unknown>>);
    if (uri !== undefined) found.add(uri);
    pending.push(...(Object.values(node) as unknown[]));
  }
  return [...found];
}

function tableOf(node: Readonly<Record<string, unknown>>): string | undefined {
  const { kind, table, name, args } = node;
  if (kind === 'lookup' || kind === 'cat') return textOf(table, 'uri');
  if (kind === 'call' && typeof name === 'string' && name.toLowerCase() === 'lookupcontains')
    return Array.isArray(args) ? textOf(args[0], 'value') : undefined;
  return typeof kind === 'string' && Object.hasOwn(impliedTables, kind) ? impliedTables[kind] : undefined;
}

function textOf(node: unknown, key: string): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const value = (node as Readonly<Record<string, unknown>>)[key];
  return typeof value === 'string' ? value : undefined;
}
