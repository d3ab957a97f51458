import assert from 'node:assert/strict';
import { withoutSnippetSyntax } from '../../server/src/lsp/snippet.ts';

const cases: readonly (readonly [snippet: string, text: string])[] = [
  ['where', 'where'],
  ['where ${1:condition}', 'where condition'],
  ['json "${1:path}" as ${2:name}$0', 'json "path" as name'],
  ['if(${1}, $2, $3)', 'if(, , )'],
  ['limit ${1|10,100|}', 'limit 10'],
  ['concat(\\$a, \\})', 'concat($a, })'],
  ['${1:a\\}b}', 'a}b'],
  ['{{name}}', '{{name}}'],
];

describe('a snippet as plain text', () => {
  for (const [snippet, text] of cases) {
    it(`${snippet} becomes ${text}`, () => assert.equal(withoutSnippetSyntax(snippet), text));
  }
});
