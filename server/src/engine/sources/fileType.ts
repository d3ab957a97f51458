import type { Stats } from 'node:fs';

/** What something in a file system is when it is no regular file, to complete "It is …"; undefined for a regular file. */
export function notRegular(info: Stats): string | undefined {
  if (info.isFile()) return undefined;
  return TYPES.find(([test]) => test(info))?.[1] ?? 'a special file';
}

const TYPES: readonly (readonly [test: (info: Stats) => boolean, what: string])[] = [
  [(info) => info.isDirectory(), 'a folder'],
  [(info) => info.isFIFO(), 'a pipe'],
  [(info) => info.isSocket(), 'a socket'],
  [(info) => info.isCharacterDevice() || info.isBlockDevice(), 'a device'],
];
