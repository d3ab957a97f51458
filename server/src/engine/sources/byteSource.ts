/** Bytes that come in chunks, taken in other portions. */
export class ByteSource {
  /** What has come and was not taken. */
  ready: Buffer = Buffer.alloc(0);
  readonly #chunks: AsyncIterator<Buffer>;

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Waits for more bytes, which come behind those that are ready; false when there are none. */
  async more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done === true) return false;
    this.ready = this.ready.length === 0 ? next.value : Buffer.concat([this.ready, next.value]);
    return true;
  }

  /** Takes so many bytes, which must be ready. */
  take(count: number): Buffer {
    const taken = this.ready.subarray(0, count);
    this.ready = this.ready.subarray(count);
    return taken;
  }

  /** Closes where the bytes come from. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
