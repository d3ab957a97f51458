import assert from 'node:assert/strict';
import { countQuery, globOf, withCategory } from '../../client/src/sources/categoryRule.ts';
import { sourcesFileTemplate } from '../../client/src/sources/sourcesFileTemplate.ts';
import { readSourcesFile } from '../../server/src/engine/sources/settings/readSourcesFile.ts';
import { resolveSources } from '../../server/src/engine/sources/settings/resolveSources.ts';
import { categoryMatcher } from '../../server/src/engine/store/categories.ts';

describe('actions on sources', () => {
  it('the glob of a file starts at its workspace folder when there is one, and takes just this file', () => {
    assert.equal(globOf('/w/ses/logs/a.json', ['/w/ses']), 'logs/a.json');
    assert.equal(globOf('/w/ses/logs/a.json', ['/w/ses', '/w/two']), '/w/ses/logs/a.json');
    assert.equal(globOf('/w/session/a.json', ['/w/ses']), '/w/session/a.json');
  });

  it('names with signs of globs are found by their rule', () => {
    for (const name of ['a[1].json', 'b*.json', '{c}.json', '(d)!.json', '+e@.json', '.f.json', 'g,h.json']) {
      const path = `/w/ses/x ${name}`;
      const categoryOf = categoryMatcher([{ category: 'Own', glob: globOf(path, ['/w/ses']) }]);
      assert.deepEqual([name, categoryOf(path), categoryOf('/w/ses/other.json')], [name, 'Own', undefined]);
    }
  });

  it('a new rule comes first and replaces the one for the same file', () => {
    const rules = [
      { category: 'A', glob: '**' },
      { category: 'B', glob: 'b.json' },
    ];
    assert.deepEqual(withCategory(rules, 'b.json', 'C'), [
      { category: 'C', glob: 'b.json' },
      { category: 'A', glob: '**' },
    ]);
    assert.deepEqual(withCategory(rules, 'b.json', undefined), [{ category: 'A', glob: '**' }]);
  });

  it('queries about a file quote its name', () => {
    assert.equal(countQuery('_sourceName', '/w/a "b".json'), '_sourceName="/w/a \\"b\\".json"\n| count');
    assert.equal(countQuery('_sourceName', 'C:\\logs\\new'), '_sourceName="C:\\\\logs\\\\new"\n| count');
    assert.equal(countQuery('_sourceCategory', 'a\nb'), '_sourceCategory="a\\nb"\n| count');
  });

  it('a new file of sources is right, and so is its example', async () => {
    assert.equal(readSourcesFile(sourcesFileTemplate).kind, 'ok');
    const example = readSourcesFile(sourcesFileTemplate.replace(/^( +)\/\/ /gm, '$1'));
    assert.ok(example.kind === 'ok', JSON.stringify(example));
    const resolved = await resolveSources({
      categories: [],
      sources: [{ base: '/w', sources: example.file.sources }],
    });
    assert.equal(resolved.kind, 'ok', JSON.stringify(resolved));
    assert.equal(example.file.sources.length, 1);
  });
});
