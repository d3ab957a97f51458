const codes = { red: 31, yellow: 33, blue: 34, cyan: 36, bold: 1, dim: 2 } as const;

/** What a text may be painted with. */
export type Colour = keyof typeof codes;

/** Colours a text, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

/** A painter for an output; without colours it does nothing. */
export function painter(colours: boolean): Paint {
  return colours ? (colour, text) => `\u001B[${String(codes[colour])}m${text}\u001B[0m` : (_colour, text) => text;
}
