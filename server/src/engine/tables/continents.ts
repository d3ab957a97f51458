/** Continents of countries, for databases that know the country only. */

const countries: Readonly<Record<string, string>> = {
  Africa:
    'DZ AO BJ BW BF BI CM CV CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU YT MA MZ NA NE NG RE RW SH ST SN SC SL SO ZA SS SD TZ TG TN UG EH ZM ZW',
  Antarctica: 'AQ BV TF HM GS',
  Asia: 'AF AM AZ BH BD BT BN KH CN CY GE HK IN ID IR IQ IL JP JO KZ KW KG LA LB MO MY MV MN MM NP KP OM PK PS PH QA SA SG KR LK SY TW TJ TH TL TR TM AE UZ VN YE IO CC CX',
  Europe:
    'AL AD AT BY BE BA BG HR CZ DK EE FO FI FR DE GI GR GG HU IS IE IM IT JE LV LI LT LU MT MD MC ME NL MK NO PL PT RO RU SM RS SK SI ES SJ SE CH UA GB VA AX XK',
  'North America':
    'AI AG AW BS BB BZ BM BQ CA KY CR CU CW DM DO SV GL GD GP GT HT HN JM MQ MX MS NI PA PR BL KN LC MF PM VC SX TT TC US VG VI',
  Oceania: 'AS AU CK FJ PF GU KI MH FM NR NC NZ NU NF MP PW PG PN WS SB TK TO TV UM VU WF',
  'South America': 'AR BO BR CL CO EC FK GF GY PY PE SR UY VE',
};

const continents = new Map(
  Object.entries(countries).flatMap(([continent, codes]) => codes.split(' ').map((code) => [code, continent] as const)),
);

/** The English name of the continent of a country by its two letters; undefined for an unknown code. */
export function continentOf(country: string): string | undefined {
  return continents.get(country);
}
