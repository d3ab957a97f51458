const factors: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };
const binaryFactors: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** Reads a size such as `512MB`, `1.5 GB` or `16GiB` (powers of 1024) as whole bytes; undefined for any other text. */
export function parseSize(text: string): number | undefined {
  const [, digits, unit = '', binary] = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgt])(i)?)?b\s*$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const factor = (binary === undefined ? factors : binaryFactors)[unit.toLowerCase()] ?? 1;
  const bytes = Math.round(Number(digits) * factor);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
