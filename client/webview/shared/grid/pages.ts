import type { ResultPage, ResultSort, ResultValue } from '../../../../server/src/protocol/engine.ts';

/** Rows asked for at once. */
export const pageSize = 200;

/** Pages kept; the longest unused goes first. */
const keptPages = 60;

/** Asks for rows; rejects when they cannot be had. */
export type FetchPage = (offset: number, limit: number, sort: ResultSort | undefined) => Promise<ResultPage>;

type Row = readonly ResultValue[];

/** The rows of one result as far as they are here; the rest is asked for by page. */
export class RowPages {
  readonly #fetch: FetchPage;
  readonly #changed: (failure: string | undefined) => void;
  readonly #pages = new Map<number, readonly Row[]>();
  readonly #pending = new Map<number, Promise<void>>();
  /** Rows in the order before, shown until the first page of the new order is here. */
  #stale: ReadonlyMap<number, readonly Row[]> = new Map();
  #sort: ResultSort | undefined;
  #generation = 0;

  /** `changed` is called after each page that came, or with a sentence for one that did not. */
  constructor(fetch: FetchPage, changed: (failure: string | undefined) => void, sort?: ResultSort) {
    this.#fetch = fetch;
    this.#changed = changed;
    this.#sort = sort;
  }

  get sort(): ResultSort | undefined {
    return this.#sort;
  }

  /** Orders the rows differently; what is shown stays until rows in the new order come. */
  setSort(sort: ResultSort | undefined): void {
    this.#sort = sort;
    this.#generation += 1;
    if (this.#pages.size > 0) this.#stale = new Map(this.#pages);
    this.#pages.clear();
    this.#pending.clear();
  }

  /** The row, or undefined while it is not here. Asks for nothing. */
  row(index: number): Row | undefined {
    const number = Math.floor(index / pageSize);
    return (this.#pages.get(number) ?? this.#stale.get(number))?.[index % pageSize];
  }

  /** Makes the rows `first` to `end` (exclusive) come; resolves when all have come or failed. */
  async load(first: number, end: number): Promise<void> {
    const wanted: Promise<void>[] = [];
    for (let number = Math.floor(first / pageSize); number * pageSize < end; number += 1) {
      const page = this.#pages.get(number);
      if (page === undefined) {
        wanted.push(this.#pending.get(number) ?? this.#request(number));
      } else {
        // Moves it to the young end.
        this.#pages.delete(number);
        this.#pages.set(number, page);
      }
    }
    await Promise.all(wanted);
  }

  #request(number: number): Promise<void> {
    const generation = this.#generation;
    const request = this.#fetch(number * pageSize, pageSize, this.#sort).then(
      (page) => {
        if (generation !== this.#generation) return;
        this.#pending.delete(number);
        this.#keep(number, page.rows);
        this.#changed(undefined);
      },
      (error: unknown) => {
        // It stays pending: asking again by itself would fail the same way for ever.
        if (generation === this.#generation) this.#changed(error instanceof Error ? error.message : String(error));
      },
    );
    this.#pending.set(number, request);
    return request;
  }

  #keep(number: number, rows: readonly Row[]): void {
    this.#stale = new Map();
    this.#pages.set(number, rows);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= keptPages) break;
      this.#pages.delete(oldest);
    }
  }
}
