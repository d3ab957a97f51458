export interface SyncProgress {
  readonly phase: 'scanning' | 'loading';
  /** 0 to 1 of the bytes to be read; undefined while it is not known how many there are. */
  readonly fraction: number | undefined;
  readonly bytes: number;
  readonly records: number;
}

export interface SyncContext {
  readonly signal: AbortSignal;
  onProgress(progress: SyncProgress): void;
}

/** Progress is told at most this often, in milliseconds. */
const INTERVAL = 100;

/** Counts what was read and tells about it now and then. */
export class ProgressCounter {
  #bytes = 0;
  #records = 0;
  #told = 0;
  readonly #total: number;
  readonly #context: SyncContext;

  /** `total` is how many bytes there are to read. */
  constructor(total: number, context: SyncContext) {
    this.#total = total;
    this.#context = context;
  }

  /** Adds to the sums. */
  add(bytes: number, records: number): void {
    this.#bytes += bytes;
    this.#records += records;
    if (bytes > 0 && Date.now() - this.#told >= INTERVAL) this.tell();
  }

  /** Runs an attempt to read; when it fails, what it counted is taken back. */
  async attempt<T>(work: () => Promise<T>): Promise<T> {
    const before = [this.#bytes, this.#records] as const;
    try {
      return await work();
    } catch (error) {
      [this.#bytes, this.#records] = before;
      throw error;
    }
  }

  /** Tells where things stand. */
  tell(): void {
    this.#told = Date.now();
    // A file may grow while it is read.
    const fraction = this.#total === 0 ? 1 : Math.min(1, this.#bytes / this.#total);
    this.#context.onProgress({ phase: 'loading', fraction, bytes: this.#bytes, records: this.#records });
  }
}
