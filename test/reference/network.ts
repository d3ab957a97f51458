/** Functions on IPv4 addresses (language reference 4.6). */
import { toNumber, toText } from './values.ts';
import type { Value } from './values.ts';

/** The 32 bits of an address, or null for anything but four numbers up to 255. */
function bits(value: Value | undefined): number | null {
  const text = toText(value ?? null);
  if (text === null || !/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return null;
  const parts = text.split('.').map(Number);
  return parts.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : null;
}

function prefix(address: number | null, length: number | null): number | null {
  if (address === null || length === null || length < 0 || length > 32) return null;
  const hosts = 2 ** (32 - length);
  return Math.floor(address / hosts) * hosts;
}

function dotted(address: number | null): string | null {
  return address === null ? null : [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

export const networkFunctions = {
  isvalidipv4: ([value]: readonly Value[]) => bits(value) !== null,
  ipv4tonumber: ([value]: readonly Value[]) => bits(value),
  getcidrprefix: ([value, length]: readonly Value[]) => dotted(prefix(bits(value), toNumber(length ?? null))),
  comparecidrprefix: ([a, b, length]: readonly Value[]) => {
    const [left, right] = [a, b].map((each) => prefix(bits(each), toNumber(length ?? null)));
    return left === null || right === null ? null : left === right;
  },
  maskfromcidr: ([length]: readonly Value[]) => dotted(prefix(2 ** 32 - 1, toNumber(length ?? null))),
} as const;
