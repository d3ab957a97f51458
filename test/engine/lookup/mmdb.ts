/** Writes small IP databases in the `.mmdb` format, for tests. */

export type MmdbValue = string | number | { readonly [key: string]: MmdbValue } | readonly MmdbValue[];

/** A network in CIDR notation, such as `8.8.8.0/24` or `2001:db8::/32`, and what is known about it. */
export interface MmdbNetwork {
  readonly network: string;
  readonly record: { readonly [key: string]: MmdbValue };
}

export interface MmdbOptions {
  readonly ipVersion: 4 | 6;
  readonly databaseType?: string;
}

type Tree = (Tree | { readonly data: number } | undefined)[];

const types = { text: 2, double: 3, uint32: 6, map: 7, array: 11 } as const;

/** The bytes of a database; IPv4 networks in one for version 6 lie under `::/96`. */
export function writeMmdb(networks: readonly MmdbNetwork[], { ipVersion, databaseType = 'Test' }: MmdbOptions): Buffer {
  const data: Buffer[] = [];
  let size = 0;
  const tree: Tree = [undefined, undefined];
  for (const { network, record } of networks) {
    insert(tree, networkBits(network, ipVersion), size);
    const bytes = encode(record);
    data.push(bytes);
    size += bytes.length;
  }
  const nodes: Tree[] = [];
  collect(tree, nodes);
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_700_000_000,
    database_type: databaseType,
    description: { en: databaseType },
    ip_version: ipVersion,
    languages: [],
    node_count: nodes.length,
    record_size: 32,
  });
  const search = Buffer.alloc(nodes.length * 8);
  for (const [index, node] of nodes.entries()) {
    for (const side of [0, 1] as const) {
      const child = node[side];
      const value =
        child === undefined
          ? nodes.length
          : Array.isArray(child)
            ? nodes.indexOf(child)
            : nodes.length + 16 + child.data;
      search.writeUInt32BE(value, index * 8 + side * 4);
    }
  }
  return Buffer.concat([search, Buffer.alloc(16), ...data, Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), metadata]);
}

function collect(tree: Tree, into: Tree[]): void {
  into.push(tree);
  for (const child of tree) if (Array.isArray(child)) collect(child, into);
}

function insert(tree: Tree, bits: readonly number[], data: number): void {
  let node = tree;
  for (const [index, bit] of bits.entries()) {
    if (index === bits.length - 1) {
      node[bit] = { data };
      return;
    }
    let child = node[bit];
    if (!Array.isArray(child)) {
      child = [undefined, undefined];
      node[bit] = child;
    }
    node = child;
  }
}

function networkBits(network: string, ipVersion: 4 | 6): readonly number[] {
  const [address = '', length = ''] = network.split('/');
  const isShort = !address.includes(':');
  const bits = (isShort ? shortBytes(address) : longBytes(address)).flatMap((byte) =>
    Array.from({ length: 8 }, (_, index) => (byte >> (7 - index)) & 1),
  );
  const taken = bits.slice(0, Number(length));
  return isShort && ipVersion === 6 ? [...Array.from({ length: 96 }, () => 0), ...taken] : taken;
}

function shortBytes(address: string): readonly number[] {
  return address.split('.').map(Number);
}

function longBytes(address: string): readonly number[] {
  const [head = '', tail = ''] = address.split('::');
  const words = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [before, after] = [words(head), words(tail)];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].flatMap((word) => {
    const value = Number.parseInt(word, 16);
    return [value >> 8, value & 255];
  });
}

function encode(value: MmdbValue): Buffer {
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([control(types.text, bytes.length), bytes]);
  }
  if (typeof value === 'number') {
    const isWhole = Number.isInteger(value) && value >= 0;
    const bytes = Buffer.alloc(isWhole ? 4 : 8);
    if (isWhole) bytes.writeUInt32BE(value);
    else bytes.writeDoubleBE(value);
    return Buffer.concat([control(isWhole ? types.uint32 : types.double, bytes.length), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([control(types.array, value.length), ...value.map(encode)]);
  const entries = Object.entries(value as { readonly [key: string]: MmdbValue });
  return Buffer.concat([
    control(types.map, entries.length),
    ...entries.flatMap(([key, each]) => [encode(key), encode(each)]),
  ]);
}

/** Type and size; sizes from 29 on take a byte of their own. */
function control(type: number, size: number): Buffer {
  const [low, more] = size < 29 ? [size, []] : [29, [size - 29]];
  return type < 8 ? Buffer.from([(type << 5) | low, ...more]) : Buffer.from([low, type - 7, ...more]);
}
