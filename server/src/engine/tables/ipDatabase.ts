/** Databases of IP networks in the `.mmdb` format. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { Reader } from 'mmdb-lib';

/** What a database says about a network. */
export type NetworkRecord = Readonly<Record<string, unknown>>;

/** An open database; it may consist of a file for each version of IP. */
export interface IpDatabase {
  /** The record of an address, undefined for unknown ones and for texts that are no address. */
  readonly find: (address: string) => NetworkRecord | undefined;
  /** Types and descriptions that the files give, and their names; they say whose data it is. */
  readonly about: string;
}

/** Opens a file, or all `.mmdb` files of a folder. Rejects when there is none or it cannot be read. */
export async function openIpDatabase(path: string, signal: AbortSignal): Promise<IpDatabase> {
  const files = (await stat(path)).isDirectory()
    ? (await readdir(path)).filter((name) => name.toLowerCase().endsWith('.mmdb')).map((name) => join(path, name))
    : [path];
  if (files.length === 0) throw new Error('there is no .mmdb file in it');
  const readers: Reader<never>[] = [];
  for (const file of files) readers.push(new Reader<never>(await readFile(file, { signal })));
  const about = readers.map(({ metadata }) => `${metadata.databaseType} ${JSON.stringify(metadata.description)}`);
  return { find: (address) => findRecord(address, readers), about: [...files, ...about].join(' ') };
}

function findRecord(text: string, readers: readonly Reader<never>[]): NetworkRecord | undefined {
  const address = plainAddress(text);
  const version = isIP(address);
  if (version === 0) return undefined;
  // A file for version 4 would take the first bits of a longer address for one of its own.
  const reader =
    readers.find(({ metadata }) => Number(metadata.ipVersion) === version) ??
    readers.find(({ metadata }) => Number(metadata.ipVersion) === 6);
  return (reader?.get(address) as NetworkRecord | null | undefined) ?? undefined;
}

/** Without blanks, a zone, and the prefix of version 4 addresses in version 6 form. */
function plainAddress(text: string): string {
  const address = text.trim().replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped?.[1] ?? address;
}
