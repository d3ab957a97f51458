import assert from 'node:assert/strict';
import { substituteTemplates } from '../../../server/src/engine/plan/templates.ts';

describe('template variables', () => {
  it('are replaced as text', () => {
    assert.equal(
      substituteTemplates('_sourceCategory={{c}} | timeslice {{{t}}}', { c: 'a/b', t: '5m' }).text,
      '_sourceCategory=a/b | timeslice 5m',
    );
  });

  it('stay inside their string', () => {
    assert.equal(
      substituteTemplates('where x = "{{v}}"', { v: 'a" or "1"="1\\' }).text,
      'where x = "a\\" or \\"1\\"=\\"1\\\\"',
    );
  });

  it('keep those without a value', () => {
    assert.equal(substituteTemplates('{{a}} "{{b}}"', {}).text, '{{a}} "{{b}}"');
  });

  it('are left alone in comments', () => {
    assert.equal(substituteTemplates('// "{{a}}\n{{a}}', { a: 'x' }).text, '// "{{a}}\nx');
  });

  it('are named without regard to case', () => {
    assert.equal(substituteTemplates('{{Region}}', { region: 'x' }).text, 'x');
  });

  it('map offsets back to the text of the author', () => {
    const { text, originalOffset } = substituteTemplates('a {{v}} b {{v}} c', { v: 'longer value' });
    assert.equal(originalOffset(text.indexOf('a')), 0);
    assert.equal(originalOffset(text.indexOf('value')), 2);
    assert.equal(originalOffset(text.indexOf(' b')), 7);
    assert.equal(originalOffset(text.length), 17);
  });
});
