import { dirname, resolve } from 'node:path';
import type { LookupSettings } from '../../protocol/engine.ts';

/** The options about lookup tables, as commander hands them over. */
export interface LookupFlags {
  readonly lookups?: readonly string[];
  readonly geo?: string;
  readonly asn?: string;
  readonly threats?: string;
}

/**
 * Where lookup tables are: the folders given, then that of the query file. `save` may write to the first folder given,
 * and to no other. Undefined when nothing is said about tables at all.
 */
export function readLookups(
  flags: LookupFlags,
  queryFile: string | undefined,
  cwd: string,
): LookupSettings | undefined {
  const given = (flags.lookups ?? []).map((folder) => resolve(cwd, folder));
  const beside = queryFile === undefined ? [] : [dirname(resolve(cwd, queryFile))];
  const [saveFolder] = given;
  const settings: LookupSettings = {
    ...(given.length + beside.length > 0 && { folders: [...given, ...beside] }),
    ...(flags.geo !== undefined && { geoDatabase: resolve(cwd, flags.geo) }),
    ...(flags.asn !== undefined && { asnDatabase: resolve(cwd, flags.asn) }),
    ...(flags.threats !== undefined && { threatTable: resolve(cwd, flags.threats) }),
    ...(saveFolder !== undefined && { saveFolder }),
  };
  return Object.keys(settings).length === 0 ? undefined : settings;
}
