// Writes sesq.tmLanguage.json from the catalogue of the language: `npm run grammar`.
import { writeFileSync } from 'node:fs';
import { textMateGrammar } from '../server/src/language/catalog/textMate.ts';

writeFileSync(new URL('sesq.tmLanguage.json', import.meta.url), `${JSON.stringify(textMateGrammar(), null, 2)}\n`);
