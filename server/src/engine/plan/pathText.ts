/** A cursor over the text of a JSON path. */
export class PathText {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get position(): number {
    return this.#position;
  }

  get atEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  /** True when the text goes on with this. */
  peek(text: string): boolean {
    return this.#text.startsWith(text, this.#position);
  }

  /** Steps over this when the text goes on with it. */
  take(text: string): boolean {
    const isThere = this.peek(text);
    if (isThere) this.#position += text.length;
    return isThere;
  }

  /** Steps over what a sticky pattern matches and gives it, or its first group when it has one. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#position += match[0].length;
    return match[1] ?? match[0];
  }

  skipBlanks(): void {
    this.match(/\s*/y);
  }

  /** Steps over a comma with the blanks around it. */
  comma(): boolean {
    return this.match(/\s*,\s*/y) !== undefined;
  }

  /** A whole number with an optional sign. */
  integer(): number | undefined {
    const digits = this.match(/\s*(-?\d{1,9})/y);
    return digits === undefined ? undefined : Number(digits);
  }

  /** A text in single or double quotes, its escapes taken away. */
  quoted(): string | undefined {
    const inner = this.match(/\s*'((?:[^'\\]|\\.)*)'/y) ?? this.match(/\s*"((?:[^"\\]|\\.)*)"/y);
    return inner?.replace(/\\(.)/g, '$1');
  }
}
