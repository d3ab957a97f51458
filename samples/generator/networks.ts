import type { Random } from './random.ts';

/**
 * Public address ranges of hosting companies and internet providers, by rough location.
 * They are plain data for maps: an address built from a range says nothing about whoever uses it.
 */
const prefixes = {
  virginia: ['3.208', '3.224', '52.20', '54.156'],
  oregon: ['35.160', '52.32', '54.184'],
  canada: ['15.222', '158.69'],
  mexico: ['189.203'],
  brazil: ['18.228', '54.232'],
  ireland: ['34.240', '52.16', '54.72'],
  london: ['18.130', '35.176'],
  paris: ['35.180', '51.38', '15.188'],
  frankfurt: ['3.120', '18.184', '88.198', '85.214'],
  stockholm: ['13.48', '13.53'],
  milan: ['15.160'],
  capeTown: ['13.244'],
  nigeria: ['105.112'],
  bahrain: ['15.185'],
  mumbai: ['13.232', '13.126'],
  singapore: ['13.228', '18.136'],
  seoul: ['13.124', '3.34'],
  tokyo: ['13.230', '54.248', '133.242'],
  sydney: ['13.54', '54.252', '139.130'],
  google: ['142.250', '172.217'],
  microsoft: ['40.92', '40.93'],
  yahoo: ['67.195', '98.136'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Name of a range of IPv4 addresses. */
export type Network = keyof typeof prefixes;

const prefixes6 = ['2600:1f18', '2a05:d018', '2a01:4f8', '2406:da1c'];

/** One IPv4 address of a network. */
export function address(random: Random, network: Network): string {
  return `${random.pick(prefixes[network])}.${random.int(0, 255)}.${random.int(1, 254)}`;
}

/** One public IPv6 address, written in its short form. */
export function address6(random: Random): string {
  const group = (): string => random.int(1, 65535).toString(16);
  return `${random.pick(prefixes6)}:${group()}::${group()}`;
}

/** An address of a network, IPv6 about once in fifteen times. */
export function anyAddress(random: Random, network: Network): string {
  return random.chance(1 / 15) ? address6(random) : address(random, network);
}
