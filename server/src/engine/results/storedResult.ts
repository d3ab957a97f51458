/** A finished answer that pages are taken from. Rows stay in the engine's own chunks until they are asked for. */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { ResultPage, ResultSort, ResultValue } from '../../protocol/engine.ts';
import { compareValues, toResultValue } from './values.ts';

/** Rows of one answer. */
export class StoredResult {
  readonly #chunks: readonly DuckDBDataChunk[];
  /** Index of the first row of each chunk. */
  readonly #starts: readonly number[];
  readonly #columns: number;
  readonly #permutations = new Map<string, Uint32Array>();
  readonly total: number;

  /** Takes all chunks of an answer in order; `columns` of each chunk are shown. */
  constructor(chunks: readonly DuckDBDataChunk[], columns: number) {
    this.#chunks = chunks;
    this.#columns = columns;
    const starts: number[] = [];
    let total = 0;
    for (const chunk of chunks) {
      starts.push(total);
      total += chunk.rowCount;
    }
    this.#starts = starts;
    this.total = total;
  }

  /** Rows from `offset` on, at most `limit` of them; fewer or none at the end. A sort of an unknown column is no sort. */
  page(offset: number, limit: number, sort: ResultSort | undefined): ResultPage {
    const permutation =
      sort === undefined || sort.column < 0 || sort.column >= this.#columns
        ? undefined
        : this.#permutation(sort, (value) => value);
    return this.#slice(offset, limit, permutation);
  }

  /** A page in the order of what a table says of the numbers in a column; those that are not in it come last. */
  pageByRank(offset: number, limit: number, sort: ResultSort, rank: ReadonlyMap<number, number>): ResultPage {
    return this.#slice(
      offset,
      limit,
      this.#permutation(sort, (value) => rank.get(Number(value))),
    );
  }

  /** All values of a column, in the order of the rows. */
  values(column: number): readonly unknown[] {
    return this.#chunks.flatMap((chunk) => chunk.getColumnValues(column) as unknown[]);
  }

  #slice(offset: number, limit: number, permutation: Uint32Array | undefined): ResultPage {
    const start = Math.min(Math.max(0, Math.trunc(offset)), this.total);
    const end = Math.min(start + Math.max(0, Math.trunc(limit)), this.total);
    const rows: (readonly ResultValue[])[] = [];
    for (let index = start; index < end; index += 1) rows.push(this.#row(permutation?.[index] ?? index));
    return { offset: start, total: this.total, rows };
  }

  #row(index: number): readonly ResultValue[] {
    const at = this.#chunkOf(index);
    const chunk = this.#chunks[at];
    const row = index - (this.#starts[at] ?? 0);
    return Array.from({ length: this.#columns }, (_, column) =>
      toResultValue(chunk?.getColumnVector(column).getItem(row)),
    );
  }

  #chunkOf(index: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #permutation({ column, descending }: ResultSort, toKey: (value: unknown) => unknown): Uint32Array {
    const key = `${String(column)} ${String(descending)}`;
    let permutation = this.#permutations.get(key);
    if (permutation === undefined) {
      const values = this.values(column).map(toKey);
      permutation = Uint32Array.from(values.keys()).sort(
        (a, b) => compareValues(values[a], values[b], descending) || a - b,
      );
      this.#permutations.set(key, permutation);
    }
    return permutation;
  }
}
