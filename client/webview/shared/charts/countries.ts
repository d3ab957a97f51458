import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };

/** A country by its numeric ISO code of three digits. */
export interface Country {
  readonly id: string;
  readonly name: string;
}

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

const names = english.countries as Readonly<Record<string, string | readonly string[]>>;
const bySpelling = new Map<string, Country>();

for (const [alpha2, alpha3, numeric] of codes as readonly (readonly string[])[]) {
  if (alpha2 === undefined || alpha3 === undefined || numeric === undefined) continue;
  const known = names[alpha2] ?? alpha2;
  const spellings = typeof known === 'string' ? [known] : known;
  // Formal names have a comma; most countries have a plain one as well.
  const name = spellings.find((spelling) => !spelling.includes(',')) ?? spellings[0] ?? alpha2;
  const country = { id: numeric, name };
  for (const spelling of [alpha2, alpha3, ...spellings]) bySpelling.set(plain(spelling), country);
}

/** Spellings that place databases use beside those of the standard. */
const alsoCalled: Readonly<Record<string, string>> = {
  'South Korea': 'KR',
  'North Korea': 'KP',
  Russia: 'RU',
  'Czech Republic': 'CZ',
  'United States': 'US',
  'United Kingdom': 'GB',
  Vietnam: 'VN',
  Türkiye: 'TR',
  Turkey: 'TR',
  UK: 'GB',
};
for (const [spelling, alpha2] of Object.entries(alsoCalled)) {
  const country = bySpelling.get(plain(alpha2));
  if (country !== undefined) bySpelling.set(plain(spelling), country);
}

/** The country of a code of two or three letters or of an English name; undefined for what is none. */
export function countryOf(text: string): Country | undefined {
  return bySpelling.get(plain(text));
}
