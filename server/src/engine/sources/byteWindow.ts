/**
 * The part of a byte stream that is still needed: bytes are added at the end and released at the front.
 * Offsets given and taken are offsets into the stream; `bytes` with `index()` gives direct access for scanning.
 */
export class ByteWindow {
  bytes: Buffer = Buffer.alloc(0);
  #first: number;
  #start = 0;
  #end = 0;

  /** `offset` is the stream offset of the first byte that will be added. */
  constructor(offset: number) {
    this.#first = offset;
  }

  /** Stream offset after the last byte that has arrived. */
  get end(): number {
    return this.#first + this.#end;
  }

  /** Index in `bytes` after the last byte that has arrived. */
  get endIndex(): number {
    return this.#end;
  }

  /** Index in `bytes` of a stream offset; only valid until the next `add` or `release`. */
  index(offset: number): number {
    return offset - this.#first;
  }

  /** Stream offset of an index in `bytes`. */
  offset(index: number): number {
    return index + this.#first;
  }

  /** Adds a chunk. Room is made by doubling, so that a long value costs a constant number of copies per byte. */
  add(chunk: Uint8Array): void {
    const kept = this.#end - this.#start;
    if (kept === 0) {
      // The chunk itself becomes the window: no copy at all for data that is consumed as it comes.
      this.#first += this.#end;
      this.bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      this.#start = 0;
      this.#end = chunk.byteLength;
      return;
    }
    if (this.bytes.byteLength - this.#end < chunk.byteLength) {
      const larger = Buffer.allocUnsafe((kept + chunk.byteLength) * 2);
      this.bytes.copy(larger, 0, this.#start, this.#end);
      this.#first += this.#start;
      this.#start = 0;
      this.#end = kept;
      this.bytes = larger;
    }
    this.bytes.set(chunk, this.#end);
    this.#end += chunk.byteLength;
  }

  /** Bytes before `offset` are not needed any more. */
  release(offset: number): void {
    this.#start = offset - this.#first;
  }
}
