/** IP addresses and their networks. */
import ipaddr from 'ipaddr.js';
import type { AddressKind } from '../../../plan/functions/libraryFunctions.ts';

/** The networks of RFC 5735 that no public address is in. */
const specialNetworks: readonly (readonly [network: string, kind: AddressKind])[] = [
  ['10.0.0.0/8', 'private'],
  ['172.16.0.0/12', 'private'],
  ['192.168.0.0/16', 'private'],
  ['0.0.0.0/8', 'reserved'],
  ['127.0.0.0/8', 'reserved'],
  ['169.254.0.0/16', 'reserved'],
  ['192.0.0.0/24', 'reserved'],
  ['192.0.2.0/24', 'reserved'],
  ['192.88.99.0/24', 'reserved'],
  ['198.18.0.0/15', 'reserved'],
  ['198.51.100.0/24', 'reserved'],
  ['203.0.113.0/24', 'reserved'],
  ['224.0.0.0/4', 'reserved'],
  ['240.0.0.0/4', 'reserved'],
];

const networks = specialNetworks.map(([network, kind]) => ({ range: ipaddr.IPv4.parseCIDR(network), kind }));

/** Four decimal numbers without leading zeros; undefined for anything else. */
function parse(text: string): ipaddr.IPv4 | undefined {
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : undefined;
}

/** The 32 bits of the address as a number from 0; null for no IPv4 address. */
export function ipv4Number(text: string): number | null {
  return parse(text)?.octets.reduce((number, octet) => number * 256 + octet, 0) ?? null;
}

/** What the address is for; null for no IPv4 address. */
export function ipv4Kind(text: string): AddressKind | null {
  const address = parse(text);
  if (address === undefined) return null;
  return networks.find(({ range }) => address.match(range))?.kind ?? 'public';
}

/** The address with all but its leading bits zero; null for no IPv4 address and for anything but 0 to 32 bits. */
export function ipv4Network(text: string, bits: number): string | null {
  if (parse(text) === undefined || !Number.isInteger(bits) || bits < 0 || bits > 32) return null;
  return ipaddr.IPv4.networkAddressFromCIDR(`${text}/${String(bits)}`).toString();
}

/** True for an IPv6 address in any of its forms, without a zone. */
export function isIPv6(text: string): boolean {
  return text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text);
}
