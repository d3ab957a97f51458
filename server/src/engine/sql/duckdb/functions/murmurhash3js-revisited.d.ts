/** The part of the library that is used here; it comes without types. */
declare module 'murmurhash3js-revisited' {
  const murmurHash3: {
    readonly x64: { readonly hash128: (bytes: Uint8Array, seed?: number) => string };
  };
  export = murmurHash3;
}
