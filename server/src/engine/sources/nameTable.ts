const SLOTS = 4096;

// Shared by all tables: the numbers of objects never come back, so entries cannot be mistaken for each other. Every slot
// has two entries, the newer one first.
const hashes = new Int32Array(2 * SLOTS);
const owners = new Float64Array(2 * SLOTS);
let last = 0;

/**
 * Finds field names that occur twice in an object, at a cost of a few operations for each byte of a name. It remembers
 * hashes only, in a table that does not grow: an object with thousands of names may hide a pair from it, and it takes two
 * names for the same about once in the four thousand million.
 */
export class NameTable {
  readonly #objects: number[] = [];

  /** An object begins at this depth. */
  open(depth: number): void {
    this.#objects[depth] = ++last;
  }

  /** Takes the next name of the object at this depth; true when the object has had it before. */
  add(depth: number, bytes: Uint8Array, start: number, end: number): boolean {
    const owner = this.#objects[depth] ?? 0;
    let hash = Math.imul(owner, 0x9e3779b1) ^ -2128831035;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 16777619);
    const slot = 2 * ((hash ^ (hash >>> 15)) & (SLOTS - 1));
    if (hashes[slot] === hash && owners[slot] === owner) return true;
    if (hashes[slot + 1] === hash && owners[slot + 1] === owner) return true;
    hashes[slot + 1] = hashes[slot] as number;
    owners[slot + 1] = owners[slot] as number;
    hashes[slot] = hash;
    owners[slot] = owner;
    return false;
  }
}
