/**
 * Functions on single values that are beyond arithmetic and the plain words of databases. A null argument gives null
 * unless said otherwise, and so does a value that the function cannot read.
 */
export type LibraryFunctionId =
  // `format` takes a pattern as in `formatPattern.ts` and texts; null texts are written out
  | 'format'
  // hexadecimal digits; longs in two's complement
  | 'hexToLong'
  | 'longToHex'
  | 'hexToText'
  // encodings; `base64Decode` takes the name of a character set and gives what is no Base64 back as it was
  | 'urlEncode'
  | 'urlDecode'
  | 'base64Encode'
  | 'base64Decode'
  // hashes of the text in UTF-8, in hexadecimal digits
  | 'md5'
  | 'sha1'
  | 'sha256'
  | 'murmur3'
  | 'luhn'
  // whether a text is in a list of texts, which is a constant of a JSON array
  | 'isInTextList'
  // JSON arrays as text; never null: anything else has size -1 and contains nothing
  | 'jsonArraySize'
  | 'jsonArrayContains'
  // the parts of what `withtime` makes, the time as a double
  | 'timedValue'
  | 'timedTime'
  // times in epoch milliseconds with a pattern as in `datePattern.ts` and a zone as in `zoneName.ts`;
  // `parseTime` also takes now, for years of two digits
  | 'formatTimeByPattern'
  | 'parseTime'
  // addresses; the kind is one of `AddressKind`, a network is an address and a number of bits
  | 'ipv4Number'
  | 'ipv4Kind'
  | 'ipv4Network'
  | 'isIPv6'
  // latitude and longitude of two places in degrees; gives the angle between them in radians
  | 'greatCircleAngle';

/** What an IPv4 address is for. Private ones are reserved too. */
export type AddressKind = 'public' | 'private' | 'reserved';
