/** Notes on things that happen to many records of a file: how often, which, and where first. */
import type { RepairKind } from './repairTypes.ts';
import { REPAIRS } from './repairTypes.ts';

/** So many lines are named for each kind of thing. */
const LINES_NAMED = 3;

/** Lines on which something was seen. */
class Places {
  count = 0;
  readonly #lines: number[] = [];

  see(line: number): void {
    this.count++;
    if (this.#lines.length < LINES_NAMED && this.#lines.at(-1) !== line) this.#lines.push(line);
  }

  /** Such as `line 3` or `lines 3, 5, 8 and more`. */
  toString(): string {
    const more = this.count > this.#lines.length && this.#lines.length === LINES_NAMED ? ' and more' : '';
    return `${this.#lines.length === 1 ? 'line' : 'lines'} ${this.#lines.join(', ')}${more}`;
  }
}

/** Collects what was repaired, and which names occur twice. */
export class RepairNotes {
  #records = 0;
  readonly #repairs = new Map<RepairKind, Places>();
  #repeatedRecords = 0;
  readonly #repeated = new Map<string, Places>();

  /** A record was repaired; each repair with the line it is on. */
  repaired(repairs: readonly { readonly kind: RepairKind; readonly line: number }[]): void {
    if (repairs.length > 0) this.#records++;
    for (const { kind, line } of repairs) placesOf(this.#repairs, kind).see(line);
  }

  /** An object holds a field of this name twice. */
  repeated(name: string, line: number): void {
    this.#repeatedRecords++;
    if (this.#repeated.size < LINES_NAMED || this.#repeated.has(name)) placesOf(this.#repeated, name).see(line);
  }

  /** The notes, none when there is nothing to say. */
  notes(): readonly string[] {
    const notes: string[] = [];
    if (this.#records > 0) {
      const kinds = REPAIRS.filter((kind) => this.#repairs.has(kind));
      const list = kinds.map((kind) => `${kind} (${String(this.#repairs.get(kind))})`).join(', ');
      notes.push(
        `${this.#records === 1 ? '1 record was' : `${String(this.#records)} records were`} repaired: ${list}.`,
      );
    }
    if (this.#repeatedRecords > 0) {
      const list = [...this.#repeated].map(([name, places]) => `"${name}" (${String(places)})`).join(', ');
      const records = this.#repeatedRecords === 1 ? '1 record has' : `${String(this.#repeatedRecords)} records have`;
      notes.push(`${records} a field twice in one object, and the last one counts: ${list}.`);
    }
    return notes;
  }
}

function placesOf<Key>(map: Map<Key, Places>, key: Key): Places {
  const known = map.get(key);
  if (known !== undefined) return known;
  const places = new Places();
  map.set(key, places);
  return places;
}
