/** Bytes written one after another into room that grows by doubling. */
export class ByteWriter {
  #bytes: Buffer;
  #length = 0;

  /** `room` is how many bytes are likely to come. */
  constructor(room: number) {
    this.#bytes = Buffer.allocUnsafe(Math.max(16, room));
  }

  /** What was written so far; valid until the next write. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Appends one byte. */
  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  /** Appends a part of other bytes, `start` to `end`. */
  slice(source: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start);
    this.#bytes.set(source.subarray(start, end), this.#length);
    this.#length += end - start;
  }

  /** Appends a text of ASCII characters. */
  ascii(text: string): void {
    this.#reserve(text.length);
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe((this.#length + count) * 2);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
