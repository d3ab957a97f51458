/** Patterns of `format`: those of Java's `String.format`. */

const conversions = 'bBsScCdoxXeEfgG';

/** A placeholder, and which of the values it stands for (from 0). */
export interface FormatPlaceholder {
  readonly kind: 'placeholder';
  readonly value: number;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  /** In lower case. */
  readonly conversion: string;
  readonly upperCase: boolean;
}

export type FormatPart = { readonly kind: 'text'; readonly text: string } | FormatPlaceholder;

export type FormatPattern =
  | { readonly kind: 'pattern'; readonly parts: readonly FormatPart[] }
  /** `reason` continues a sentence about the pattern. */
  | { readonly kind: 'invalid'; readonly reason: string };

/** Longest result of one placeholder, so that a pattern cannot fill the memory. */
const maximumWidth = 10_000;

/** Reads a pattern for a number of values; every placeholder of a result has its value. */
export function readFormatPattern(pattern: string, values: number): FormatPattern {
  const parts: FormatPart[] = [];
  let next = 0;
  let last = -1;
  for (const [written] of pattern.matchAll(/%(?:\d+\$|<)?[-#+ 0,(]*\d*(?:\.\d+)?[a-zA-Z%]|%|[^%]+/g)) {
    const [, index = '', flags = '', width = '', precision, conversion = ''] =
      /^%(\d+\$|<)?([-#+ 0,(]*)(\d*)(?:\.(\d+))?([a-zA-Z%])$/.exec(written) ?? [];
    if (!written.startsWith('%')) parts.push({ kind: 'text', text: written });
    else if (conversion === '') return invalid('has a "%" that begins no placeholder; write "%%" for a percent sign');
    else if (Number(width) > maximumWidth || Number(precision ?? 0) > maximumWidth)
      return invalid(`makes "${written}" wider than ${String(maximumWidth)} characters`);
    else if (conversion === 'n') parts.push({ kind: 'text', text: '\n' });
    else if (conversion === '%') parts.push({ kind: 'text', text: pad('%', flags, Number(width)) });
    else if (!conversions.includes(conversion)) return invalid(`has "${written}", which is no known placeholder`);
    else {
      const value = index === '<' ? last : index === '' ? next : Number.parseInt(index, 10) - 1;
      if (index === '') next += 1;
      last = value;
      if (value < 0 || value >= values) return invalid(`has no value for "${written}"`);
      parts.push({
        kind: 'placeholder',
        value,
        flags,
        width: width === '' ? undefined : Number(width),
        precision: precision === undefined ? undefined : Number(precision),
        conversion: conversion.toLowerCase(),
        upperCase: conversion !== conversion.toLowerCase(),
      });
    }
  }
  return { kind: 'pattern', parts };
}

/** Blanks around a text up to a width: behind it with the flag `-`, else before it. */
export function pad(text: string, flags: string, width: number | undefined): string {
  return flags.includes('-') ? text.padEnd(width ?? 0) : text.padStart(width ?? 0);
}

function invalid(reason: string): FormatPattern {
  return { kind: 'invalid', reason };
}
