/** How a text is laid out. */
export interface FormatOptions {
  /** Blanks by which each level of continuation lines is moved to the right. */
  readonly indent: number;
  /** Longest line wanted, in UTF-16 units; 0 never wraps. Texts and words that are longer stay whole. */
  readonly width: number;
}

/** What is used when the author asks for nothing else. */
export const defaultFormatOptions: FormatOptions = { indent: 4, width: 120 };
