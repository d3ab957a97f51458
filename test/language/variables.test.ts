import assert from 'node:assert/strict';
import { parseDocument, variablesOf } from '../../server/src/language/index.ts';

/** The variables of the only cell of a text, each with its default and the texts of its uses. */
function variables(text: string): readonly (readonly [string, string | undefined, readonly string[]])[] {
  const [cell] = parseDocument(text).cells;
  assert.ok(cell);
  return variablesOf(cell).map(({ name, defaultValue, uses }) => [
    name,
    defaultValue,
    uses.map(({ start, end }) => text.slice(start, end)),
  ]);
}

describe('variables', () => {
  it('are found in words, texts, names and numbers, by name without regard to case', () => {
    const text = '{{a}}/x "{{{ b c }}}" | where x matches "{{A}}*" | timeslice {{t}} | sum(%"{{a}} n") as {{u}}_total';
    assert.deepEqual(variables(text), [
      ['a', undefined, ['{{a}}', '{{A}}', '{{a}}']],
      ['b c', undefined, ['{{{ b c }}}']],
      ['t', undefined, ['{{t}}']],
      ['u', undefined, ['{{u}}']],
    ]);
  });

  it('have the value that a directive gives them', () => {
    assert.deepEqual(variables('// @param Place = a=b\n{{place}}'), [['place', 'a=b', ['{{place}}']]]);
  });

  it('are none in comments', () => {
    assert.deepEqual(variables('* // {{a}}'), []);
  });
});
