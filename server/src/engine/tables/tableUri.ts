/** What the name of a lookup table asks for. */

export type TableUri =
  | { readonly kind: 'geo' | 'asn' | 'threat' }
  /** `https://…`; nothing is fetched. */
  | { readonly kind: 'web'; readonly name: string }
  | {
      readonly kind: 'file';
      /** Parts of the path, without empty ones. */
      readonly segments: readonly string[];
      /** True for `path://`, whose texts are compared without regard to case. */
      readonly foldsCase: boolean;
    }
  | { readonly kind: 'invalid'; readonly reason: string };

const services: readonly (readonly [prefix: string, kind: 'geo' | 'asn' | 'threat'])[] = [
  ['geo://', 'geo'],
  ['asn://', 'asn'],
  ['sumo://threat', 'threat'],
];

/** Reads a name as written in a query, quotes or not. */
export function readTableUri(written: string): TableUri {
  const uri = written.replaceAll('"', '').trim();
  const folded = uri.toLowerCase();
  const service = services.find(([prefix]) => folded.startsWith(prefix));
  if (service !== undefined) return { kind: service[1] };
  const web = /^https?:\/\/[^?#]*/.exec(folded);
  if (web !== null) return { kind: 'web', name: uri.slice(0, web[0].length).split('/').at(-1) ?? '' };
  const isPath = folded.startsWith('path://');
  if (!isPath && /^[a-z][a-z0-9+.-]*:\/\//.test(folded))
    return { kind: 'invalid', reason: `"${uri}" is not available here. Give the path of a CSV or JSON file.` };
  const segments = (isPath ? uri.slice('path://'.length) : uri)
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.');
  if (segments.length === 0) return { kind: 'invalid', reason: 'The lookup table has no name.' };
  // A drive letter or a step upwards would lead out of the folders.
  if (segments.some((part) => part === '..' || part.includes(':') || part.includes('\0')))
    return { kind: 'invalid', reason: `"${uri}" leads out of the folders for lookup tables. Give a path inside them.` };
  return { kind: 'file', segments, foldsCase: isPath };
}
